"""Who sees which matter, petition, clock and hot spot: the single source (ADR 0008)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from agencies.querysets import ScopedQuerySet
from agencies.roles import Permission
from agencies.scoping import Scoped, narrows
from complaints.enums import HotState, ReviewState, Secrecy
from complaints.lateness import passing_duties

if TYPE_CHECKING:
    from agencies.models import User


def absent_for(user: User, on: date) -> QuerySet[Any]:
    """Ids of those whose work this user does on the day `on` (người được làm thay)."""
    standing = apps.get_model("complaints", "Substitution").objects.filter(
        substitute=user, from_on__lte=on, to_on__gte=on, ended_at=None
    )
    return standing.values("absent")  # type: ignore[no-any-return]


def role_held_for(user: User, on: date) -> QuerySet[Any]:
    """Ids of those whose role this user holds while they are away (giao quyền, phụ trách thay)."""
    held = apps.get_model("agencies", "Membership").objects.in_force(on)
    found = held.filter(user=user, stands_in_for__isnull=False)
    return found.values("stands_in_for")  # type: ignore[no-any-return]


def hidden_matters(user: User, on: date) -> QuerySet[Any]:
    """Ids of matters from which the user is kept out: excluded, or doing the work or holding the role of
    somebody who is (complaints/inheritance.py says the rule)."""
    exclusions = apps.get_model("complaints", "MatterExclusion").objects
    found = exclusions.filter(
        Q(user=user) | Q(user__in=absent_for(user, on)) | Q(user__in=role_held_for(user, on))
    )
    return found.values("matter")  # type: ignore[no-any-return]


def granted_matters(user: User) -> list[UUID]:
    """Matters that this user was told of by name, less those from which they are kept out today.

    Kept on the user object: one statement a request, and the lists stay plain index scans. Who holds no
    role any more, their unit having ended, reads by no grant either.
    """
    if not user.access.memberships:
        return []
    if not hasattr(user, "_granted_matters"):
        grants = apps.get_model("complaints", "MatterGrant").objects.filter(user=user)
        hidden = hidden_matters(user, timezone.localdate())
        user._granted_matters = list(  # type: ignore[attr-defined]
            grants.exclude(matter__in=hidden).values_list("matter_id", flat=True)
        )
    return user._granted_matters  # type: ignore[attr-defined, no-any-return]


def needs_to_know(user: User) -> Secrecy:
    """The highest secrecy that this user's roles reach within their scope without a grant."""
    processes = user.may(Permission.PROCESS_PETITION) or user.may(Permission.SEE_OVERVIEW)
    return Secrecy.SEALED if processes else Secrecy.OPEN


class MatterScoped(Scoped):
    """Rows that carry `agency`, `scope_path`, `secrecy` and point at a matter."""

    matter_key = "matter_id"

    def visible_to(self, user: User) -> MatterScoped:
        """Rows in the user's scope up to the secrecy their role needs, and those granted."""
        condition = user.access.scope_q() & Q(secrecy__lte=needs_to_know(user))
        if granted := granted_matters(user):
            condition |= Q(**{f"{self.matter_key}__in": granted})
        return self.filter(condition)

    @narrows
    def counted(self) -> MatterScoped:
        """Rows that common roll-ups and stored unit reports count: none with excluded persons."""
        return self.filter(secrecy__lt=Secrecy.RESTRICTED)


class PersonQuerySet(Scoped, ScopedQuerySet):
    """People as the desk of one agency knows them (design.md section 2)."""


class MatterQuerySet(MatterScoped):
    matter_key = "pk"

    def overdue(self, on: date) -> MatterQuerySet:
        """Matters whose nearest duty was due before `on`."""
        return self.filter(next_due_on__lt=on)


class PetitionQuerySet(MatterScoped):
    def overdue(self, on: date) -> PetitionQuerySet:
        """Petitions whose nearest duty was due before `on`, if it is a duty of the office."""
        return self.filter(next_due_on__lt=on).exclude(next_duty__in=passing_duties())


