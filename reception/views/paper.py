"""The emergency paper register: its sheets, their print, what becomes of each."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import User
from agencies.refusals import NotAllowed, Refused, told_beside
from reception import sheets
from reception.actions import paper
from reception.forms.paper import PaperPrintForm, PaperVoidForm
from reception.models import PaperSheet
from reception.sheet_pdf import sheets_pdf
from reception.tabs import tabs_for
from records.views.files import download


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """Sổ giấy dự phòng: what still has to be entered first, then what is settled."""
    _ensure_keeper(request.user)
    return _page(request, PaperPrintForm(user=request.user))


@require_POST
def paper_print(request: HttpRequest) -> HttpResponse:
    """In tờ mới: numbers are given now; the file is fetched from the list, as often as needed."""
    _ensure_keeper(request.user)
    form = PaperPrintForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    agency, book = form.chosen()
    with told_beside(form, None):
        made = paper.print_sheets(
            agency=agency,
            book=book,
            count=form.cleaned_data["count"],
            key=form.cleaned_data["key"],
            by=request.user,
            now=timezone.now(),
        )
        return redirect(f"{reverse('paper_list')}?moi={made[0].pk}&so_to={len(made)}")
    return _page(request, form, status=422)


@require_safe
def paper_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sheets as PDF, from this number on (`so_to` of them). Every fetching is in the ledger."""
    sheet = _kept(request, pk)
    run = sheets.run_from(request.user, sheet, _whole(request.GET.get("so_to")))
    if not run:
        raise Refused(f"{sheet} {sheet.get_state_display().lower()}; không in lại.")
    paper.note_printed(sheets=run, by=request.user, now=timezone.now())
    name = f"so-giay-{run[0].year}-{run[0].number:03d}-{run[-1].number:03d}.pdf"
    return download(sheets_pdf(run), "application/pdf", name)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_void(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hủy một tờ, with the reason."""
    sheet = _kept(request, pk)
    form = PaperVoidForm(request.POST or None)
    if form.is_valid():
        with told_beside(form, None):
            paper.void_sheet(
                sheet_id=pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, f"Đã hủy {str(sheet).lower()}.")
            return redirect("paper_list")
    status = 422 if form.is_bound else 200
    context = {"sheet": sheet, "form": form}
    return render(request, "reception/paper_void.html", context, status=status)


@require_POST
def paper_entered(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The custodian got a sealed sheet back."""
    sheet = _kept(request, pk)
    paper.note_sealed_entered(sheet_id=pk, by=request.user, now=timezone.now())
    messages.success(request, f"Đã ghi nhận {str(sheet).lower()} của sổ kín.")
    return redirect("paper_list")


def _page(request: HttpRequest, form: PaperPrintForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    unsettled = sheets.unsettled_lines(request.user, now)
    context = {
        "form": form,
        "unsettled": unsettled,
        "late": sum(line.is_late for line in unsettled),
        "settled": sheets.settled_lines(request.user, now),
        "shown": sheets.SHOWN,
        "fresh": _fresh(request),
        "tabs": tabs_for(request.user, "register", "paper_list"),
    }
    return render(request, "reception/paper_list.html", context, status=status)


def _fresh(request: HttpRequest) -> list[PaperSheet]:
    """The sheets just numbered, waiting to be fetched as a file."""
    try:
        pk = UUID(request.GET.get("moi", ""))
    except ValueError:
        return []
    sheet = PaperSheet.objects.visible_to(request.user).filter(pk=pk).first()
    if sheet is None or not sheets.keeps(request.user, sheet):
        return []
    return sheets.run_from(request.user, sheet, _whole(request.GET.get("so_to")))


def _kept(request: HttpRequest, pk: UUID) -> PaperSheet:
    _ensure_keeper(request.user)
    seen = PaperSheet.objects.visible_to(request.user).select_related("agency__parent")
    sheet: PaperSheet = get_object_or_404(seen, pk=pk)
    if not sheets.keeps(request.user, sheet):
        raise Http404
    return sheet


def _ensure_keeper(user: User) -> None:
    if not any(user.may(right) for right in sheets.WHO_KEEPS):
        raise NotAllowed("Vai trò của bạn không giữ sổ giấy dự phòng.")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1
