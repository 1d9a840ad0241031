"""Hot-spot flags: their list, the story of one, the panel of those who decide."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import needs
from agencies.roles import Permission
from complaints.briefing_options import MARK
from complaints.filters import FLAG_STATES, HotSpotFilter
from complaints.forms.hotspots import BriefingForm
from complaints.hotspot_page import story_of
from complaints.hotspot_rows import proposed, rows_of, shown, to_review, watched
from complaints.models import HotSpot
from complaints.selectors import hotspots
from complaints.tabs import tabs_for
from complaints.views.doors import cases_only
from complaints.views.hotspot_steps import spot_seen
from records.actions import ledger
from records.enums import Verb
from records.paging import page_of
from records.saved import saved_filters

_SIZE = 20
_CURSORS = ("sau", "truoc")


@require_safe
@cases_only
def hotspot_list(request: HttpRequest) -> HttpResponse:
    """Điểm nóng: flags on matters, newest first. No name of a citizen stands here."""
    user, today, asked = request.user, timezone.localdate(), request.GET.copy()
    found = HotSpotFilter(asked, queryset=hotspots(user), request=request)
    rows = found.qs if found.is_valid() else found.queryset.none()
    page = page_of(
        rows.select_related("matter", "agency", "owner"), by="raised_at", asked=asked, size=_SIZE,
        count_text=lambda n: f"Có {n} cờ điểm nóng.",
    )  # fmt: skip
    context = {
        "page": page,
        "rows": rows_of(page.rows, today),
        "form": found.form,
        "several_agencies": "co_quan" in found.filters,
        "event_words": found.event_words,
        "states": _states(asked, found.form.data.get("tinh_trang", "")),
        "watched": watched(user, today),
        "tabs": tabs_for(user, "hotspots", "hotspot_list"),
        "saved": saved_filters(user, "hotspot_list", asked),
    }
    template = "complaints/hotspot_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


def _states(asked: QueryDict, chosen: str) -> list[dict[str, Any]]:
    """Đang theo dõi, đề xuất, đã kết thúc: the same filter in another state."""
    kept = asked.copy()
    for name in _CURSORS:
        kept.pop(name, None)
    found = []
    for value, label in FLAG_STATES:
        kept["tinh_trang"] = value
        found.append({"label": label, "url": f"?{kept.urlencode()}", "active": value == chosen})
    return found


@require_safe
def hotspot_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Một cờ điểm nóng with its whole story."""
    return flag_page(request, spot_seen(request, pk))


def flag_page(
    request: HttpRequest, spot: HotSpot, form: BriefingForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a flag. Reading it is a reading of the case, written before anything is shown."""
    ledger.write(by=request.user, verb=Verb.READ, subject=spot.matter, now=timezone.now())
    story = story_of(spot, request.user, timezone.localdate())
    typed = "\n".join(f"{one.text} ({one.basis})" for one in story["options"])
    context = {
        "spot": spot,
        "matter": spot.matter,
        **story,
        "options_form": form or BriefingForm(initial={"options": typed}),
        "options_mark": MARK,
    }
    return render(request, "complaints/hotspot_detail.html", context, status=status)


@require_safe
@needs(Permission.CONFIRM_HOTSPOT)
def panel_hotspots(request: HttpRequest) -> HttpResponse:
    """Điểm nóng cần quyết định, cần xem lại: at home, and a page of its own."""
    today = timezone.localdate()
    waiting, more_waiting = shown(proposed(request.user))
    due, more_due = shown(to_review(request.user, today))
    template = "complaints/panel_hotspots.html"
    context = {
        "waiting": waiting, "more_waiting": more_waiting, "due": due, "more_due": more_due,
        "rows_due": [(spot, (spot.review_on - today).days) for spot in due],
    }  # fmt: skip
    return render(request, f"{template}#panel" if request.htmx else template, context)
