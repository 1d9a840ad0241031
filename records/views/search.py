"""Search of records without accents (tra cứu). Rows are records; there is no page of a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from records.paging import Page
from records.saved import saved_filters
from records.search import Chosen, found_by, wanted_by
from records.search_form import SearchForm
from records.search_walk import page_of_newest
from records.search_words import Asked, asked

_SIZE = 30
_NOTHING = Page([], None, None, "")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Hồ sơ khớp mọi từ đã gõ, mới nhất ở trên, thêm loại, cơ quan, nơi, khoảng ngày."""
    told = asked(request.GET.get("q", ""))
    form = SearchForm(request.GET, user=request.user)
    chosen = form.chosen if form.is_valid() else None
    page = _page(request, told, chosen)
    template = "records/search.html"
    context = {
        "q": told.typed,
        "told": told,
        "form": form,
        "page": page,
        "rows": found_by(page.rows, told, request.user),
        "asked": chosen is not None and _is_asked(told, chosen),
        "saved": saved_filters(request.user, "search", request.GET, form),
    }
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _page(request: HttpRequest, told: Asked, chosen: Chosen | None) -> Page:
    if chosen is None or told.objection or not _is_asked(told, chosen):
        return _NOTHING
    wanted = wanted_by(request.user, told.words, chosen)
    if wanted is None:
        return _NOTHING
    today = timezone.localdate()
    return page_of_newest(request.user, wanted, asked=request.GET, today=today, size=_SIZE)


def _is_asked(told: Asked, chosen: Chosen) -> bool:
    return bool(told.words) or (told.is_empty and chosen.narrows)
