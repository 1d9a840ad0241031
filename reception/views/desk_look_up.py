"""Somebody is recognised at the desk: a card is scanned, a number or a name typed, one is chosen.

The text of the box is read and forgotten: it is in no address, no log and no answer.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.permissions import needs
from agencies.roles import Permission
from complaints import identity
from complaints.card import Card, LookupCode, read_scan
from complaints.enums import PaperKind
from complaints.models import Matter, Person
from reception.actions.look_up import look_up
from reception.enums import Capacity
from reception.errand import Unknown
from reception.forms import DeskForm, form_from_draft, open_form
from reception.forms.desk import Typed
from reception.forms.desk_content import of_matter
from reception.forms.opening import errand_from, of_person, with_changes
from reception.lookup_code import normal
from reception.models import Visit
from reception.selectors import Known, recognised_person
from reception.views.desk import PAGE, errand_in, page_of

_LONGEST_ASKED = 100
# Old CMND and twelve digits of a person, ten or thirteen of an organisation.
_LENGTHS = (9, 10, 12, 13)
_NEW = "moi"


@dataclass(frozen=True, slots=True)
class Option:
    """One line to choose from, by its digit: a person with one of their matters, or a new matter."""

    digit: int
    value: str
    known: Known
    matter: Matter | None = None
    is_first: bool = False


@dataclass
class Found:
    """What a look-up came to: changes of the form, lines to choose from, a sentence."""

    changes: dict[str, Any] = field(default_factory=dict)
    options: list[Option] = field(default_factory=list)
    people: int = 0
    note: str = ""
    problem: str = ""
    focus: str = "identity"


@require_POST
@needs(Permission.LOG_VISIT)
def person_lookup(request: HttpRequest) -> HttpResponse:
    """Tìm người đã đến: own agency, open visits only. htmx gets the fields and the answer, a browser
    without a script the whole page; what was typed before stays."""
    chosen = request.POST.get("chon", "")
    found = _chosen(request, chosen) if chosen else _asked(request)
    form = _form(request, found.changes)
    context = page_of(
        form, asked=not chosen, options=found.options, people=found.people, note=found.note,
        problem=found.problem, focus=found.focus,
    )  # fmt: skip
    return render(request, f"{PAGE}#fields" if request.htmx else PAGE, context)


def _form(request: HttpRequest, changes: dict[str, Any]) -> DeskForm:
    """The page as it was typed so far, with the changes; without a script a fresh one."""
    typed: Typed = {**dict(request.GET.lists()), **dict(request.POST.lists()), "scan": []}
    typed = with_changes(typed, changes)
    now = timezone.now()
    try:
        if typed.get("key"):
            return form_from_draft(typed, user=request.user, now=now)
        form = open_form(user=request.user, errand=errand_from(typed, request.user), now=now)
    except Unknown:
        raise Http404 from None
    form.initial |= changes
    return form


def _asked(request: HttpRequest) -> Found:
    """What the text of the box is: a card, a receipt of ours, a number, a name, or nothing of these."""
    text = request.POST.get("scan", "").replace("\x00", "").strip()
    scanned = read_scan(text)
    if isinstance(scanned, LookupCode):
        return _by_receipt(request, scanned)
    if isinstance(scanned, Card):
        return _by_card(request, scanned)
    if problem := _no_question(text):
        return Found(problem=problem, focus="scan")
    return _recognised(request, text)


def _no_question(text: str) -> str:
    """Why nobody is looked up; the same for everybody, known or not."""
    is_code = len(text) > identity.LONGEST_NUMBER and any(char.isdigit() for char in text)
    if is_code or len(text) > _LONGEST_ASKED or any(mark in text for mark in ("|", "://")):
        return (
            "Mã vừa quét không phải của thẻ căn cước hay giấy biên nhận; hãy quét lại, hoặc gõ số "
            "giấy tờ, họ tên."
        )
    number = identity.normal_id_number(text)
    if number.isdigit() and len(number) not in _LENGTHS:
        return identity.id_number_refusal(number) or ""
    return ""


def _recognised(request: HttpRequest, asked: str) -> Found:
    """Whoever came openly to this agency under that number or name."""
    agency = errand_in(request).agency
    known = look_up(agency=agency, asked=asked, by=request.user, now=timezone.now())
    return Found(options=_options(known), people=len(known))


def _options(known: list[Known]) -> list[Option]:
    """A line for each matter and one for something new, person after person."""
    lines: list[tuple[Known, Matter | None]] = []
    for one in known:
        lines += [(one, matter) for matter in one.matters]
        lines.append((one, None))
    return [
        Option(
            digit=place,
            value=f"{one.person.pk} {matter.pk if matter else _NEW}",
            known=one,
            matter=matter,
            is_first=place == 1 or lines[place - 2][0] is not one,
        )
        for place, (one, matter) in enumerate(lines, start=1)
    ]


def _by_card(request: HttpRequest, card: Card) -> Found:
    """The card fills the fields: of the petitioner, or of who came for them."""
    if request.POST.get("capacity", Capacity.SELF) not in ("", Capacity.SELF):
        changes = {"mandate_name": card.full_name, "mandate_number": card.id_number}
        return Found(changes, note="Đã đọc thẻ căn cước của người đến thay.", focus="mandate")
    found = _recognised(request, card.id_number)
    found.changes = {
        "full_name": card.full_name,
        "id_number": card.id_number,
        "birth_year": card.born_on.year if card.born_on else None,
        "address": card.address,
        "paper": PaperKind.IDENTITY_CARD,
        "paper_issued_on": card.issued_on,
        "is_anonymous": False,
    }
    found.note, found.focus = "Đã đọc thẻ căn cước.", "kind"
    return found


def _by_receipt(request: HttpRequest, scanned: LookupCode) -> Found:
    """The matter of a receipt of ours, where the officer may see it; else the answer of a miss."""
    found = _recognised(request, "")
    code = normal(scanned.code)
    visit = (
        Visit.objects.visible_to(request.user)
        .select_related("matter", "person")
        .filter(lookup_code=code)
        .first()
        if code
        else None
    )
    if visit is None:
        return found
    return Found(_joining(visit.matter, visit.person, request), focus="content")


def _chosen(request: HttpRequest, chosen: str) -> Found:
    """The person picked, with one of their matters or a new one; "moi" alone starts anew."""
    if chosen == _NEW:
        return Found(_LEAVING, focus="kind" if request.POST.get("full_name") else "identity")
    person_pk, _, matter_pk = chosen.partition(" ")
    agency = errand_in(request).agency
    person = recognised_person(request.user, agency, _uuid(person_pk))
    if person is None:
        raise Http404
    if matter_pk in ("", _NEW):
        return Found({**_LEAVING, **_kept(person, request)}, focus="kind")
    matters = Matter.objects.visible_to(request.user).filter(agency=agency)
    matter = matters.filter(pk=_uuid(matter_pk)).first()
    if matter is None:
        raise Http404
    return Found(_joining(matter, person, request), focus="content")


_LEAVING: dict[str, Any] = {
    "vu": None, "kind": None, "field": None, "title": None, "locality": None,
    "is_first_time": True,
}  # fmt: skip


def _joining(matter: Matter, person: Person | None, request: HttpRequest) -> dict[str, Any]:
    return {"vu": matter.pk, **of_matter(matter), **_kept(person, request)}


def _kept(person: Person | None, request: HttpRequest) -> dict[str, Any]:
    """What is known of the person where nothing newer stands in the form, such as from a card."""
    return {
        name: value
        for name, value in of_person(person).items()
        if not request.POST.get(name, "").strip()
    }


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
