"""Sổ đơn of a period: every petition of the open book in the order of its number.

Petitions of the sealed book are a number among the totals; those with excluded persons are nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet

from agencies.models import Agency
from complaints.enums import Field, Outcome, PetitionKind, PetitionState, Secrecy, Source
from complaints.models import Petition
from reports.enums import ReportKind
from reports.lists.listing import DAY, NUMBER, Head, Total
from reports.lists.registers import Line, Register, labels
from reports.spans import Span

CHUNK = 2000
HEADS = (
    Head("Số đơn", 15, mark="(1)"),
    Head("Ngày nhận", 18, DAY, "(2)"),
    Head("Nguồn đơn", 22, mark="(3)"),
    Head("Người đứng đơn, địa phương", 42, mark="(4)"),
    Head("Số người ký", 10, NUMBER, "(5)"),
    Head("Loại đơn", 18, mark="(6)"),
    Head("Lĩnh vực", 20, mark="(7)"),
    Head("Nội dung", 56, mark="(8)"),
    Head("Hướng xử lý", 26, mark="(9)"),
    Head("Ngày xử lý", 18, DAY, "(10)"),
    Head("Tình trạng", 20, mark="(11)"),
    Head("Ngày giải quyết", 18, DAY, "(12)"),
)
_COLUMNS = (
    "number", "received_on", "source", "petitioner_label", "locality", "signatories", "kind", "field",
    "summary", "outcome", "processed_on", "state", "resolved_on",
)  # fmt: skip


def _received(agency: Agency, span: Span) -> QuerySet[Any]:
    counted = Petition.objects.counted()
    return counted.filter(agency=agency, received_on__range=(span.start, span.end))


def lines(agency: Agency, span: Span) -> Iterator[Line]:
    """Lines of the open book, read by some thousand at a time."""
    sources, kinds, fields = labels(Source), labels(PetitionKind), labels(Field)
    outcomes, states = labels(Outcome), labels(PetitionState)
    rows = _received(agency, span).filter(secrecy=Secrecy.OPEN).order_by("year", "number")
    found = rows.values_list(*_COLUMNS).iterator(chunk_size=CHUNK)
    for (
        number,
        on,
        source,
        who,
        place,
        signed,
        kind,
        field,
        text,
        outcome,
        done,
        state,
        end,
    ) in found:
        yield (
            f"{number:02d}", on, sources[source], f"{who}, {place}" if place else who, signed,
            kinds[kind], fields[field], text, outcomes[outcome], done, states[state], end,
        )  # fmt: skip


def totals(agency: Agency, span: Span) -> list[Total]:
    """What the register adds up to; one statement."""
    asked = {
        **{f"kind_{kind.value}": Count("pk", filter=Q(kind=kind)) for kind in PetitionKind},
        **{f"state_{state.value}": Count("pk", filter=Q(state=state)) for state in PetitionState},
    }
    found = _received(agency, span).aggregate(
        all=Count("pk"), sealed=Count("pk", filter=Q(secrecy=Secrecy.SEALED)), **asked
    )
    return [
        Total("received", "Đơn tiếp nhận", "đơn", found["all"], "received"),
        *(
            Total(kind.value, kind.label, "đơn", found[f"kind_{kind.value}"], f"received_{kind.value}")
            for kind in PetitionKind
        ),
        *(
            Total(f"state_{state.value}", state.label, "đơn", found[f"state_{state.value}"])
            for state in PetitionState
        ),
        Total("sealed", "Ghi ở sổ kín, không liệt kê", "đơn", found["sealed"]),
    ]  # fmt: skip


REGISTER = Register(
    kind=ReportKind.PETITIONS,
    title="Sổ đơn",
    note="Đơn vào sổ của cơ quan theo ngày nhận. Đơn ở sổ kín chỉ cộng số, không liệt kê.",
    heads=HEADS,
    lines=lines,
    totals=totals,
)
SPEC = REGISTER.spec()
