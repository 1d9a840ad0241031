"""Units of a listing: the agency itself and all below it, and what of them a reader may open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from agencies.enums import Level
from agencies.models import Agency, User
from reports.figures import in_tree
from reports.models import Report

_LEVELS = [level.value for level in Level]


def root_of(agency: Agency) -> Agency:
    """Where "below" begins: an inspectorate watches for the agency it oversees (design.md section 6)."""
    return agency.oversees or agency


def rows_below(agency: Agency) -> Q:
    """Rows of the agency and of every unit below it."""
    return in_tree(root_of(agency).path)


def units(agency: Agency) -> list[Agency]:
    """The agency first, then every unit below, ended ones too, by level and name."""
    root = root_of(agency)
    tree = Agency.objects.filter(path__gte=root.path, path__lt=root.path[:-1] + "0")
    found = tree.order_by("sort_key", "pk")
    return sorted(found, key=lambda unit: (unit.pk != agency.pk, _LEVELS.index(unit.level)))


def reaches(user: User, path: str) -> bool:
    """True when rows of the unit with this path are within the user's reach."""
    access = user.access
    if any(path.startswith(prefix) for prefix in access.prefixes):
        return True
    return any(m.agency.path == path and m.agency_id in access.own_ids for m in access.memberships)


def seen_groups(figures: Mapping[str, Any], user: User) -> list[dict[str, Any]]:
    """Groups whose rows this user may read: a stored list opens no case that its page would not."""
    return [group for group in figures["groups"] if may_open(group, user)]


def may_open(group: Mapping[str, Any], user: User) -> bool:
    """A group that names no unit holds rows of the reporting agency alone."""
    return not group["path"] or reaches(user, group["path"])


def reads_whole(report: Report, user: User) -> bool:
    """True when the files of this report hold nothing beyond the user's reach."""
    groups = report.figures.get("groups", [])
    return all(may_open(group, user) for group in groups if group.get("rows"))
