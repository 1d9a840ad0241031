"""A paper of a case as it is set: the arguments of the issued PDF, and its letterhead for DOCX."""

from __future__ import annotations

from datetime import date
from typing import Any

from agencies.models import User
from complaints.models import CasePaper
from complaints.papers import said
from complaints.papers.drawn import Paper
from complaints.papers.filling import draw
from complaints.papers.form import Form, Signing
from complaints.papers.registry import form_of
from complaints.papers.values import values_of
from records.documents import LETTERS, Signer
from records.letterhead import Letterhead, letterhead_of

TEMPLATE = "complaints/pdf/paper.html"


def form_behind(paper: CasePaper) -> Form:
    """The form of a kept paper. A form is never taken away: its older texts stay under their codes."""
    form = form_of(paper.form_code)
    if form is None:
        raise LookupError(f"no form {paper.form_code}")
    return form


def text_of(paper: CasePaper, *, by: User, today: date) -> Paper:
    """The paper: the case's values, and what was typed over them. A draft follows the case; an
    issued paper says what it said on its day."""
    form = form_behind(paper)
    kept = paper.values.get(said.CASE)
    case = values_of(paper.petition, by=by, today=today) if kept is None else said.thawed(kept)
    return draw(form, {**case, **said.as_values(form, paper.values)})


def signer_of(paper: CasePaper) -> Signer | None:
    """Who signs; nobody where those named in the text do."""
    if form_behind(paper).signing is Signing.PARTIES:
        return None
    return Signer(paper.signer_name, paper.signer_title)


def asked_of_issue(paper: CasePaper, *, unsure: bool, by: User, today: date) -> dict[str, Any]:
    """Arguments of `issue_document` and `preview_document`. The title in lists names nobody."""
    form, text = form_behind(paper), text_of(paper, by=by, today=today)
    return {
        "agency": paper.petition.agency,
        "kind": form.kind,
        "subject": paper.petition,
        "title": form.name,
        "template": TEMPLATE,
        "context": {
            "kind": text.heading,
            "subject": text.subject,
            "about": text.about,
            "to": text.to,
            "copies": text.copies,
            "form": form,
            "blocks": text.blocks,
            "unsure": unsure,
        },
        "sealed": bool(paper.petition.secrecy),
        "signer": signer_of(paper),
        "by": by,
    }


def head_of(paper: CasePaper, text: Paper, today: date) -> Letterhead:
    """The letterhead of the DOCX: as on the PDF, the number left open until it is given."""
    signer, agency = signer_of(paper), paper.petition.agency
    return letterhead_of(
        agency,
        today,
        letters=LETTERS[form_behind(paper).kind],
        to=text.to,
        copies=text.copies,
        given=_given(paper),
        signer=signer.lines if signer else (),
    )


def _given(paper: CasePaper) -> str:
    if paper.issued is None or paper.petition.secrecy:
        return ""
    return f"{paper.issued.number:02d}"
