"""Lists of this app whose filter may be saved (Kind.SAVED_PAGE): the bound form, for its choices."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.forms import Form
from django.http import QueryDict

from agencies.models import User
from agencies.registry import Kind, register
from complaints.filters import HotSpotFilter, PetitionFilter
from complaints.forms.transfers import TransferFilter
from complaints.models import HotSpot, Petition, Transfer


def register_saved_pages() -> None:
    """Petitions, transfers and hot spots."""
    register(Kind.SAVED_PAGE, "petition_list", _form_of(PetitionFilter, Petition))
    register(Kind.SAVED_PAGE, "hotspot_list", _form_of(HotSpotFilter, HotSpot))
    register(Kind.SAVED_PAGE, "transfer_list", _form_of(TransferFilter, Transfer))


def _form_of(filters: Any, model: Any) -> Any:
    def form(*, user: User, asked: QueryDict) -> Form:
        request = SimpleNamespace(user=user, GET=asked)
        found: Form = filters(asked, queryset=model.objects.none(), request=request).form
        return found

    return form
