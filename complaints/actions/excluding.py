"""Phát hiện thêm người liên quan: somebody is kept out of a matter that is already under way.

Whoever turns out to be denounced, or tied to it, sees nothing from that moment, nor does whoever does
their work (Luật Tố cáo 2018, art. 8, 11, 56; ADR 0042). What they held goes to nobody until it is given
anew; where nobody is left who decides or who keeps the secret, the body above is told.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from agencies.models import Membership, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission, Role
from agencies.vietnamese import fold, tidy
from complaints.actions import locks
from complaints.actions.intake import entitled_in, overseer_of
from complaints.actions.matters import elsewhere, exclude, grant
from complaints.enums import ExclusionGround, Secrecy
from complaints.kept_out import people_kept_out
from complaints.models import HotSpot, Matter, Petition, TeamMember
from complaints.rights import permissions_in
from records.actions import ledger
from records.actions.notices import give
from records.enums import Verb

MOST_FOUND = 20
_NOT_YOURS = "Chỉ người xử lý vụ việc và người giữ bí mật ghi thêm người không được biết."
_OPEN = "Vụ việc ở sổ thường đã có người biết; hãy lập vụ việc kín để loại trừ người liên quan."
_YOURSELF = "Việc này liên quan đến chính bạn; hãy đề nghị người giữ bí mật của vụ việc ghi."


def ensure_may_exclude(matter: Matter, by: User) -> None:
    """Whoever works on the matter where it is kept, and custodians who were told of it."""
    works = Permission.PROCESS_PETITION in permissions_in(by, matter.agency)
    if not works and not by.may(Permission.APPROVE_IDENTITY):
        raise NotAllowed(_NOT_YOURS)
    if matter.secrecy < Secrecy.SEALED:
        raise Refused(_OPEN)


def people_named(matter: Matter, name: str, today: date) -> QuerySet[User]:
    """Accounts of the province by user name or by words of the name, accents or not; at most
    MOST_FOUND and one more. Whether one of them is already kept out is not told."""
    root = matter.agency.path.split("/")[0] + "/"
    held = Membership.objects.in_force(today).filter(agency__path__startswith=root)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    wanted = f" {fold(name)} "
    found = [
        pk
        for pk, username, full_name in people.values_list("pk", "username", "full_name")
        if wanted in f" {fold(full_name)} " or username == name
    ]
    return User.objects.filter(pk__in=found).order_by("sort_key", "id")


@transaction.atomic
def exclude_later(
    *,
    matter_id: UUID,
    person: User,
    ground: ExclusionGround,
    reason: str,
    by: User,
    now: datetime,
) -> None:
    """From now on `person` sees nothing of the matter. Said twice it changes nothing and tells nothing."""
    matter = locks.matter(pk=matter_id, by=by)
    ensure_may_exclude(matter, by)
    if person.pk == by.pk:
        raise Refused(_YOURSELF)
    if matter.exclusions.filter(user=person).exists():
        return
    same = [matter, *elsewhere(matter)]
    knew_by_role = {one.pk for one in same if one.secrecy < Secrecy.RESTRICTED}
    said = f"{ground.label}: {tidy(reason)}" if reason.strip() else ground.label
    exclude(matter=matter, users=[person], reason=said, by=by, now=now)
    for one in same:
        _take_work_from(one, person, by, now)
        _tell_who_goes_on(one, by, now, first=one.pk in knew_by_role)
    _tell_keepers(matter, by, now)


def _take_work_from(matter: Matter, person: User, by: User, now: datetime) -> None:
    """Their cases wait for somebody else; they leave the team and the flag."""
    today = timezone.localtime(now).date()
    for petition in Petition.objects.filter(matter=matter, holder=person).order_by("pk"):
        petition.holder = None
        petition.save(update_fields=["holder"])
        ledger.write(
            by=by, verb=Verb.CHANGE, subject=petition, now=now, details={"buoc": "thoi_thu_ly"}
        )
    TeamMember.objects.filter(petition__matter=matter, user=person, until_on=None).update(
        until_on=Greatest(F("from_on"), today)
    )
    HotSpot.objects.filter(matter=matter, owner=person).update(owner=None)


def _tell_who_goes_on(matter: Matter, by: User, now: datetime, *, first: bool) -> None:
    """The first exclusion makes an allow-list of those who knew by their role. Later ones leave it;
    where no head or no custodian is left on it, those of the body above are told."""
    today = timezone.localtime(now).date()
    told = [by, *_team(matter), *entitled_in(matter.agency, today)] if first else []
    if told:
        grant(matter=matter, users=_known(told, matter, today), reason=_GOES_ON, by=by, now=now)
    left = Membership.objects.in_force(today).filter(
        user__is_active=True, user__in=matter.grants.values("user")
    )
    left = left.exclude(user__in=people_kept_out([matter.pk], today))
    roles = set(left.filter(role__in=_NEEDED).values_list("role", flat=True))
    if roles >= set(_NEEDED):
        return
    above = entitled_in(overseer_of(matter.agency, today), today)
    grant(matter=matter, users=_known(above, matter, today), reason=_ABOVE, by=by, now=now)


_GOES_ON, _ABOVE = "Đang giải quyết vụ việc", "Cơ quan cấp trên của nơi giữ vụ việc"
_NEEDED = (Role.HEAD, Role.CUSTODIAN)


def _team(matter: Matter) -> list[User]:
    sitting = TeamMember.objects.filter(petition__matter=matter, until_on=None, user__isnull=False)
    return [member.user for member in sitting.select_related("user") if member.user]


def _known(people: Iterable[User], matter: Matter, today: date) -> list[User]:
    """Each once, without who is kept out today."""
    out = people_kept_out([matter.pk], today)
    return list({user.pk: user for user in people if user.pk not in out}.values())


def _tell_keepers(matter: Matter, by: User, now: datetime) -> None:
    """Its custodians look whether it is right: only they can have it lifted."""
    today = timezone.localtime(now).date()
    keepers = Membership.objects.in_force(today).filter(
        role=Role.CUSTODIAN, user__in=matter.grants.values("user")
    )
    newest = matter.exclusions.order_by("-pk").values_list("pk", flat=True)[0]
    give(
        users=[held.user for held in keepers.select_related("user") if held.user_id != by.pk],
        key=f"excluded:{newest}", sentence="Một vụ việc trong sổ kín có thêm người bị loại trừ.",
        url_name="exclusion_list", subject_id=matter.pk, now=now,
    )  # fmt: skip
