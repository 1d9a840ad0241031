"""What an officer types: a visit and a petition, different each time."""

import random
import uuid
from datetime import datetime

from django.utils import timezone

from complaints.demo import citizens


def visit(chance: random.Random, now: datetime) -> dict[str, object]:
    """The form of the desk with a petition handed in."""
    return {
        "key": str(uuid.uuid4()),
        "full_name": citizens.full_name(chance),
        "birth_year": chance.randint(1950, 2004),
        "head_count": 1,
        "kind": "recommendation",
        "field": "land",
        "title": "Kiến nghị sửa đường trục xã",
        "content": "Mặt đường hỏng nặng sau mùa mưa, xe tải qua lại nhiều.",
        "request": "Đề nghị sửa đường.",
        "is_first_time": "on",
        "tension": "calm",
        "result": "petition",
        "petition_content": "Đề nghị Ủy ban nhân dân xã sửa đường trục xã.",
        "arrived_at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
        "confirmed": "on",  # measured by night and on Sundays too
    }


def sealed_visit(chance: random.Random, now: datetime) -> dict[str, object]:
    """A denunciation told at the desk: it goes into the sealed books from the start."""
    return {
        **visit(chance, now),
        "kind": "denunciation",
        "field": "civil_service",
        "title": "Tố cáo việc thu tiền sai quy định",
        "content": "Người tố cáo trình bày việc thu tiền không có biên lai.",
        "request": "Đề nghị xác minh.",
        "petition_content": "Tố cáo việc thu tiền không có biên lai.",
    }


def petition(chance: random.Random, now: datetime) -> dict[str, object]:
    """A petition that came by post."""
    return {
        "key": str(uuid.uuid4()),
        "source": "post",
        "received_on": timezone.localtime(now).date().isoformat(),
        "full_name": citizens.full_name(chance),
        "signatories": 1,
        "kind": "recommendation",
        "subject_code": "hanh_chinh.moi_truong",
        "summary": "Phản ánh rác thải tồn đọng tại chợ xã",
        "content": "Rác ở điểm tập kết nhiều ngày không được thu gom.",
        "is_first_time": "on",
    }
