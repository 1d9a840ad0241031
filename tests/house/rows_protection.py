"""A protection file of the sealed matter of the department, and what was told at its desk."""

from complaints.actions.protection import request_protection
from complaints.actions.protection_adverse import note_adverse
from complaints.protection.names import Asked, Relation, Way
from complaints.protection.told import PersonTold, RequestTold
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    matter, officer = found["sealed_matter"], province.person("handler", "SKHCN")
    told = RequestTold(
        way=Way.WRITTEN, requested_on=NOW.date(), asked=(Asked.JOB,),
        reason="Bị điều chuyển công tác sau khi tố cáo.",
        people=(PersonTold(Relation.DENOUNCER),),
    )  # fmt: skip
    file = request_protection(matter_id=matter.pk, told=told, by=officer, now=NOW)
    note = note_adverse(matter=matter, visit_id=None, text="Bị dọa.", by=officer, now=NOW)
    return {"protection_file": file, "adverse_note": note}
