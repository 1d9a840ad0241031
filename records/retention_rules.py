"""Rules of this room and of the libraries that keep rows of their own: forms, letters, jobs, sessions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.registry import Kind, entries
from records.models import IdempotencyKey, Job, NoticeMail, StoredFile
from records.retention import Rule

_DAY = timedelta(days=1)
_LITTLE = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15: không lưu lâu hơn mục đích."
_LOGS = "Nhật ký hệ thống giữ ít nhất 3 tháng (cấp độ 3, Thông tư 12/2022/TT-BTTTT)."


def rules() -> list[Rule]:
    return [
        Rule(
            "sessions", "Phiên đăng nhập đã hết hạn", "đến khi hết hạn", _LITTLE, 40,
            lambda now: Session.objects.filter(expire_date__lt=now), "expire_date",
        ),
        Rule(
            "sign_in_attempts", "Lần đăng nhập sai", "30 ngày", _LITTLE, 50,
            lambda now: AccessAttempt.objects.filter(attempt_time__lt=now - 30 * _DAY),
            "attempt_time", sure=False,
        ),
        Rule(
            "sign_in_log", "Nhật ký địa chỉ đăng nhập", "180 ngày", _LOGS, 51,
            lambda now: AccessLog.objects.filter(attempt_time__lt=now - 180 * _DAY),
            "attempt_time", sure=False,
        ),
        Rule(
            "form_keys", "Khóa chống gửi trùng", "90 ngày", "Hết lượt gửi lại của biểu mẫu.", 60,
            lambda now: IdempotencyKey.objects.filter(at__lt=now - 90 * _DAY), "at",
        ),
        Rule(
            "letters", "Thư báo đã gửi hoặc thôi gửi", "180 ngày",
            "Thư không chứa nội dung; thông báo còn trong hệ thống.", 70, _letters, "ended_at",
        ),
        Rule(
            "job_files", "Tệp kết xuất (sổ, danh sách) đã tạo để tải về", "30 ngày",
            f"{_LITTLE} Cần thì kết xuất lại.", 80,
            lambda now: StoredFile.objects.filter(
                parent_kind="job", stored_at__lt=now - 30 * _DAY
            ),
            "stored_at", sure=False,
        ),
        Rule(
            "loose_files", "Tệp tải lên mà hồ sơ dự thảo đã bỏ", "30 ngày", _LITTLE, 81,
            _loose_files, "stored_at",
        ),
        Rule(
            "jobs", "Việc chạy nền đã kết thúc", "365 ngày",
            "Việc trong một đợt báo cáo được giữ cùng đợt.", 82, _jobs, "finished_at", sure=False,
        ),
    ]  # fmt: skip


def _letters(now: datetime) -> QuerySet[Any]:
    """Longer than a notice is news (90 days), so that none is told of by letter twice."""
    return NoticeMail.objects.filter(ended_at__lt=now - 180 * _DAY)


def _jobs(now: datetime) -> QuerySet[Any]:
    """Those that left a file wait until it is gone."""
    has_file = StoredFile.objects.filter(parent_kind="job", parent_id=OuterRef("pk"))
    ended = Job.objects.filter(finished_at__lt=now - 365 * _DAY, batch=None)
    return ended.filter(~Exists(has_file))


def _loose_files(now: datetime) -> QuerySet[Any]:
    """Files whose record is no more: drafts of plans may be thrown away, case records never are."""
    gone = Q(pk__in=[])
    guarded = set(entries(Kind.FILE_PARENT))
    for model in apps.get_models():
        if model._meta.model_name in guarded:
            # Counted, never shown: the plain manager, as an excluded person has no part in it.
            parent = model._base_manager.filter(pk=OuterRef("parent_id"))
            gone |= Q(~Exists(parent), parent_kind=model._meta.model_name)
    return StoredFile.objects.filter(gone, stored_at__lt=now - 30 * _DAY)
