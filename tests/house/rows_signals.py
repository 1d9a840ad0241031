"""Signals of the department: a situation noted by hand."""

from complaints.actions.situation_notes import note_situation
from complaints.enums import SituationNote
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    noted = note_situation(
        matter_id=found["matter"].pk, note=SituationNote.SOLUTION, happened_on=NOW.date(),
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    return {"noted_fact": noted}
