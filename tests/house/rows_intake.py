"""A party of the department's petition, and its paper on the way from the desk to the handler."""

from complaints.actions.handovers import hand_over
from complaints.actions.parties import add_party
from complaints.enums import PartyRole
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    officer, handler = province.person("officer", "SKHCN"), province.person("handler", "SKHCN")
    petition = found["petition"]
    party = add_party(
        petition_id=petition.pk, full_name="Lý Thị Mai", role=PartyRole.PETITIONER, by=handler,
        now=NOW,
    )  # fmt: skip
    handover = hand_over(
        petition_id=petition.pk, given_to=handler, place="Tủ số 2", content="Bút lục 1 đến 12",
        by=officer, now=NOW,
    )  # fmt: skip
    return {"party": party, "handover": handover}
