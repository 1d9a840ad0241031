"""Saved filters of lists: save, remove. The list itself shows them (parts/saved_filters.html)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.models import Agency
from agencies.refusals import Refused
from records.actions import saved_filters
from records.forms import SaveFilterForm
from records.models import SavedFilter
from records.saved import may_be_saved


@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    """Lưu bộ lọc đang dùng của một danh sách, cho mình hoặc cho cơ quan."""
    form = SaveFilterForm(request.POST, user=request.user)
    if not form.is_valid():
        raise Refused(" ".join(str(e) for errors in form.errors.values() for e in errors))
    told = form.cleaned_data
    agency: Agency | None = told["agency"]
    saved = saved_filters.save_filter(
        page=told["page"],
        name=told["name"],
        query=told["query"],
        agency=agency,
        by=request.user,
        now=timezone.now(),
    )
    where = f", chia sẻ với {agency.name}" if agency else ""
    messages.success(request, f"Đã lưu bộ lọc “{saved.name}”{where}.")
    return redirect(f"{reverse(saved.page)}?{saved.query}")


@require_POST
def filter_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bỏ bộ lọc đã lưu của mình."""
    seen = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    saved = saved_filters.remove_filter(filter_id=seen.pk, by=request.user, now=timezone.now())
    messages.success(request, f"Đã bỏ bộ lọc “{saved.name}”.")
    return redirect(saved.page if may_be_saved(saved.page) else "home")
