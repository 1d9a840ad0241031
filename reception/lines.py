"""Lines of the register of citizen reception on screen: the template of a busy page only prints them.

They are the lines of form 03/TCD (reception/book.py) with the ways to their pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse

from agencies.models import User
from reception.book import BookLine, Papers, Piece, Told, book_lines
from reception.book_rows import keeps_register, notices_told
from reception.models import Visit
from records.enums import Book

_NOBODY = UUID(int=0)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A paragraph of a cell; `url` opens the petition that it names."""

    text: str
    struck: bool
    url: str = ""


Shown = list[ShownPiece]


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One line as the page prints it; `note`: what must be seen beside the number."""

    url: str
    number: str
    note: str
    sealed: bool
    void: bool
    day: Shown
    who: Shown
    case_url: str
    title: str
    kind: str
    people: Shown
    is_group: bool
    sent: Shown
    followed: Shown


class _Pages:
    """Addresses by a plain replacement: a page of lines asks for many."""

    def __init__(self) -> None:
        self._visit, self._matter, self._petition = (
            reverse(name, args=[_NOBODY])
            for name in ("visit_detail", "matter_detail", "petition_detail")
        )

    def visit(self, pk: UUID) -> str:
        return self._visit.replace(str(_NOBODY), str(pk))

    def matter(self, pk: UUID) -> str:
        return self._matter.replace(str(_NOBODY), str(pk))

    def shown(self, *columns: tuple[Piece, ...]) -> Shown:
        return [
            ShownPiece(
                _shortened(piece.text),
                piece.struck,
                self._petition.replace(str(_NOBODY), str(piece.petition)) if piece.petition else "",
            )
            for column in columns
            for piece in column
        ]


def visit_lines(found: list[Visit], user: User) -> list[VisitLine]:
    """Lines of visits read with `book_rows.with_columns`; one further statement for the notices."""
    pages, told = _Pages(), notices_told(found)
    kept = {agency.pk for agency in keeps_register(user).get(Book.VISITS, [])}
    lines: list[VisitLine] = []
    for visit in found:
        papers = Papers.TAIL if visit.agency_id in kept else Papers.NOTHING
        lines += _of_visit(visit, user, pages, told, papers)
    return lines


def _of_visit(
    visit: Visit, user: User, pages: _Pages, told: Told, papers: Papers
) -> Iterable[VisitLine]:
    further = visit.kept_further
    matters = [visit.matter, *(one.matter for one in further)]
    written = book_lines(visit, told=told, papers=papers, user=user)
    for place, (line, matter) in enumerate(zip(written, matters, strict=True)):
        yield VisitLine(
            url=pages.visit(visit.pk),
            number=_number(line, visit),
            note=_note(visit) if place == 0 else "",
            sealed=bool(visit.secrecy),
            void=line.void,
            day=pages.shown(line.day),
            who=pages.shown(line.who, _named_paper(line.paper)),
            case_url=pages.matter(matter.pk),
            title=matter.title,
            kind=matter.get_kind_display(),
            people=pages.shown(line.same),
            is_group=visit.is_group,
            sent=pages.shown(line.settled, _competent(line), line.guided, line.transferred),
            followed=pages.shown(line.followed),
        )


def _number(line: BookLine, visit: Visit) -> str:
    """With its year where it is a number: "01/2026", "01a/2026"; a sealed one says so instead."""
    text = line.number[0].text
    return f"{text}/{visit.year}" if text[:1].isdigit() else text


def _note(visit: Visit) -> str:
    if visit.voided_at is not None:
        return "đã hủy số"
    return "có đính chính" if visit.kept_corrections else ""


def _named_paper(paper: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The column has no heading of its own here: a bare number says what it is."""
    return tuple(
        replace(piece, text=f"Giấy tờ {piece.text}") if piece.text.startswith("…") else piece
        for piece in paper
    )


def _competent(line: BookLine) -> tuple[Piece, ...]:
    return tuple(Piece("Thuộc thẩm quyền", piece.struck) for piece in line.competent)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
