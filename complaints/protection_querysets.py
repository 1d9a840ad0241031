"""Who sees a protection file: its custodians and those named, nobody excluded (ADR 0043)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.roles import Permission
from agencies.scoping import Scoped
from complaints.querysets import hidden_matters

if TYPE_CHECKING:
    from agencies.models import User


def kept_agencies(user: User) -> set[UUID]:
    """Agencies whose sealed books this user keeps, with the ended units they keep on for."""
    return {
        pk
        for agency in user.access.agencies_with(Permission.KEEP_SEALED_REGISTER)
        for pk in (agency.pk, *agency.inherited_ids)
    }


def excluded_matters(user: User) -> QuerySet[Any]:
    """Matters from which this user is kept out today, as an excluded person or doing the work of one:
    beats custody and every naming (ADR 0042)."""
    return hidden_matters(user, timezone.localdate())


class ProtectionFileQuerySet(Scoped):
    def visible_to(self, user: User) -> ProtectionFileQuerySet:
        """Files of agencies whose custodian the user is, and those for which they were named. A role
        in the agency, above it or over it gives nothing (Luật Tố cáo 2018, art. 53, 56)."""
        if not user.access.memberships:
            return self.none()
        readers = apps.get_model("complaints", "ProtectionReader").objects.filter(user=user)
        reached = Q(agency__in=kept_agencies(user)) | Q(pk__in=readers.values("file"))
        return self.filter(reached).exclude(matter__in=excluded_matters(user))


class OfProtectionFile(Scoped):
    """Rows that hang on a file: seen by whoever sees it."""

    def visible_to(self, user: User) -> OfProtectionFile:
        files = apps.get_model("complaints", "ProtectionFile").objects.visible_to(user)
        return self.filter(file__in=files.values("pk"))


class AdverseNoteQuerySet(Scoped):
    def visible_to(self, user: User) -> AdverseNoteQuerySet:
        """Custodians of the competent body alone; not the unit, not its head."""
        if not user.access.memberships:
            return self.none()
        mine = self.filter(agency__in=kept_agencies(user))
        return mine.exclude(matter__in=excluded_matters(user))