class ClockQuerySet(MatterScoped):
    def of_the_office(self) -> ClockQuerySet:
        """Duties that make the office late; the time of the others only runs."""
        return self.exclude(rule_code__in=passing_duties())

    def nearest_first(self) -> ClockQuerySet:
        """Running duties with a day, those of the office before the others."""
        running = self.filter(finished_on=None, due_on__isnull=False)
        passing = Case(When(rule_code__in=passing_duties(), then=Value(1)), default=Value(0))
        return running.order_by(passing, "due_on", "rule_code")


class HotSpotQuerySet(MatterScoped):
    def open(self) -> HotSpotQuerySet:
        """Flags that are proposed or confirmed."""
        return self.filter(state__in=[HotState.PROPOSED, HotState.CONFIRMED])

    def confirmed(self) -> HotSpotQuerySet:
        return self.filter(state=HotState.CONFIRMED)


class SightingQuerySet(MatterScoped):
    def standing(self) -> SightingQuerySet:
        """Those that were not taken back as entered by mistake."""
        return self.filter(void_reason="")


class ReviewListQuerySet(Scoped):
    def visible_to(self, user: User) -> ReviewListQuerySet:
        """Lists of agencies within reach, and issued ones in which the user sees a matter."""
        items = apps.get_model("complaints", "ReviewItem").objects.visible_to(user)
        held = Exists(items.filter(review_list=OuterRef("pk")))
        return self.filter(user.access.scope_q() | Q(held, state=ReviewState.ISSUED))


class ReviewItemQuerySet(MatterScoped):
    def visible_to(self, user: User) -> ReviewItemQuerySet:
        """Items whose matter is within reach, or that were given to an agency within reach; those of a
        draft for the agency that makes it. What became restricted is left to those told by name."""
        access = user.access
        mine = access.scope_q() | access.scope_q("in_charge", "in_charge__path")
        condition = mine & Q(secrecy__lte=needs_to_know(user))
        if granted := granted_matters(user):
            condition |= Q(matter_id__in=granted)
        keeps = access.scope_q("review_list__agency", "review_list__scope_path")
        return self.filter(condition, keeps | Q(review_list__state=ReviewState.ISSUED))


class OfMatter(Scoped):
    """Rows that hang on a matter: seen by whoever sees it."""

    def visible_to(self, user: User) -> OfMatter:
        """Rows of matters within reach of `user`."""
        seen = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(matter__in=seen.values("pk"))


class OfArchived(Scoped):
    """Rows that hang on a file at the archives: seen by whoever sees its matter."""

    def visible_to(self, user: User) -> OfArchived:
        """Rows of matters within reach of `user`."""
        seen = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(archived__matter__in=seen.values("pk"))


class ArchiveDeliveryQuerySet(Scoped):
    """Seen by whoever sees the matter of one of its files: a delivery of hidden ones is hidden whole."""

    def visible_to(self, user: User) -> ArchiveDeliveryQuerySet:
        files = apps.get_model("complaints", "ArchivedMatter").objects.visible_to(user)
        return self.filter(Exists(files.filter(delivery=OuterRef("pk"))))


class OfOriginal(Scoped):
    """Rows that hang on a sealed original: seen by whoever sees its matter."""

    def visible_to(self, user: User) -> OfOriginal:
        """Rows of matters within reach of `user`."""
        seen = apps.get_model("complaints", "Matter").objects.visible_to(user)
        return self.filter(original__matter__in=seen.values("pk"))


class OfHotSpot(Scoped):
    """Rows that hang on a flag: seen by whoever sees it."""

    def visible_to(self, user: User) -> OfHotSpot:
        """Rows of flags within reach of `user`."""
        seen = apps.get_model("complaints", "HotSpot").objects.visible_to(user)
        return self.filter(hotspot__in=seen.values("pk"))


