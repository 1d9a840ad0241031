"""Papers of a case as its pages list them, and which forms may come next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from agencies.models import Agency, User
from agencies.roles import Permission
from complaints.case_steps import stage_of, table_kind
from complaints.enums import PaperState
from complaints.models import CasePaper, FormConfirmation, Petition
from complaints.papers.confirmed import confirmed_forms
from complaints.papers.flow import ARROWS, Move, open_moves
from complaints.papers.form import Form
from complaints.papers.registry import form_of, forms, forms_for, suggested
from complaints.rights import permissions_in
from records.documents import number_for

SHOWN = 50
TONES = {
    PaperState.DRAFT: "neutral",
    PaperState.SUBMITTED: "warn",
    PaperState.APPROVED: "info",
    PaperState.ISSUED: "ok",
    PaperState.DROPPED: "neutral",
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the list."""

    paper: CasePaper
    number: str
    state: str
    tone: str
    sends: int
    form: Form | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A form that may be drafted; `unsure` until an administrator confirmed its text."""

    form: Form
    unsure: bool


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form of the list of forms."""

    form: Form
    in_force: bool
    unsure: bool
    confirmation: FormConfirmation | None


@dataclass(frozen=True, slots=True)
class Button:
    """A move that is open to the reader."""

    move: Move
    label: str


def papers_seen(user: User) -> QuerySet[CasePaper]:
    """Papers of cases within reach, with what their page tells."""
    return CasePaper.objects.visible_to(user).select_related(
        "petition__agency__parent",
        "petition__matter",
        "petition__person",
        "petition__sender_agency",
        "petition__proceeding",
        "drafted_by",
        "approved_by",
        "issued__file",
        "issued__agency",
    )


def lines_of(petition: Petition, user: User) -> list[PaperLine]:
    """The papers of a case, newest first; one statement."""
    found = CasePaper.objects.visible_to(user).filter(petition=petition)
    rows = found.select_related("issued__agency", "drafted_by").annotate(times=Count("sends"))
    return [line_of(paper, user, paper.times) for paper in rows[:SHOWN]]


def line_of(paper: CasePaper, user: User, sends: int = 0) -> PaperLine:
    return PaperLine(
        paper=paper,
        number=number_for(paper.issued, user) if paper.issued else "",
        state=paper.get_state_display(),
        tone=TONES[PaperState(paper.state)],
        sends=sends,
        form=form_of(paper.form_code),
    )


def choices_of(petition: Petition, today: date) -> tuple[list[Choice], list[Choice]]:
    """Forms that usually come at this stage, and the others of the procedure."""
    fitting = forms_for(table_kind(petition), today)
    usual = suggested(fitting, stage_of(petition))
    known = confirmed_forms()
    return _choices(usual, known), _choices((f for f in fitting if f not in usual), known)


def _choices(found: Iterable[Form], known: dict[str, FormConfirmation]) -> list[Choice]:
    return [Choice(form, not form.is_sure and form.code not in known) for form in found]


def form_lines(today: date) -> list[FormLine]:
    """Every form of the product, with who confirmed it."""
    known = confirmed_forms()
    return [
        FormLine(
            form, form.is_in_force(today), not form.is_sure and code not in known, known.get(code)
        )
        for code, form in forms().items()
    ]


def may_draft(user: User, agency: Agency) -> bool:
    return Permission.DRAFT_DOCUMENT in permissions_in(user, agency)


def buttons_of(paper: CasePaper, user: User) -> list[Button]:
    """Moves open to the reader now; nobody approves a draft of their own."""
    form = form_of(paper.form_code)
    moves = open_moves(paper.state, permissions_in(user, paper.petition.agency))
    own = paper.drafted_by_id == user.pk
    citizen = form is not None and form.by_citizen
    return [
        Button(move, ARROWS[move].label)
        for move in moves
        if not (move is Move.APPROVE and own) and not (move is Move.SUBMIT and citizen)
    ]
