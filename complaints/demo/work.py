"""Who works on what: running cases given to people, one who is away, one who will be."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.order import DemoOrder
from complaints.actions.assigning import assign_petitions
from complaints.actions.substitution import make_substitution
from complaints.demo.places import desks
from complaints.enums import PetitionState, Secrecy
from complaints.models import Petition

# Where several handle: who takes how many of ten.
_SHARED = {
    "LS-BTCD": (("xuly.ls", 6), ("xuly2.ls", 4)),
    "LS-SKHCN": (("xuly.skhcn", 7), ("phogiamdoc.skhcn", 3)),
}
_LEFT = {"LS-BTCD": 3, "LS-SKHCN": 1}


def tell_work(order: DemoOrder, now: datetime) -> None:
    """Heads give out what the desks have entered; a few wait to be given, for who tries it."""
    people = {user.username: user for user in User.objects.all()}
    for desk in desks(staffed_only=True):
        waiting = _nobodys(desk.agency)
        waiting = waiting[_LEFT.get(desk.agency.code, 0) :]
        usual = ((desk.handler.username, 10),)
        for name, share in _SHARED.get(desk.agency.code, usual):
            many = -(-len(waiting) * share // 10)
            given, waiting = waiting[:many], waiting[many:]
            assign_petitions(
                petition_ids=[p.pk for p in given], to_user=people[name],
                reason="Phân công theo địa bàn", by=desk.head, now=now,
            )  # fmt: skip
    _away(people, now)


def _nobodys(agency: Agency) -> list[Petition]:
    """Running cases without a holder, the newest first; restricted ones stay with who knows them."""
    rows = Petition.objects.filter(
        agency=agency, holder=None, secrecy__lt=Secrecy.RESTRICTED,
        state__in=[PetitionState.RECEIVED, PetitionState.ACCEPTED],
    )  # fmt: skip
    return list(rows.order_by("-received_on", "-id").only("pk"))


def _away(people: dict[str, User], now: datetime) -> None:
    today = timezone.localdate(now)
    board, science = (Agency.objects.get(code=code) for code in ("LS-BTCD", "LS-SKHCN"))
    make_substitution(
        agency=board, absent=people["xuly2.ls"], substitute=people["xuly.ls"], from_on=today,
        to_on=today + timedelta(days=4), reason="Nghỉ phép năm", by=people["thutruong.ls"],
        now=now,
    )  # fmt: skip
    make_substitution(
        agency=science, absent=people["xuly.skhcn"], substitute=people["phogiamdoc.skhcn"],
        from_on=today + timedelta(days=9), to_on=today + timedelta(days=20),
        reason="Đi bồi dưỡng nghiệp vụ tại Trường Cán bộ Thanh tra", by=people["xuly.skhcn"],
        now=now,
    )  # fmt: skip
