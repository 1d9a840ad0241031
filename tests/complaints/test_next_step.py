"""Việc còn thiếu: one sentence for each state and stage of a case, and none when nothing is left."""

from dataclasses import dataclass

import pytest

from complaints.enums import PetitionState, WaitsFor
from complaints.next_step import is_open, missing_thing
from complaints.procedure.names import ENDED, ProcedureKind, Stage
from complaints.procedure.tables import TABLES


@dataclass
class Row:
    state: str = PetitionState.ACCEPTED
    waits_for: str = WaitsFor.AGENCY
    outcome: str = "accept"
    kind: str = ""
    stage: str = ""


@pytest.mark.parametrize(
    ("waits_for", "sentence"),
    [
        (WaitsFor.AGENCY, "Lập đề xuất xử lý đơn"),
        (WaitsFor.APPROVAL, "Thủ trưởng duyệt đề xuất xử lý đơn"),
        (WaitsFor.CITIZEN, "Công dân bổ sung, làm rõ nội dung"),
        (WaitsFor.OTHER, "Cơ quan khác trả lời"),
    ],
)
def test_a_new_petition_wants_a_proposal_or_its_answer(waits_for, sentence):
    assert missing_thing(Row(PetitionState.RECEIVED, waits_for), None) == sentence


@pytest.mark.parametrize(
    ("kind", "stage", "sentence"),
    [
        ("complaint_1", Stage.ACCEPTED, "Ra quyết định xác minh nội dung khiếu nại"),
        ("complaint_1", Stage.VERIFYING, "Báo cáo kết quả xác minh"),
        ("complaint_1", Stage.REPORTED, "Ban hành quyết định giải quyết khiếu nại"),
        ("complaint_1", Stage.IN_EFFECT, "Tổ chức thi hành quyết định"),
        ("denunciation", Stage.ACCEPTED, "Thành lập Tổ xác minh, giao xác minh"),
        ("denunciation", Stage.REPORTED, "Ban hành kết luận nội dung tố cáo"),
        ("recommendation", Stage.ACCEPTED, "Trả lời kiến nghị, phản ánh"),
    ],
)
def test_a_running_case_wants_the_step_of_its_table(kind, stage, sentence):
    row = Row(kind=kind, stage=stage)
    assert missing_thing(row, row) == sentence


@pytest.mark.parametrize("kind", list(ProcedureKind))
@pytest.mark.parametrize("stage", [s for s in Stage if s not in ENDED and s != Stage.INTAKE])
def test_every_stage_that_a_table_reaches_says_what_is_missing(kind, stage):
    reached = any(stage in step.sources for step in TABLES[kind])
    row = Row(kind=kind, stage=stage)
    assert bool(missing_thing(row, row)) or not reached


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_an_ended_case_wants_nothing(stage):
    row = Row(PetitionState.RESOLVED, kind="complaint_1", stage=stage)
    assert missing_thing(row, row) == ""
    assert not is_open(row, row, has_duty=False)
    assert is_open(row, row, has_duty=True)


def test_a_decided_case_is_open_until_it_is_closed():
    row = Row(PetitionState.RESOLVED, kind="complaint_1", stage=Stage.DECIDED)
    assert is_open(row, row, has_duty=False)
    assert not is_open(Row(PetitionState.PROCESSED), None, has_duty=False)
