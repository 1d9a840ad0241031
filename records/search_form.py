"""The form of the search: words beside closed choices of kind, agency, place and days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from agencies.models import Agency, User
from agencies.registry import Kind, entries
from records.filtering import FilterForm
from records.search import Chosen
from records.search_sources import sources

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ALL = "Tất cả"


class SearchForm(FilterForm):
    """The words are read by `search_words`, so that whatever was typed is answered by a sentence."""

    loai = forms.ChoiceField(label="Loại hồ sơ", required=False)
    co_quan = forms.ModelChoiceField(
        label="Cơ quan và cấp dưới",
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_ALL,
    )
    noi = forms.ChoiceField(label="Nơi phát sinh", required=False)
    tu = forms.DateField(label="Từ ngày", required=False, widget=_DAY)
    den = forms.DateField(label="Đến ngày", required=False, widget=_DAY)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(source.kind, source.label) for source in sources().values()]
        self.fields["loai"].choices = [("", _ALL), *kinds]  # type: ignore[attr-defined]
        self.fields["noi"].choices = [("", _ALL), *_places(user)]  # type: ignore[attr-defined]
        access = user.access
        if access.prefixes or len(access.own_ids) > 1:
            agencies = Agency.objects.visible_to(user).order_by("sort_key")
            self.fields["co_quan"].queryset = agencies  # type: ignore[attr-defined]
        else:
            del self.fields["co_quan"]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("tu"), told.get("den")
        if first and last and first > last:
            self.add_error("den", "Đến ngày phải bằng hoặc sau từ ngày.")
        return told

    @property
    def chosen(self) -> Chosen:
        told = self.cleaned_data
        place = told.get("noi") or ""
        return Chosen(
            kind=told.get("loai") or "",
            agency=told.get("co_quan"),
            places=tuple(_names_of(place)) if place else (),
            first=told.get("tu"),
            last=told.get("den"),
        )


def asked_by(*, user: User, asked: QueryDict) -> forms.Form:
    """The form of the search page, for what of it may be saved (Kind.SAVED_PAGE)."""
    return SearchForm(asked, user=user)


def _places(user: User) -> list[tuple[str, str]]:
    """Communes of today in the reader's province, as their owner knows them."""
    return [place for made in entries(Kind.PLACES).values() for place in made().choices(user)]


def _names_of(code: str) -> list[str]:
    """Names that this commune bears and bore."""
    return [name for made in entries(Kind.PLACES).values() for name in made().names(code)]
