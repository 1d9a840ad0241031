"""Matters and petitions as the search finds them (Kind.SEARCH_ROWS): open ones alone."""

from django.db.models import QuerySet

from agencies.registry import Kind, register
from complaints.actions.search_rows import row_for_matter, row_for_petition
from complaints.enums import Secrecy
from complaints.models import Matter, Petition
from complaints.place_names import other_names, places
from records.search_sources import SearchSource


def register_searched() -> None:
    """Fills the doors of the search."""
    register(Kind.SEARCH_ROWS, "matter", matters)
    register(Kind.SEARCH_ROWS, "petition", petitions)
    register(Kind.SEARCH_SUBJECT, "petition", _open_petitions)
    register(Kind.PLACE_NAMES, "complaints", other_names)
    register(Kind.PLACES, "complaints", places)


def matters() -> SearchSource:
    return SearchSource(
        kind="matter",
        label="Vụ việc",
        page="matter_detail",
        seen=Matter.objects.visible_to,
        searchable=lambda: Matter.objects.filter(secrecy=Secrecy.OPEN),
        rows=lambda found: map(row_for_matter, found),
    )


def petitions() -> SearchSource:
    return SearchSource(
        kind="petition",
        label="Đơn",
        page="petition_detail",
        seen=Petition.objects.visible_to,
        searchable=lambda: _open_petitions().select_related("matter"),
        rows=lambda found: map(row_for_petition, found),
        locks=("self", "matter"),
    )


def _open_petitions() -> QuerySet[Petition]:
    return Petition.objects.filter(secrecy=Secrecy.OPEN, matter__secrecy=Secrecy.OPEN)