class BetweenAgencies(MatterScoped):
    """Rows sent from one agency to another about a matter: both ends see them, the receiver up to
    the secrecy their role needs and never a matter with excluded persons that they were not told of.

    The end that sent: `agency`, `scope_path`. The end that received: `to_agency`, `to_path`.
    """

    def visible_to(self, user: User) -> BetweenAgencies:
        """What was sent by, or came to, agencies within reach."""
        either = user.access.scope_q() | user.access.scope_q("to_agency", "to_path")
        condition = either & Q(secrecy__lte=needs_to_know(user))
        if granted := granted_matters(user):
            condition |= Q(**{f"{self.matter_key}__in": granted})
        return self.filter(condition)

    def received_by(self, user: User) -> BetweenAgencies:
        """The inbox: what came to agencies within reach."""
        return self.visible_to(user).filter(user.access.scope_q("to_agency", "to_path"))


class IdentityRequestQuerySet(Scoped):
    def visible_to(self, user: User) -> IdentityRequestQuerySet:
        """One's own requests and, for custodians, those on matters they were told of."""
        matters = apps.get_model("complaints", "Matter").objects.visible_to(user)
        seen = self.filter(matter__in=matters.values("pk"))
        if user.may(Permission.APPROVE_IDENTITY):
            return seen
        return seen.filter(asked_by=user)


class ExclusionLiftQuerySet(OfMatter):
    """Seen by custodians alone, of matters they were told of: who is excluded is itself a secret."""

    def visible_to(self, user: User) -> ExclusionLiftQuerySet:
        if not user.may(Permission.APPROVE_IDENTITY):
            return self.none()
        return super().visible_to(user)


class OfPetition(Scoped):
    """Rows that hang on a petition: seen by whoever sees it."""

    petition_key = "petition"

    def visible_to(self, user: User) -> OfPetition:
        """Rows of petitions within reach of `user`."""
        seen = apps.get_model("complaints", "Petition").objects.visible_to(user)
        return self.filter(**{f"{self.petition_key}__in": seen.values("pk")})


class TransferQuerySet(OfPetition):
    """Where petitions went: seen by whoever sees the petition."""

    @narrows
    def received_by(self, user: User) -> TransferQuerySet:
        """The inbox: what came to agencies within reach and is no secret from the reader's role.

        The receiver sees the transfer, not the sender's case.
        """
        came = user.access.scope_q("to_agency", "to_path") & Q(secrecy__lte=needs_to_know(user))
        return self.filter(came)


class OfDialogue(OfPetition):
    petition_key = "dialogue__petition"


class OfDecision(OfPetition):
    petition_key = "decision__petition"


class OfEnforcement(OfPetition):
    petition_key = "item__decision__petition"


class OfPaper(OfPetition):
    petition_key = "paper__petition"


class LinkQuerySet(Scoped):
    def visible_to(self, user: User) -> LinkQuerySet:
        """Links of which the user sees both ends: one end must not tell of the other.

        A link between a petition with a name and a sealed one would open the sealed identity: only
        who made it, and so knows already, sees it.
        """
        seen = apps.get_model("complaints", "Petition").objects.visible_to(user).values("pk")
        alike = Q(petition__secrecy=Secrecy.OPEN, other__secrecy=Secrecy.OPEN) | Q(
            petition__secrecy__gt=Secrecy.OPEN, other__secrecy__gt=Secrecy.OPEN
        )
        return self.filter(alike | Q(linked_by=user), petition__in=seen, other__in=seen)

    def standing(self) -> LinkQuerySet:
        """Links that were not undone."""
        return self.filter(undone_at=None)


class NoticeQuerySet(Scoped):
    def visible_to(self, user: User) -> NoticeQuerySet:
        """One's own notices about clocks that one still may see."""
        seen = apps.get_model("complaints", "Clock").objects.visible_to(user)
        return self.filter(user=user, clock__in=seen.values("pk"))
