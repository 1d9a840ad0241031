"""What a page of figures is asked for by its address: days, agency, cut; unknown is not found."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from agencies.enums import Level
from agencies.models import Agency
from complaints.enums import Field, PetitionKind
from law.errors import LawError
from law.periods import Period, parse_period
from reports.cuts import UNNAMED, Cut


def period_of(request: HttpRequest) -> Period:
    """`ky`: the period of the figures."""
    try:
        return parse_period(request.GET.get("ky", "")[:40])
    except LawError:
        raise Http404 from None


def agency_of(request: HttpRequest) -> Agency | None:
    """`don_vi`: the agency asked for; one out of reach is not found."""
    return reached(request, request.GET.get("don_vi", ""))


def reached(request: HttpRequest, asked: str) -> Agency | None:
    """The agency of this key, None where none is asked for; one out of reach is not found."""
    if not asked:
        return None
    seen = Agency.objects.visible_to(request.user).select_related("oversees")
    return get_object_or_404(seen, pk=key_of(asked))


def cut_of(request: HttpRequest) -> Cut:
    """The cut an address names: `goc` a tree, `don_vi`, `cap`, `linh_vuc`, `loai`, `dia_ban`."""
    asked = request.GET
    commune = asked.get("dia_ban", "")[:10]
    return Cut(
        root=reached(request, asked.get("goc", "")),
        agency=agency_of(request),
        level=asked["cap"] if asked.get("cap", "") in Level.values else "",
        field=_known(asked.get("linh_vuc", ""), Field.values),
        kind=_known(asked.get("loai", ""), PetitionKind.values),
        commune=None if not commune else commune.replace(UNNAMED, ""),
        receiver=_receiver(asked.get("noi_nhan", "")),
    )


def _receiver(asked: str) -> str:
    return asked if asked in ("", UNNAMED) else str(key_of(asked))


def _known(asked: str, values: Collection[str]) -> str:
    if asked and asked not in values:
        raise Http404
    return asked


def key_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
