"""A verified file beside the report this house keeps: the same figures, or another version."""

from __future__ import annotations

from agencies.models import User
from reports.models import Report
from reports.verifying import Verified

UNKNOWN = "Hệ thống không lưu báo cáo này (đơn vị, kỳ, bản); chỉ kiểm tra được bản thân tệp."


def compare_with_stored(result: Verified, *, user: User | None = None) -> Report | None:
    """Adds what the stored report says; `user`: only reports in reach are known to a person."""
    told = result.report
    reports = (
        Report.objects.unscoped("verified by whoever holds the file and its hash").all()
        if user is None
        else Report.objects.visible_to(user)
    )
    stored: Report | None = (
        reports.filter(
            kind=told["kind"],
            agency__code=told["agency"]["code"],
            period=told["period"]["code"],
            version=told["version"],
        )
        .select_related("agency", "document")
        .first()
    )
    if stored is None:
        result.notes.append(UNKNOWN)
    elif stored.sha256 == result.sha256:
        result.passed.append(f"Số liệu đúng như báo cáo đã lưu: {stored}, bản {stored.version}.")
    elif stored.is_frozen:
        result.problems.append(
            f"Số liệu khác với báo cáo đã lưu: {stored}, bản {stored.version} có mã kiểm tra "
            f"{stored.sha256[:12]}…."
        )
    else:
        result.notes.append(
            f"Báo cáo đã lưu ({stored}, bản {stored.version}) còn là dự thảo và đã lập lại số liệu; tệp "
            "này là bản in trước đó."
        )
    return stored
