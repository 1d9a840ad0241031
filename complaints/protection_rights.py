"""Who somebody is in a protection file, and who is told when something comes in (ADR 0043)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Permission, Role
from agencies.told import people_of
from complaints.actions.intake import overseer_of
from complaints.kept_out import people_kept_out
from complaints.models import Decision, Matter, Proceeding, ProtectionFile
from complaints.procedure.names import Stage
from complaints.protection.measures import Ends
from complaints.protection.names import Step, Way
from complaints.protection.workflow import Known, Part
from complaints.rights import permissions_in

_DEPUTY = "phó"


def parts_of(user: User, file: ProtectionFile) -> frozenset[Part]:
    """Tư cách of somebody who sees the file; the one who decides is named and heads its agency."""
    found = {Part.READER}
    if user.may(Permission.KEEP_SEALED_REGISTER):
        found.add(Part.KEEPER)
    if Permission.DECIDE_CASE in permissions_in(user, file.agency):
        found.add(Part.DECIDER)
    return frozenset(found)


def known_of(file: ProtectionFile) -> Known:
    """What the rules ask of the file."""
    return Known(
        state=file.state,
        way=Way(file.way),
        has_writing=file.written_on is not None,
        is_founded=file.is_founded,
        open_letters=file.letters.filter(answered_on=None).count(),
    )


def ends_of(file: ProtectionFile) -> Ends:
    """Whether the grounds of art. 54 clause 2 exist in the matter; asked when it is ended alone."""
    wishes = file.steps.filter(step=Step.ASK_CHANGE).values_list("data__wish", flat=True)
    of_matter = {"petition__matter": file.matter_id}
    return Ends(
        concluded=Decision.objects.filter(**of_matter).exists(),
        terminated=Proceeding.objects.filter(**of_matter, stage=Stage.TERMINATED).exists(),
        wishes=frozenset(wish for wish in wishes if wish),
    )


def keepers_of(agency: Agency, now: datetime) -> tuple[Agency, list[User]]:
    """Custodians of the agency, else those of the body that oversees it, and whose they are."""
    if own := people_of(agency, Role.CUSTODIAN):
        return agency, own
    above = overseer_of(agency, timezone.localdate(now))
    return above, people_of(above, Role.CUSTODIAN)


def deciders_of(matter: Matter, today: date) -> list[User]:
    """Người giải quyết tố cáo: heads of the agency, not their deputies, who may know the matter."""
    excluded = people_kept_out([matter.pk], today)
    return [
        head
        for head in people_of(matter.agency, Role.HEAD)
        if head.pk not in excluded
        and not head.title.lower().startswith(_DEPUTY)
        and Matter.objects.visible_to(head).filter(pk=matter.pk).exists()
    ]
