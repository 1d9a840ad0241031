"""What one user reaches today, computed once per request from memberships (phạm vi được xem)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from agencies.roles import ROLES, Permission, Reach, Role

if TYPE_CHECKING:
    from agencies.models import Agency, Membership

# "/" + 1: the end of the range of all paths that start with a prefix ending in "/".
_AFTER_SLASH = "0"
_NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Access:
    """Agencies a user reaches and the rights held there.

    `own_ids`: agencies seen alone. `prefixes`: paths of trees seen whole. Both hold the ended units
    whose records an agency keeps (ADR 0034): read, while rights to act stay with memberships.
    """

    memberships: tuple[Membership, ...]

    @classmethod
    def of(cls, memberships: Iterable[Membership]) -> Access:
        return cls(tuple(memberships))

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(m.role) for m in self.memberships)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset(p for role in self.roles for p in ROLES[role].permissions)

    @cached_property
    def own_ids(self) -> frozenset[UUID]:
        return frozenset(
            pk
            for m in self.memberships
            if ROLES[Role(m.role)].reach is Reach.OWN
            for pk in (m.agency_id, *m.agency.inherited_ids)
        )

    @cached_property
    def own_paths(self) -> frozenset[str]:
        """Paths of the agencies seen alone."""
        return frozenset(
            path
            for m in self.memberships
            if ROLES[Role(m.role)].reach is Reach.OWN
            for path in (m.agency.path, *m.agency.inherited_paths)
        )

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Trees seen whole: below the own agency, or below the one it oversees."""
        found = set()
        for membership in self.memberships:
            reach, agency = ROLES[Role(membership.role)].reach, membership.agency
            if reach is Reach.BELOW:
                found |= {agency.path, *agency.inherited_paths}
            elif reach is Reach.OVERSEEN:
                watched = agency.oversees or agency
                found |= {watched.path, *watched.inherited_paths}
        return frozenset(found)

    @cached_property
    def paths_above(self) -> frozenset[str]:
        """Paths of the user's own agencies and of every body over them."""
        return frozenset(
            "/".join(parts[: n + 1]) + "/"
            for m in self.memberships
            for parts in [m.agency.path.rstrip("/").split("/")]
            for n in range(len(parts))
        )

    @cached_property
    def only_pages(self) -> frozenset[str] | None:
        """Pages to which all roles of the user are confined (bảo vệ); None for everybody else."""
        pages = [ROLES[role].only_pages for role in self.roles]
        if not pages or None in pages:
            return None
        return frozenset(name for names in pages for name in names or ())

    def opens(self, url_name: str | None) -> bool:
        """False for a page outside those to which the user is confined."""
        return self.only_pages is None or url_name in self.only_pages

    def allows(self, permission: Permission) -> bool:
        return permission in self.permissions

    def home_agency(self) -> Agency | None:
        """The agency named on the user's pages: the first membership by date."""
        return self.memberships[0].agency if self.memberships else None

    def agencies_with(self, permission: Permission) -> list[Agency]:
        """Agencies in which the user holds this right by a role of that agency."""
        return [m.agency for m in self.memberships if permission in ROLES[Role(m.role)].permissions]

    def reaches(self, agency: Agency) -> bool:
        """True when common records of `agency` are within reach."""
        return agency.pk in self.own_ids or any(agency.path.startswith(p) for p in self.prefixes)

    def scope_q(self, agency: str = "agency", path: str = "scope_path") -> Q:
        """Condition on rows that carry an agency and its path; nothing for those without reach."""
        condition = _NOBODY
        if len(self.own_ids) == 1:
            condition = Q(**{f"{agency}_id": next(iter(self.own_ids))})
        elif self.own_ids:
            condition = Q(**{f"{agency}_id__in": self.own_ids})
        for prefix in sorted(self.prefixes):
            below = Q(**{f"{path}__gte": prefix, f"{path}__lt": prefix[:-1] + _AFTER_SLASH})
            condition = below if condition == _NOBODY else condition | below
        return condition

    def agencies_q(self) -> Q:
        """The same condition on the table of agencies itself."""
        condition = Q(pk__in=self.own_ids)
        for prefix in sorted(self.prefixes):
            condition |= Q(path__gte=prefix, path__lt=prefix[:-1] + _AFTER_SLASH)
        return condition
