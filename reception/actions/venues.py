"""Trụ sở, địa điểm tiếp công dân: who runs the place and which bodies receive there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from agencies.refusals import Refused
from agencies.vietnamese import tidy
from reception.actions.sessions import ensure_plans
from reception.models import Venue, VenueMember
from records.actions import ledger
from records.enums import Verb


@dataclass(frozen=True, slots=True)
class MemberInput:
    """A body that receives at the place, by which document (Nghị định 154/2026, art. 29)."""

    agency: Agency
    valid_from: date
    representative: str = ""
    document: str = ""
    valid_to: date | None = None


@transaction.atomic
def write_venue(
    *,
    agency: Agency,
    name: str,
    address: str,
    is_headquarters: bool,
    members: Sequence[MemberInput],
    by: User,
    now: datetime,
    venue: Venue | None = None,
) -> Venue:
    """Writes a place with all its members, or changes it; a member left out no longer receives."""
    ensure_plans(by, agency)
    if venue is None:
        venue = Venue(agency=agency, scope_path=agency.path)
    else:
        venue = Venue.objects.select_for_update().get(pk=venue.pk, agency=agency)
    _ensure_members(agency, members)
    made = venue._state.adding
    venue.name, venue.address, venue.is_headquarters = tidy(name), tidy(address), is_headquarters
    try:
        with transaction.atomic():
            venue.save()
    except IntegrityError:
        raise Refused("Cơ quan đã có địa điểm cùng tên này.") from None
    had = 0 if made else venue.members.count()  # type: ignore[attr-defined]
    _set_members(venue, members)
    ledger.write(
        by=by, verb=Verb.CREATE if made else Verb.CHANGE, subject=venue, now=now,
        before={"so_co_quan": had}, after={"so_co_quan": len(members)},
    )  # fmt: skip
    return venue


def _ensure_members(agency: Agency, members: Sequence[MemberInput]) -> None:
    named = [member.agency.pk for member in members]
    if len(set(named)) < len(named):
        raise Refused("Mỗi cơ quan tham gia chỉ ghi một dòng.")
    if agency.pk in named:
        raise Refused("Cơ quan phụ trách địa điểm không cần ghi trong danh sách tham gia.")
    for member in members:
        if not member.document:
            raise Refused(
                f"{member.agency.name}: hãy ghi văn bản cử người đại diện "
                "(Nghị định 154/2026/NĐ-CP, điều 29 khoản 2)."
            )
        if member.valid_to and member.valid_to < member.valid_from:
            raise Refused(f"{member.agency.name}: ngày thôi tham gia phải từ ngày bắt đầu trở đi.")


def _set_members(venue: Venue, members: Sequence[MemberInput]) -> None:
    venue.members.exclude(agency__in=[member.agency for member in members]).delete()
    for member in members:
        VenueMember.objects.update_or_create(
            venue=venue,
            agency=member.agency,
            defaults={
                "representative": tidy(member.representative),
                "document": tidy(member.document),
                "valid_from": member.valid_from,
                "valid_to": member.valid_to,
            },
        )
