"""A case with everything its papers tell, drafts of it, and the text of their pages."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from complaints.models import CasePaper, Dialogue, DialogueParty, Evidence, StayOrder
from complaints.papers.registry import forms
from complaints.papers.said import as_kept, first_answers
from complaints.papers.setting import asked_of_issue
from complaints.papers.values import values_of
from complaints.procedure.names import Attendance, DialogueRole
from records.actions.documents import preview_document
from tests.complaints.cases import accept
from tests.complaints.conftest import RECEIVED
from tests.factories import NOW

TODAY = NOW.date()


def furnish(petition):
    """A team, evidence asked and received, a stay and a dialogue."""
    team = petition.team.model.objects
    team.create(petition=petition, name="Lương Quốc Bảo", title="Chánh Thanh tra Sở", is_head=True,
                from_on=RECEIVED)  # fmt: skip
    team.create(petition=petition, name="Vi Thị Sen", title="Thanh tra viên", from_on=RECEIVED)
    Evidence.objects.create(
        petition=petition, what="Bản đồ địa chính tờ 12", asked_of="Văn phòng đăng ký đất đai",
        asked_on=RECEIVED, due_on=RECEIVED + timedelta(days=5),
    )  # fmt: skip
    Evidence.objects.create(
        petition=petition, what="Biên bản kiểm đếm", received_on=RECEIVED, pages=6,
        received_from="UBND xã Tân Thanh", condition="sao y",
    )  # fmt: skip
    StayOrder.objects.create(
        petition=petition, decision="số 15/QĐ-UBND ngày 05/10/2026 thu hồi đất",
        reason="Hậu quả khó khắc phục", document="09/QĐ-SKHCN", from_on=RECEIVED,
    )  # fmt: skip
    dialogue = Dialogue.objects.create(
        petition=petition, planned_at=NOW, place="Hội trường UBND xã Tân Thanh",
        chair="Lương Quốc Bảo|Giám đốc|Sở Khoa học và Công nghệ", notice_on=RECEIVED,
        held_on=TODAY, content="Giá đất bồi thường.", result="Thống nhất đo đạc lại.",
    )  # fmt: skip
    DialogueParty.objects.create(
        dialogue=dialogue, role=DialogueRole.COMPLAINANT, name="Lý Văn Thành",
        attendance=Attendance.PRESENT,
    )  # fmt: skip
    return petition


@pytest.fixture
def case(register, province):
    return furnish(accept(register(), province, TODAY))


def paper_for(petition, code, by):
    """A draft with everything the case offers, not saved."""
    form = forms()[code]
    first = first_answers(form, values_of(petition, by=by, today=TODAY))
    return CasePaper(
        petition=petition, form_code=code, title=form.name, drafted_by=by, drafted_at=NOW,
        values={name: as_kept(value) for name, value in first.items()},
        signer_name="Lương Quốc Bảo", signer_title="GIÁM ĐỐC",
    )  # fmt: skip


def pdf_of(paper, by):
    return preview_document(**asked_of_issue(paper, unsure=False, by=by, today=TODAY), now=NOW)


def pages_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
