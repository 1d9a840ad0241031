"""The opening stock: a register in use is checked, looked through and brought in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.permissions import needs
from agencies.refusals import NotAllowed, told_beside
from agencies.roles import Permission
from reception.actions.stock import import_stock, keep_checked, waiting_rows
from reception.forms.stock import StockForm
from reception.models import StockImport
from reception.stock.reading import COLUMNS, Checked
from reception.stock.template import stock_template as template_of
from reception.stock_job import SHORT, ask_import
from reception.tabs import tabs_for
from records.enums import Book
from records.media_types import XLSX
from records.views.files import download

_SHOWN_PROBLEMS = 200
_SHOWN_ROWS = 10
_SHOWN_IMPORTS = 200


@require_safe
@needs(Permission.IMPORT_STOCK)
def stock_list(request: HttpRequest) -> HttpResponse:
    """Nhập sổ đang dùng: what came in, what waits, and the way to bring in another."""
    return _page(request, StockForm(user=request.user, now=timezone.now()))


@require_safe
@needs(Permission.IMPORT_STOCK)
def stock_template(request: HttpRequest) -> HttpResponse:
    """Tệp mẫu of a book (`so`)."""
    asked = request.GET.get("so", "")
    book = Book(asked) if asked in {b.value for b in COLUMNS} else Book.VISITS
    name = "so-tiep-cong-dan" if book == Book.VISITS else "so-don"
    return download(template_of(book), XLSX, f"mau-{name}.xlsx")


@require_POST
@needs(Permission.IMPORT_STOCK)
def stock_check(request: HttpRequest) -> HttpResponse:
    """Reads the file. All problems at once; only a clean file is kept and shown for import."""
    now = timezone.now()
    form = StockForm(request.POST, request.FILES, user=request.user, now=now)
    if not form.is_valid():
        return _page(request, form, status=422)
    agency, book, year = form.chosen()
    given = form.cleaned_data["file"]
    with told_beside(form, "file"):
        stock, checked = keep_checked(
            agency=agency,
            book=book,
            year=year,
            file_name=given.name,
            content=given.read(),
            by=request.user,
            now=now,
        )
        if stock is None:
            return _page(request, form, checked=checked, status=422)
        return redirect("stock_import", pk=stock.pk)
    return _page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_STOCK)
def stock_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Looks the kept file through, then brings it in; a long one as a job."""
    seen = StockImport.objects.visible_to(request.user).select_related("agency", "file")
    stock: StockImport = get_object_or_404(seen, pk=pk)
    if stock.agency not in request.user.access.agencies_with(Permission.IMPORT_STOCK):
        raise NotAllowed("Chỉ người của cơ quan giữ sổ mới nhập được sổ này.")
    now = timezone.now()
    if stock.entries:
        return redirect("stock_list")
    checked = waiting_rows(stock, now=now)
    if request.method != "POST":
        return render(request, "reception/stock_import.html", _preview(stock, checked))
    if len(checked.rows) > SHORT:
        return redirect("job_detail", pk=ask_import(stock=stock, by=request.user, now=now).pk)
    done = import_stock(stock_id=pk, by=request.user, now=now)
    messages.success(request, f"Đã nhập {done.entries} số vào {done.get_book_display().lower()}.")
    return redirect("stock_list")


def _preview(stock: StockImport, checked: Checked) -> dict[str, Any]:
    return {
        "stock": stock,
        "checked": checked,
        "count": len(checked.rows),
        "missing": len(checked.missing),
        "missing_first": checked.missing[:20],
        "rows": checked.rows[:_SHOWN_ROWS],
    }


def _page(
    request: HttpRequest, form: StockForm, checked: Checked | None = None, status: int = 200
) -> HttpResponse:
    stocks = StockImport.objects.visible_to(request.user).select_related(
        "agency", "imported_by", "file"
    )
    own = {agency.pk for agency in request.user.access.agencies_with(Permission.IMPORT_STOCK)}
    rows = list(stocks.order_by("-imported_at", "id")[:_SHOWN_IMPORTS])
    for stock in rows:
        stock.may_import = not stock.entries and stock.agency_id in own
    context = {
        "form": form,
        "stocks": rows,
        "problems": checked.problems[:_SHOWN_PROBLEMS] if checked else [],
        "problem_count": len(checked.problems) if checked else 0,
        "sheet": checked.sheet if checked else "",
        "tabs": tabs_for(request.user, "register", "stock_list"),
    }
    return render(request, "reception/stock_list.html", context, status=status)
