"""Rules of the desk: what was typed and not sent, marks and tickets of the waiting room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from reception.models import DeskDraft, QueueTicket
from records.retention import Rule

DRAFT_LIFE = timedelta(hours=24)
# The job of the night runs at 23:30: then the day that ends counts as over.
_END_OF_DAY = timedelta(minutes=30)


def rules() -> list[Rule]:
    return [
        Rule(
            "desk_drafts", "Bản ghi dở ở bàn tiếp công dân", "24 giờ từ lần lưu cuối",
            "Luật Tố cáo Điều 8, 56: có thể chứa danh tính; bản ghi được mã hóa.", 10,
            lambda now: DeskDraft.objects.filter(saved_at__lte=now - DRAFT_LIFE), "saved_at",
        ),
        Rule(
            "priority_marks", "Dấu ưu tiên (sức khỏe, người già yếu) trên phiếu chờ",
            "hết ngày tiếp", "Dữ liệu sức khỏe là nhạy cảm: Luật số 91/2025/QH15. Chỉ bỏ dấu, phiếu còn.",
            20, _marked, "on_date", clear=lambda rows: rows.update(is_priority=False),
        ),
    ]  # fmt: skip


def _marked(now: datetime) -> QuerySet[Any]:
    """Counted and cleared in every agency, shown to nobody: the plain manager."""
    day = timezone.localdate(now + _END_OF_DAY)
    return QueueTicket._base_manager.filter(is_priority=True, on_date__lt=day)
