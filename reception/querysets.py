"""Which visits a page or a count is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from agencies.querysets import ScopedQuerySet
from agencies.roles import Permission
from agencies.scoping import Scoped
from complaints.enums import Secrecy
from complaints.querysets import MatterScoped
from reception.enums import PaperState
from records.enums import Book

if TYPE_CHECKING:
    from agencies.models import Agency, User


class VisitQuerySet(MatterScoped):
    def in_force(self) -> VisitQuerySet:
        """Visits that count: a void line keeps its number in the register and nothing else."""
        return self.filter(voided_at__isnull=True)

    def counted(self) -> VisitQuerySet:
        return super().counted().filter(voided_at__isnull=True)


class InvitationQuerySet(Scoped):
    def visible_to(self, user: User) -> InvitationQuerySet:
        """Invitations of registrations in sight, and those to an agency in reach; of the latter only
        open ones, and without the registration itself (Nghị định 154/2026/NĐ-CP, art. 26)."""
        seen = apps.get_model("reception", "Registration").objects.visible_to(user)
        invited = user.access.scope_q(path="agency__path") & Q(registration__secrecy=Secrecy.OPEN)
        return self.filter(Q(registration__in=seen.values("pk")) | invited)


class ConclusionTaskQuerySet(Scoped):
    def visible_to(self, user: User) -> ConclusionTaskQuerySet:
        """Tasks of conclusions in sight, and those given to an agency in reach by an open conclusion
        that was issued; of the latter the line alone, not the matter."""
        seen = apps.get_model("reception", "SessionConclusion").objects.visible_to(user)
        given = user.access.scope_q(path="agency__path") & Q(
            conclusion__secrecy=Secrecy.OPEN, conclusion__document__isnull=False
        )
        return self.filter(Q(conclusion__in=seen.values("pk")) | given)

    def issued(self) -> ConclusionTaskQuerySet:
        """Tasks that bind: their conclusion has its number."""
        return self.filter(conclusion__document__isnull=False)

    def open(self) -> ConclusionTaskQuerySet:
        return self.filter(done_on__isnull=True)


class PaperSheetQuerySet(Scoped):
    """Sheets of the emergency paper register: the open ones in scope, the sealed ones for the
    custodians of their agency alone."""

    def visible_to(self, user: User) -> PaperSheetQuerySet:
        open_ones = Q(book=Book.VISITS) & user.access.scope_q()
        kept = [agency.pk for agency in user.access.agencies_with(Permission.KEEP_SEALED_REGISTER)]
        return self.filter(open_ones | Q(book=Book.SEALED_VISITS, agency__in=kept))

    def unsettled(self) -> PaperSheetQuerySet:
        """Printed, neither entered nor void."""
        return self.filter(state=PaperState.PRINTED)


class VenueQuerySet(ScopedQuerySet):
    def visible_to(self, user: User) -> VenueQuerySet:
        """Places run by agencies in reach and those where such an agency receives."""
        members = apps.get_model("reception", "VenueMember").objects.filter(
            user.access.scope_q(path="agency__path"), venue=models.OuterRef("pk")
        )
        return self.filter(user.access.scope_q() | Q(models.Exists(members)))

    def used_by(self, agency: Agency, on: date) -> VenueQuerySet:
        """Where `agency` receives on the day `on`: its own places and those it takes part in."""
        members = apps.get_model("reception", "VenueMember").objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), agency=agency, valid_from__lte=on
        )
        return self.filter(Q(agency=agency) | Q(pk__in=members.values("venue")))
