"""Printing the register: choose the book, the year and the form; a job makes the file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.models import User
from agencies.refusals import NotAllowed
from reception.actions.book import KIND, ask_register_book
from reception.book_rows import keeps_register
from reception.forms.register import RegisterBookForm
from reception.tabs import tabs_for
from records.models import Job

_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def register_book(request: HttpRequest) -> HttpResponse:
    """In sổ tiếp công dân, form 03/TCD; a keeper of the sealed register prints that one."""
    user = request.user
    if not keeps_register(user):
        raise NotAllowed("Vai trò của bạn không được in sổ tiếp công dân.")
    today = timezone.localdate()
    first = {name: request.GET[name] for name in ("tu", "den") if request.GET.get(name)}
    form = RegisterBookForm(request.POST or None, user=user, today=today, initial=first)
    if request.method == "POST" and form.is_valid():
        job = ask_register_book(
            asked=form.asked(), form=form.cleaned_data["dang"], by=user, now=timezone.now()
        )
        return redirect("job_detail", pk=job.pk)
    context = {
        "form": form,
        "jobs": _asked_before(user),
        "tabs": tabs_for(user, "register", "register_book"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reception/register_book.html", context, status=status)


def _asked_before(user: User) -> list[dict[str, object]]:
    """One's own last prints: what each was, and the way to its file."""
    found = Job.objects.visible_to(user).filter(kind=KIND, asked_by=user)
    return [{"job": job, "words": _words(job)} for job in found.order_by("-asked_at")[:_SHOWN]]


def _words(job: Job) -> str:
    told = job.arguments
    sealed = " kín" if told["book"] != "visits" else ""
    days = " ".join(
        f"{word} {'/'.join(reversed(told[name].split('-')))}"
        for word, name in (("từ", "since"), ("đến", "until"))
        if told[name]
    )
    return f"Sổ{sealed} năm {told['year']} {days}".strip() + f", {told['form'].upper()}"
