"""Work of the department: a case assigned, a substitute, a notice of a due date."""

from complaints.actions.assigning import assign_petitions
from complaints.actions.substitution import make_substitution
from complaints.enums import NoticeLevel
from complaints.models import CaseNotice
from tests.factories import NOW, Province


def rows(province: Province, found: dict[str, object]) -> dict[str, object]:
    home, head = province["SKHCN"], province.person("head", "SKHCN")
    handler = province.person("handler", "SKHCN")
    assign_petitions(petition_ids=[found["petition"].pk], to_user=head, by=head, now=NOW)
    substitution = make_substitution(
        agency=home, absent=head, substitute=handler, from_on=NOW.date(), to_on=NOW.date(),
        reason="Đi họp ở tỉnh", by=head, now=NOW,
    )  # fmt: skip
    clock = found["clock"]
    notice = CaseNotice.objects.create(
        user=head, clock=clock, level=NoticeLevel.SOON, due_on=clock.due_on, made_at=NOW
    )
    return {"substitution": substitution, "notice": notice, "holder": head}
