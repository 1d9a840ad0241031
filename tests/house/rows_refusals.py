"""A refused visit of the department."""

from datetime import timedelta

from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.visits import register_visit
from reception.enums import RefusalGround, Tension, VisitResult
from reception.intake import RefusalInput
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    refused = register_visit(
        agency=province["SKHCN"], arrived_at=NOW - timedelta(minutes=20), head_count=1,
        petitioner=Petitioner("Vi Văn Khách"), is_first_time=False,
        content="Kiến nghị lần nữa về việc đã trả lời.", tension=Tension.CALM,
        result=VisitResult.REFUSED, kind=PetitionKind.RECOMMENDATION, field=Field.OTHER,
        title="Kiến nghị đã được trả lời",
        refusal=RefusalInput(RefusalGround.D4_H, "Đã trả lời bằng văn bản, không có tình tiết mới."),
        by=province.person("officer", "SKHCN"), now=NOW,
    )  # fmt: skip
    return {"refused_visit": refused}
