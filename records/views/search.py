"""Search of records without accents (tra cứu). Rows are records; there is no page of a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.vietnamese import fold
from records.models import SearchRow

_LIMIT = 30
_PAGES = {"matter": "matter_detail", "petition": "petition_detail", "plan": "plan_detail"}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """At most 30 newest records whose folded text holds every word asked for."""
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    words = [w for w in fold(asked).split(" ") if len(w) > 1]
    rows = []
    if words:
        found = SearchRow.objects.visible_to(request.user)
        for word in words[:8]:
            found = found.filter(text__contains=word)
        rows = [
            {"row": row, "url": reverse(_PAGES[row.subject_kind], args=[row.subject_id])}
            for row in found.select_related("agency").order_by("-on_date", "-id")[:_LIMIT]
        ]
    template = "records/search.html"
    context = {"q": asked, "rows": rows, "limit": _LIMIT, "asked": bool(words)}
    return render(request, f"{template}#rows" if request.htmx else template, context)
