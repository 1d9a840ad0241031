"""One matter of a review list: its snapshot, who settles it, its result; the list as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.refusals import NotAllowed, Refused
from complaints.actions import review_items as actions
from complaints.enums import ReviewState
from complaints.forms.reviews import ItemForm, ProgressForm
from complaints.models import Matter, ReviewItem
from complaints.review_files import in_chunks, review_pdf, review_xlsx
from complaints.review_rights import may_direct, may_report
from complaints.review_rows import items_of, kinds_words
from complaints.selectors import known_agencies
from complaints.views.reviews import METHODS, read_list
from records.actions import ledger
from records.enums import Verb
from records.media_types import XLSX
from records.views.files import download

_DROP = "dua_ra"
_PROGRESS = ("obstacles", "plan", "progress", "result", "result_on")
_DIRECTION = ("in_charge", "leader", "deadline")


@require_http_methods(METHODS)
def review_item_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Vụ việc trong danh sách: read by whoever sees it, written by those who settle it or direct it."""
    user, item = request.user, _item(request, pk)
    directs, writes = may_direct(user, item), may_report(user, item)
    if request.method == "POST" and request.POST.get("viec") == _DROP:
        return _drop(request, item)
    form = _form(request, item, directs)
    status = 422 if form.is_bound else 200
    overtaken = False
    if form.is_bound and form.is_valid():
        try:
            _save(request, item, form, directs)
        except NotAllowed:
            raise
        except Refused as refused:
            overtaken = isinstance(refused, actions.Overtaken)
            if overtaken:
                form = _form(request, item, directs, version=item.version)
                form.is_valid()
            form.add_error(None, refused.sentence)
            status = refused.status
        else:
            messages.success(request, "Đã cập nhật.")
            return redirect("review_item_edit", pk=pk)
    if request.method != "POST":
        ledger.write(by=user, verb=Verb.READ, subject=item, now=timezone.now())
    context = {
        "item": item,
        "list": item.review_list,
        "kinds": kinds_words(item.kinds),
        "form": form,
        "directs": directs,
        "writes": writes,
        "overtaken": overtaken,
        "may_drop": directs and item.review_list.state == ReviewState.DRAFT,
        "sees_matter": Matter.objects.visible_to(user).filter(pk=item.matter_id).exists(),
    }
    return render(request, "complaints/review_item_edit.html", context, status=status)


def _save(request: HttpRequest, item: ReviewItem, form: Any, directs: bool) -> None:
    told = form.cleaned_data
    direction = actions.Direction(**{n: told[n] for n in _DIRECTION}) if directs else None
    actions.edit_item(
        item_id=item.pk, version=told["version"], direction=direction,
        progress=actions.Progress(**{n: told[n] for n in _PROGRESS}), by=request.user,
        now=timezone.now(),
    )  # fmt: skip


def _form(
    request: HttpRequest, item: ReviewItem, directs: bool, version: int | None = None
) -> ProgressForm:
    """With what was typed; after an overtaking with the version that was read meanwhile."""
    data: Any = request.POST if request.method == "POST" else None
    if data is not None and version is not None:
        data = data.copy()
        data["version"] = str(version)
    initial = {name: getattr(item, name) for name in ("version", *_PROGRESS, *_DIRECTION)}
    if not directs:
        return ProgressForm(data, initial=initial)
    agencies = known_agencies(item.review_list.agency, timezone.localdate())
    return ItemForm(data, initial=initial, agencies=agencies)


def _drop(request: HttpRequest, item: ReviewItem) -> HttpResponse:
    actions.drop_item(item_id=item.pk, by=request.user, now=timezone.now())
    messages.success(request, "Đã đưa vụ việc ra khỏi danh sách.")
    return redirect("review_list_detail", pk=item.review_list_id)


@require_safe
def review_list_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """?dang=pdf|xlsx: what the reader sees of the list, numbered as it comes."""
    form = "xlsx" if request.GET.get("dang") == "xlsx" else "pdf"
    found = read_list(request, pk, Verb.EXPORT if form == "xlsx" else Verb.PRINT, form)
    items = in_chunks(items_of(found, request.user))
    name = f"danh-sach-ra-soat-{found.as_of:%Y-%m-%d}.{form}"
    if form == "xlsx":
        book = review_xlsx(found, items)
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
    return download(review_pdf(found, items), "application/pdf", name)


def _item(request: HttpRequest, pk: UUID) -> ReviewItem:
    seen = ReviewItem.objects.visible_to(request.user)
    found: ReviewItem = get_object_or_404(
        seen.select_related("review_list__agency", "agency", "in_charge", "changed_by"), pk=pk
    )
    return found
