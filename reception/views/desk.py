"""The desk: one page that logs a visit, and the look-up of somebody who came before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import Agency, User
from agencies.permissions import needs
from agencies.refusals import Refused
from agencies.roles import Permission
from complaints.models import Matter, Person
from reception.actions.look_up import look_up
from reception.actions.visits import register_visit
from reception.forms import DeskForm
from reception.selectors import last_visitor, recognised_person
from reception.workflow import representatives_hints

PAGE = "reception/visit_new.html"
PEOPLE = "reception/desk_people.html"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LOG_VISIT)
def visit_new(request: HttpRequest) -> HttpResponse:
    """Bàn tiếp công dân: everything on one page; what was typed stays on any refusal."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        told, data = form.told(), form.cleaned_data
        try:
            visit = register_visit(
                **told.as_arguments(), key=data["key"], by=request.user, now=timezone.now()
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("visit_detail", pk=visit.pk)
    status = 422 if form.is_bound else 200
    return render(request, PAGE, _context(form), status=status)


@require_POST
@needs(Permission.LOG_VISIT)
def person_lookup(request: HttpRequest) -> HttpResponse:
    """Tìm người đã đến: own agency, open visits only, by the number or name typed. htmx gets the
    answer alone, a browser without a script the whole page. `chon` fills in the person picked."""
    user, agency = request.user, _agency(request.user)
    if picked := request.POST.get("chon"):
        person = recognised_person(user, agency, _uuid(picked))
        if person is None:
            raise Http404
        form = _form(request, picked=person)
        form.initial["id_number"] = request.POST.get("id_number", "")[:40]
        return render(request, f"{PEOPLE}#identity" if request.htmx else PAGE, _context(form))
    asked = _asked(request)
    found = look_up(agency=agency, asked=asked, by=user, now=timezone.now())
    if request.htmx:
        return render(request, f"{PEOPLE}#known", {"found": found, "asked": True})
    context = {**_context(_form(request)), "found": found, "asked": True, "tim": asked}
    return render(request, PAGE, context)


def _asked(request: HttpRequest) -> str:
    """The words of the look-up: its own box, else the number, else the name on the form."""
    given = (request.POST.get(name, "") for name in ("tim", "id_number", "full_name"))
    words = (text.replace("\x00", "").strip() for text in given)
    return next((text for text in words if text), "")[:100]


def _context(form: DeskForm) -> dict[str, Any]:
    return {
        "form": form,
        "matter": form.matter,
        "hints": representatives_hints(),
        "found": [],
        "asked": False,
        "tim": "",
    }


def _form(request: HttpRequest, picked: Person | None = None) -> DeskForm:
    """Bound when the visit itself is sent; the look-up stands apart and brings an empty form."""
    matter = _matter(request)
    given: dict[str, Any] = {
        "agency": _agency(request.user),
        "user": request.user,
        "now": timezone.now(),
        "matter": matter,
    }
    if request.method == "POST" and request.resolver_match.url_name == "visit_new":
        return DeskForm(request.POST, **given)
    known = picked or (last_visitor(request.user, matter) if matter else None)
    return DeskForm(initial=_identity(known), **given)


def _identity(person: Person | None) -> dict[str, Any]:
    """What the desk already knows; the number of the paper stays encrypted and is not shown."""
    if person is None:
        return {}
    return {
        "full_name": person.full_name,
        "birth_year": person.birth_year,
        "phone": person.phone,
        "address": person.address,
    }


def _agency(user: User) -> Agency:
    return user.access.agencies_with(Permission.LOG_VISIT)[0]


def _matter(request: HttpRequest) -> Matter | None:
    asked = request.GET.get("vu")
    if not asked:
        return None
    matters = Matter.objects.visible_to(request.user).select_related("agency")
    return get_object_or_404(matters, pk=_uuid(asked))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
