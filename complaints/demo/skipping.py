"""Matters seen at the provincial and the central office, each with another cause; what was asked of
their units; the liaisons of the province."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from agencies.enums import Level
from agencies.models import User
from agencies.units.order import DemoOrder
from complaints.actions.coordination import (
    Asked,
    accept_request,
    answer_request,
    request_coordination,
)
from complaints.actions.liaisons import name_liaison
from complaints.actions.sightings import Seen, note_result, report_sighting
from complaints.demo.places import desk_of
from complaints.enums import (
    CoordinationKind,
    PetitionState,
    ReturnWay,
    Secrecy,
    SeenAt,
    Source,
)
from complaints.models import Matter, Petition, Sighting

_WATCHES = "thanhtra.ls"
# The head who names, and who is named.
_LIAISONS = (
    ("thutruong.ls", "xuly.ls"),
    ("giamdoc.skhcn", "xuly.skhcn"),
    ("giamdoc.snnmt", "tiepdan.snnmt"),
    ("chutich.huulung", "xuly.huulung"),
)
_HOUR = timedelta(hours=1)
_BELOW = (Level.COMMUNE, Level.DEPARTMENT)
_SEND, _INFORM, _TALK = (
    CoordinationKind.SEND_STAFF,
    CoordinationKind.INFORM,
    CoordinationKind.DIALOGUE,
)


def tell_skipping(order: DemoOrder, now: datetime) -> None:
    """Four sightings, three requests, four liaisons."""
    story = _Story(order.chance("skipping"), now)
    story.liaisons()
    story.answered()
    story.late()
    story.in_time()
    story.unknown_below()


class _Story:
    """The last weeks, seen by the provincial inspectorate."""

    def __init__(self, chance: random.Random, now: datetime) -> None:
        self.chance, self.now = chance, now
        self.people = {user.username: user for user in User.objects.all()}
        self.told: list[object] = []

    @property
    def inspector(self) -> User:
        return self.people[_WATCHES]

    def liaisons(self) -> None:
        """Heads name who takes requests in."""
        for head, named in _LIAISONS:
            by = self.people[head]
            agency = by.memberships.select_related("agency").earliest("valid_from").agency
            name_liaison(
                agency=agency, user=self.people[named],
                from_on=timezone.localdate(self.now) - timedelta(days=60), by=by, now=self.now,
            )  # fmt: skip

    def answered(self) -> None:
        """The level below had answered: heard, told how to go on, gone home by themselves."""
        matter = self._matter(_open().filter(state=PetitionState.RESOLVED))
        sighting = self._seen(matter, 12, SeenAt.CENTRAL_HANOI, 2, "Ban Tiếp công dân Trung ương")
        if sighting is not None:
            self._result(
                sighting, ReturnWay.THEMSELVES,
                "Đã giải thích nội dung văn bản trả lời và quyền khiếu nại lần hai, khởi kiện.",
            )  # fmt: skip

    def late(self) -> None:
        """The level below was late: staff were sent, and the group came home with them."""
        today = timezone.localdate(self.now)
        running = [PetitionState.RECEIVED, PetitionState.ACCEPTED]
        rows = _open().filter(state__in=running).overdue(today - timedelta(days=9))
        matter = self._matter(rows)
        sighting = self._seen(matter, 8, SeenAt.CENTRAL_HANOI, 6, "Văn phòng UBND tỉnh, điện báo")
        if matter is None or sighting is None:
            return
        request = self._ask(matter, sighting, _SEND, 8, "Cử hai cán bộ cùng giải thích tại Hà Nội.")
        receiver = desk_of(matter.agency).officer
        answer_request(
            request_id=request.pk, staff_count=2, by=receiver, now=self._at(8, 13),
            answer="Đã cử hai cán bộ; đã giải thích và hẹn ngày đối thoại tại địa phương.",
        )  # fmt: skip
        self._result(
            sighting, ReturnWay.TOGETHER,
            "Đã xin lỗi vì việc giải quyết chậm, hẹn ngày có văn bản trả lời.",
        )  # fmt: skip

    def in_time(self) -> None:
        """Still in time below: asked for the file, taken in, not answered yet."""
        today = timezone.localdate(self.now)
        rows = _open().filter(state=PetitionState.ACCEPTED, next_due_on__gte=today)
        matter = self._matter(rows)
        sighting = self._seen(matter, 2, SeenAt.PROVINCE, 1, "Ban Tiếp công dân tỉnh")
        if matter is None or sighting is None:
            return
        request = self._ask(matter, sighting, _INFORM, 2, "Gửi báo cáo tóm tắt việc giải quyết.")
        by = desk_of(matter.agency).officer
        accept_request(request_id=request.pk, by=by, now=self._at(2, 11))
        matter = self._matter(rows)
        if matter is not None:
            self._ask(matter, None, _TALK, 3, "Tổ chức đối thoại trước kỳ họp, mời Ban cùng dự.")

    def unknown_below(self) -> None:
        """Nothing known below yet: the board has it alone; they stayed, which is their right."""
        rows = Petition.objects.filter(
            agency__code="LS-BTCD", secrecy=Secrecy.OPEN, outcome="", source=Source.DESK
        )
        sighting = self._seen(
            self._matter(rows), 1, SeenAt.PROVINCE, 3, "Trụ sở tiếp công dân tỉnh"
        )
        if sighting is not None:
            self._result(
                sighting, ReturnWay.STAYED,
                "Đã hướng dẫn gửi đơn đến cơ quan có thẩm quyền, hẹn tiếp vào ngày tiếp định kỳ.",
            )  # fmt: skip

    def _matter(self, rows: QuerySet[Petition]) -> Matter | None:
        """One that no sighting or request tells of yet."""
        used = [getattr(one, "matter_id", None) for one in self.told]
        found = list(rows.exclude(matter__in=used).order_by("-received_on", "pk")[:40])
        if not found:
            return None
        petition = self.chance.choice(found)
        matter: Matter = Matter.objects.select_related("agency").get(pk=petition.matter_id)
        return matter

    def _seen(
        self, matter: Matter | None, days: int, at: SeenAt, people: int, by: str
    ) -> Sighting | None:
        if matter is None:
            return None
        when = self._at(days, 9)
        sighting, _ = report_sighting(
            matter_id=matter.pk, seen=Seen(at, timezone.localdate(when), people, by),
            by=self.inspector, now=when,
        )  # fmt: skip
        self.told.append(sighting)
        return sighting

    def _ask(
        self,
        matter: Matter,
        sighting: Sighting | None,
        kind: CoordinationKind,
        days: int,
        asked: str,
    ) -> object:
        when = self._at(days, 10)
        request = request_coordination(
            matter_id=matter.pk, sighting_id=sighting.pk if sighting else None, by=self.inspector,
            now=when,
            asked=Asked(kind, matter.agency, matter.title, asked, when + 4 * _HOUR, when + 30 * _HOUR),
        )  # fmt: skip
        self.told.append(request)
        return request

    def _result(self, sighting: Sighting, way: ReturnWay, told: str) -> None:
        returned = way in (ReturnWay.THEMSELVES, ReturnWay.TOGETHER)
        note_result(
            sighting_id=sighting.pk, was_heard=True, told=told, return_way=way,
            returned_on=sighting.seen_on if returned else None, is_voluntary=returned,
            by=self.inspector, now=self.now,
        )  # fmt: skip

    def _at(self, days: int, hour: int) -> datetime:
        day = timezone.localtime(self.now) - timedelta(days=days)
        return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def _open() -> QuerySet[Petition]:
    """Open petitions of communes and departments of the province that have people of their own."""
    staffed: Iterable[str] = ("LS-SKHCN", "LS-SNNMT", "LS-SXD", "LS-06385", "LS-06184", "LS-06529")
    rows: QuerySet[Petition] = Petition.objects.filter(
        agency__code__in=staffed, agency__level__in=_BELOW, secrecy=Secrecy.OPEN
    )
    return rows
