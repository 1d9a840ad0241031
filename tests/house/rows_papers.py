"""Papers of the department's petition: a draft, and one issued after a second person approved it."""

import uuid

from complaints.actions.papers import SignedBy, draft_paper, move_paper
from complaints.models import CasePaper
from complaints.papers.flow import Move
from tests.factories import NOW, Province

ANSWERS = {"nguoi_nhan": "Ông Lý Văn Thành", "ve_viec": "Thu hồi đất"}


def drafted(petition, by) -> CasePaper:
    return draft_paper(
        petition_id=petition.pk, form_code="124-03", answers=ANSWERS,
        signed_by=SignedBy("Lương Quốc Bảo"), key=uuid.uuid4(), by=by, now=NOW,
    )  # fmt: skip


def moved(paper: CasePaper, move: Move, by, **more) -> CasePaper:
    fresh = CasePaper.objects.get(pk=paper.pk)
    return move_paper(paper_id=paper.pk, move=move, version=fresh.version, by=by, now=NOW, **more)


def issued(petition, handler, head) -> CasePaper:
    paper = drafted(petition, handler)
    for move, by in ((Move.SUBMIT, handler), (Move.APPROVE, head), (Move.ISSUE, handler)):
        paper = moved(paper, move, by)
    return paper


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    handler, head = province.person("handler", "SKHCN"), province.person("head", "SKHCN")
    petition = found["petition"]
    return {"paper": drafted(petition, handler), "issued_paper": issued(petition, handler, head)}
