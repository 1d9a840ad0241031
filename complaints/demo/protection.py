"""One protection file in the sealed matter of the demonstration, through the ordinary actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from agencies.models import User
from agencies.units.order import DemoOrder
from complaints.actions.protection import name_reader, request_protection
from complaints.actions.protection_adverse import note_adverse
from complaints.actions.protection_steps import take_step
from complaints.enums import PetitionKind, Secrecy
from complaints.models import Matter, ProtectionFile
from complaints.protection.names import Asked, Body, Measure, Relation, Step, Way, Working
from complaints.protection.told import PersonTold, RequestTold

_TITLE = "Tố cáo việc mua sắm thiết bị đo lường"
_WHY = (
    "Từ khi gửi đơn, người tố cáo bị gọi điện dọa cho thôi việc, xe bị chọc thủng lốp hai lần trước cổng "
    "nhà; chồng làm việc theo hợp đồng bị dọa không ký tiếp."
)
_DESK = "Người đến nói lại bị gọi điện dọa tối hôm trước; đã ghi âm, chưa báo Công an."

_MINUTES = "Biên bản làm việc. Tổ dân phố xác nhận hai lần xe bị chọc thủng lốp trước cổng nhà.\n"


def sealed_matter() -> Matter | None:
    """The denunciation against a head that the demonstration tells about."""
    return Matter.objects.filter(
        title=_TITLE, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.RESTRICTED
    ).first()


def tell_protection(order: DemoOrder, now: datetime) -> None:
    """Asked by telephone, verified, applied, coordinated with the police; then told again at the desk."""
    matter = sealed_matter()
    if matter is None:
        return
    people = {
        name: User.objects.get(username=name)
        for name in ("xuly.ttt", "chanhthanhtra.ls", "giumat.ttt")
    }
    handler, head, keeper = people.values()
    file = _asked(matter, handler, now - timedelta(days=6))
    name_reader(
        file_id=file.pk, user=handler, reason="Được giao xác minh đề nghị bảo vệ", by=keeper,
        now=now - timedelta(days=6),
    )  # fmt: skip
    _goes_on(file, head, keeper, handler, now)
    note_adverse(
        matter=matter, visit_id=None, text=_DESK, by=handler, now=now - timedelta(hours=20)
    )


def _asked(matter: Matter, by: User, when: datetime) -> ProtectionFile:
    told = RequestTold(
        way=Way.PHONE,
        requested_on=timezone.localdate(when),
        asked=(Asked.JOB, Asked.LIFE, Asked.PROPERTY),
        reason=_WHY,
        people=(
            PersonTold(Relation.DENOUNCER, Working.OFFICIAL),
            PersonTold(Relation.SPOUSE, Working.CONTRACT, "Hoàng Đức Lương",
                       "khối 4, phường Tam Thanh"),
        ),
    )  # fmt: skip
    return request_protection(matter_id=matter.pk, told=told, by=by, now=when)


def _goes_on(file: ProtectionFile, head: User, keeper: User, handler: User, now: datetime) -> None:
    def at(days: int) -> datetime:
        return now - timedelta(days=days)

    verified_on = timezone.localdate(at(5))
    _take(file, Step.VERIFY, handler, at(5), is_founded=True, happened_on=verified_on,
          text="Đã làm việc với người tố cáo và tổ dân phố: việc đe dọa là có thật.")  # fmt: skip
    paper = ContentFile(_MINUTES.encode(), name="bien-ban-lam-viec.txt")
    _take(file, Step.FILE, handler, at(5), file=paper, happened_on=verified_on,
          text="Biên bản làm việc với tổ dân phố, Thanh tra tỉnh lập")  # fmt: skip
    # Two hours later may be the next day in Hà Nội: no decision takes effect before its own day.
    decided_at = at(5) + timedelta(hours=2)
    _take(
        file, Step.APPLY, head, decided_at, starts_on=timezone.localdate(decided_at),
        people=[str(one.pk) for one in file.people.all()],
        measures=[Measure.KEEP_SECRET, Measure.STRIP, Measure.PUNISH, Measure.EMPLOYER_STOPS,
                  Measure.DEMAND_STOP],
        text="Xét kết quả xác minh đề nghị bảo vệ; cơ quan Công an, nơi sử dụng lao động và Thanh tra "
        "tỉnh có trách nhiệm thực hiện các biện pháp dưới đây.",
    )  # fmt: skip
    _take(file, Step.LETTER, keeper, at(4), body=Body.POLICE,
          addressee="Công an phường Tam Thanh",
          text="Đề nghị áp dụng biện pháp bảo vệ tính mạng, sức khỏe, tài sản theo quyết định kèm "
          "theo.")  # fmt: skip
    letter = file.letters.get()
    _take(file, Step.ANSWER, keeper, at(2), letter=str(letter.pk),
          happened_on=timezone.localdate(at(2)), was_done=True,
          text="Đã phân công cảnh sát khu vực theo dõi, giữ liên lạc hằng ngày.")  # fmt: skip


def _take(file: ProtectionFile, step: Step, by: User, now: datetime, /, **said: Any) -> None:
    file.refresh_from_db()
    take_step(file_id=file.pk, step=step, said=said, version=file.version, by=by, now=now)
