"""Cases that somebody still holds in a unit that they leave: counted, and told to its head.

Nothing is moved: the unit keeps its cases, the head gives them to others (docs/accounts.md).
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from agencies.held_work import Part
from agencies.models import Agency, User
from agencies.roles import Permission, Role
from agencies.told import people_of
from complaints.enums import PetitionState, Secrecy
from complaints.handlers import handlers_of
from complaints.models import CaseTask, HotSpot, Petition
from records.actions.notices import give

_RUNNING = (PetitionState.RECEIVED, PetitionState.ACCEPTED)


def part() -> Part:
    """For agencies.registry."""
    return Part(counts=counts, tell=tell)


def counts(*, user: User, agency: Agency) -> list[tuple[str, int]]:
    """What common pages count; a matter with excluded persons is in none of the numbers."""
    petitions = Petition.objects.counted().filter(agency=agency, holder=user, state__in=_RUNNING)
    tasks = CaseTask.objects.unscoped("a number for the administrator, no row").filter(
        petition__agency=agency, petition__secrecy__lt=Secrecy.RESTRICTED,
        assigned_to=user, done_on=None, dropped_reason="",
    )  # fmt: skip
    flags = HotSpot.objects.counted().open().filter(agency=agency, owner=user)
    return [
        ("Đơn đang thụ lý", petitions.count()),
        ("Việc được giao trong hồ sơ", tasks.count()),
        ("Điểm nóng đang phụ trách", flags.count()),
    ]


def tell(*, user: User, agency: Agency, first_day: date, now: datetime) -> None:
    """Each head to whom a case shows that waits for somebody else; how many the page says, so that no
    number outlives what its reader may know."""
    if handlers_of(agency, first_day).filter(pk=user.pk).exists():
        return
    give(
        users=[head for head in people_of(agency, Role.HEAD, on=first_day) if head.pk != user.pk],
        key=f"held_work:{user.pk}:{agency.pk}:{now.isoformat()}",
        sentence=f"{user} thôi xử lý đơn ở {agency.short_name} từ ngày {first_day:%d/%m/%Y}; "
        "hãy giao người khác những việc còn đang giữ.",
        url_name="work_holder", subject_id=user.pk, now=now,
    )  # fmt: skip


def holders_seen(*, user: User) -> QuerySet[User]:
    """Whose running cases this head sees in the units where they assign work (Kind.NOTICE_SUBJECT): the
    notice goes when the last one is given to somebody else."""
    agencies = user.access.agencies_with(Permission.ASSIGN_WORK)
    held = Petition.objects.visible_to(user).filter(agency__in=agencies, state__in=_RUNNING)
    return User.objects.filter(pk__in=held.order_by().values("holder"))
