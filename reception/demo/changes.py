"""Lines of the demonstration that were corrected or made void, as happens at every desk."""

from datetime import datetime, timedelta

from agencies.roles import Permission
from agencies.units.order import DemoOrder
from complaints.enums import Secrecy
from reception.actions.corrections import correct_visit
from reception.actions.voiding import void_visit
from reception.enums import VisitResult
from reception.models import Visit

_DESKS = ("LS-BTCD", "LS-SKHCN", "LS-06385")
_CORRECTED = (
    ("address", "thôn Pò Mục, xã Tân Thanh", "Công dân đọc lại bản ghi và nói rõ địa chỉ."),
    ("directed_to", "Ủy ban nhân dân xã nơi có đất", "Ghi bổ sung nơi đã hướng dẫn."),
)
_VOID = "Ghi trùng: công dân đã được ghi ở số liền trước."


def change_some_lines(*, order: DemoOrder, now: datetime) -> None:
    """A few corrections and one void line at each of some desks, within an hour of the entry."""
    changed = 0
    for code in _DESKS:
        lines = [visit for visit in _plain_lines(code) if _keeps(visit)]
        for visit, (field, new, why) in zip(lines, _CORRECTED, strict=False):
            correct_visit(
                visit_id=visit.pk, field=field, new=new, reason=why, by=visit.received_by,
                now=visit.entered_at + timedelta(minutes=25),
            )  # fmt: skip
            changed += 1
        for visit in lines[len(_CORRECTED) : len(_CORRECTED) + 1]:
            at = visit.entered_at + timedelta(minutes=40)
            void_visit(visit_id=visit.pk, reason=_VOID, by=visit.received_by, now=at)
            changed += 1
    order.say(f"Đã đính chính, hủy {changed} dòng sổ.")


def _plain_lines(code: str) -> list[Visit]:
    """The newest open visits of a desk that were guided: one person, no petition, no document."""
    found = Visit.objects.filter(
        agency__code=code, secrecy=Secrecy.OPEN, is_anonymous=False, head_count=1,
        result=VisitResult.GUIDED, visit_petitions=None,
    )  # fmt: skip
    return list(found.select_related("received_by").order_by("-arrived_at", "-number")[:4])


def _keeps(visit: Visit) -> bool:
    """Whoever received still keeps this register."""
    kept = visit.received_by.access.agencies_with(Permission.CORRECT_REGISTER)
    return visit.agency_id in {agency.pk for agency in kept}
