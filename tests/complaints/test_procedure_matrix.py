"""Every stage against every step, for every role: the tables against a second reading of the law.

The expectations are written by hand from the law, one string a stage; `!` marks a step that only the
head takes. Nothing here is made from the tables.
"""

from datetime import date

import pytest

from agencies.roles import ROLES, Permission, Role
from complaints.enums import PetitionKind
from complaints.papers.registry import form_of
from complaints.procedure.moves import target_of
from complaints.procedure.names import ENDED, ProcedureKind, Stage, StepName
from complaints.procedure.refusals import refusal
from complaints.procedure.steps import MISSING, Fact
from complaints.procedure.tables import TABLES, kind_of, step_of, steps_from, steps_named
from law.shipped import shipped_rules

ALL_FACTS = frozenset(Fact)
TODAY = date(2026, 11, 18)

# Luật Khiếu nại 2011, art. 27 to 46, with art. 11a since 01/07/2026.
COMPLAINT = {
    "intake": "accept! refuse!",
    "not_accepted": "",
    "reviewing": "",
    "accepted": (
        "notify assign request_evidence receive_evidence work ask_expert expert_answer stay! "
        "lift_stay! note_complex invite_dialogue hold_dialogue withdraw_part withdraw_whole "
        "suspend! terminate! send read_file correct"
    ),
    "verifying": (
        "notify assign request_evidence receive_evidence work ask_expert expert_answer stay! "
        "lift_stay! note_complex invite_dialogue hold_dialogue withdraw_part withdraw_whole "
        "suspend! terminate! send report read_file correct"
    ),
    "reported": (
        "notify receive_evidence work expert_answer stay! lift_stay! note_complex "
        "invite_dialogue hold_dialogue withdraw_part withdraw_whole suspend! terminate! send "
        "decide! read_file correct"
    ),
    "suspended": (
        "resume! terminate! lift_stay! receive_evidence expert_answer withdraw_part "
        "withdraw_whole send read_file correct"
    ),
    "terminated": "send reopen! read_file correct",
    "decided": "send publish take_effect appeal read_file correct",
    "in_effect": "send publish start_enforcing close read_file correct",
    "enforcing": "send publish record_done close read_file correct",
    "appealed": "read_file correct",
    "closed": "read_file correct",
}
# Art. 33: whoever is not answered in first instance in time goes on, decision or none.
UNANSWERED = COMPLAINT | {
    stage: f"{COMPLAINT[stage]} appeal" for stage in ("accepted", "verifying", "reported")
}
# Luật Tố cáo 2018, art. 28 to 40.
DENUNCIATION = {
    "intake": "accept! refuse!",
    "not_accepted": "",
    "reviewing": "correct",
    "accepted": (
        "notify assign request_evidence receive_evidence work ask_expert! expert_answer "
        "note_complex extend! suspend! withdraw_part withdraw_whole terminate! send "
        "demand_report overdue_report! decide! read_file correct"
    ),
    "verifying": (
        "notify assign request_evidence receive_evidence work ask_expert! expert_answer report "
        "note_complex extend! suspend! withdraw_part withdraw_whole terminate! send "
        "demand_report overdue_report! read_file correct"
    ),
    "reported": (
        "receive_evidence expert_answer note_complex extend! suspend! withdraw_part "
        "withdraw_whole terminate! send demand_report overdue_report! decide! read_file correct"
    ),
    "suspended": (
        "resume! terminate! receive_evidence expert_answer withdraw_part withdraw_whole send "
        "read_file correct"
    ),
    "terminated": "send reopen! read_file correct",
    "decided": "send publish handle! record_done read_file correct",
    "in_effect": "read_file correct",
    "enforcing": "send publish report_handling record_done close read_file correct",
    "appealed": "read_file correct",
    "closed": "read_file correct",
}
EXPECTED: dict[str, dict[str, str]] = {
    # Art. 29 clause 1a: an office that finds itself wrong may decide at once.
    "complaint_1": UNANSWERED | {"accepted": UNANSWERED["accepted"] + " decide!"},
    "complaint_2": COMPLAINT,
    "discipline": UNANSWERED,
    "denunciation": DENUNCIATION,
    "denunciation_again": DENUNCIATION
    | {"reviewing": "work demand_report! overdue_report refuse_again! accept! correct"},
    "recommendation": {
        "intake": "accept! refuse!",
        "accepted": "notify work withdraw_whole terminate! answer! correct",
        "decided": "close correct",
        "terminated": "correct",
        "closed": "correct",
        "not_accepted": "",
    }
    | dict.fromkeys(
        ("reviewing", "verifying", "reported", "suspended", "in_effect", "enforcing", "appealed"),
        "",
    ),
}

# Where a step leads; a step that is not named here leaves the case where it is.
LEADS_TO = {
    "accept": "accepted", "refuse": "not_accepted", "assign": "verifying", "report": "reported",
    "suspend": "suspended", "terminate": "terminated", "decide": "decided", "answer": "decided",
    "take_effect": "in_effect", "appeal": "appealed", "start_enforcing": "enforcing",
    "handle": "enforcing", "close": "closed", "refuse_again": "closed", "reopen": "accepted",
}  # fmt: skip
COMPLAINTS = ("complaint_1", "complaint_2", "discipline")
DENUNCIATIONS = ("denunciation", "denunciation_again")

# What must hold before a step (điều kiện), beyond its stage.
NEEDS = {
    "complaint_1": {
        "accept": "eligible competent no_second_decision not_terminated_before",
        "assign": "not_withdrawn", "request_evidence": "not_withdrawn",
        "ask_expert": "not_withdrawn", "expert_answer": "expert_asked", "work": "not_withdrawn",
        "invite_dialogue": "not_withdrawn no_open_dialogue",
        "hold_dialogue": "not_withdrawn dialogue_planned", "report": "not_withdrawn",
        "note_complex": "not_withdrawn", "stay": "not_withdrawn no_stay", "lift_stay": "stay_runs",
        "withdraw_part": "not_withdrawn", "withdraw_whole": "not_withdrawn",
        "suspend": "not_withdrawn", "resume": "not_withdrawn",
        "decide": "not_withdrawn dialogue_done", "take_effect": "effect_due",
        "start_enforcing": "has_items", "record_done": "has_items",
    },
    "denunciation": {
        "accept": "competent", "expert_answer": "expert_asked", "report": "not_withdrawn",
        "extend": "complex", "withdraw_whole": "not_withdrawn", "decide": "not_withdrawn",
        "demand_report": "overdue", "record_done": "has_items", "close": "sent",
    },
    "recommendation": {
        "accept": "competent", "withdraw_whole": "not_withdrawn", "terminate": "was_withdrawn",
        "answer": "not_withdrawn",
    },
}  # fmt: skip
NEEDS["complaint_2"] = NEEDS["complaint_1"] | {
    "accept": "eligible competent no_second_decision not_terminated_before first_ended"
}
NEEDS["discipline"] = NEEDS["complaint_2"]
NEEDS["denunciation_again"] = NEEDS["denunciation"]

# Duties a step starts (+) and ends (-), by the law; codes of law/data/rules.toml.
_DUTIES_C = {
    "refuse": "-KN_THULY -XLD_TREO",
    "request_evidence": "+KN_TAILIEU",
    "receive_evidence": "-KN_TAILIEU",
    "suspend": "+KN_TDC_GUI",
    "resume": "+KN_TIEPTUC_GUI",
    "terminate": "+KN_TDC_GUI -KN_GQ1 -KN_GQ2 -KN_GQ_KL -KN_TAILIEU",
    "publish": "-KN_CONGKHAI_HAN",
    "take_effect": "-KN_HIEULUC -KN_LAN2_HAN -KN_KL_THOIHIEU2",
    "appeal": "-KN_HIEULUC -KN_LAN2_HAN -KN_KL_THOIHIEU2",
}
_DUTIES_TC = {
    "accept": "+TC_GQ +TC_TB_THULY -TC_XLBD -XLD_TREO",
    "refuse": "-TC_XLBD -XLD_TREO",
    "notify": "-TC_TB_THULY",
    "suspend": "+TC_DC_GUI",
    "terminate": "+TC_DC_GUI -TC_GQ -TC_TB_THULY",
    "reopen": "+TC_GQ",
    "demand_report": "+TC_QUAHAN_BC",
    "overdue_report": "-TC_QUAHAN_BC",
    "decide": "+TC_KL_GUI +TC_XULY +TC_CONGKHAI -TC_GQ",
    "send": "-TC_DC_GUI -TC_KL_GUI",
    "publish": "-TC_CONGKHAI",
    "handle": "-TC_XULY",
    "report_handling": "+TC_XULY_BC -TC_XULY_BC",
}
DUTIES = {
    "complaint_1": _DUTIES_C
    | {
        "accept": "+KN_GQ1 -KN_THULY -XLD_TREO",
        "reopen": "+KN_GQ1",
        "appeal": f"{_DUTIES_C['appeal']} -KN_GQ1 -KN_TAILIEU",
        "decide": "+KN_GUI_QD1 +KN_CONGKHAI_HAN +KN_HIEULUC -KN_GQ1 -KN_TAILIEU",
        "send": "+KN_LAN2_HAN -KN_GUI_QD1 -KN_TDC_GUI -KN_TIEPTUC_GUI",
    },
    "complaint_2": _DUTIES_C
    | {
        "accept": "+KN_GQ2 -KN_THULY -XLD_TREO",
        "reopen": "+KN_GQ2",
        "decide": "+KN_GUI_QD2 +KN_CONGKHAI_HAN +KN_HIEULUC -KN_GQ2 -KN_TAILIEU",
        "send": "-KN_GUI_QD2 -KN_TDC_GUI -KN_TIEPTUC_GUI",
    },
    "discipline": _DUTIES_C
    | {
        "accept": "+KN_GQ_KL -KN_THULY -XLD_TREO",
        "reopen": "+KN_GQ_KL",
        "appeal": f"{_DUTIES_C['appeal']} -KN_GQ_KL -KN_TAILIEU",
        "decide": "+KN_GUI_QD1 +KN_CONGKHAI_HAN +KN_HIEULUC -KN_GQ_KL -KN_TAILIEU",
        "send": "+KN_KL_THOIHIEU2 -KN_GUI_QD1 -KN_TDC_GUI -KN_TIEPTUC_GUI",
    },
    "denunciation": _DUTIES_TC,
    "denunciation_again": _DUTIES_TC
    | {
        "accept": (
            "+TC_TIEP +TC_QUAHAN_YC -TC_XLBD -XLD_TREO "
            "+TC_GQ +TC_TB_THULY -TC_TIEP -TC_QUAHAN_YC -TC_QUAHAN_BC"
        ),
        "demand_report": "+TC_QUAHAN_BC -TC_QUAHAN_YC",
        "refuse_again": "-TC_TIEP -TC_QUAHAN_YC -TC_QUAHAN_BC",
    },
    "recommendation": {
        "accept": "+KNPA_GQ -XLD_TREO",
        "refuse": "-KNPA_TB -XLD_TREO",
        "notify": "-KNPA_TB",
        "terminate": "-KNPA_TB -KNPA_GQ",
        "answer": "-KNPA_TB -KNPA_GQ",
    },
}


def steps_of(kind: str, stage: str) -> set[str]:
    return {word.rstrip("!") for word in EXPECTED[kind][stage].split()}


def of_head(kind: str, stage: str) -> set[str]:
    return {word[:-1] for word in EXPECTED[kind][stage].split() if word.endswith("!")}


def test_every_procedure_and_stage_has_its_expectation():
    assert {kind: set(stages) for kind, stages in EXPECTED.items()} == {
        kind.value: {stage.value for stage in Stage} for kind in ProcedureKind
    }
    assert set(TABLES) == set(ProcedureKind)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", ProcedureKind)
def test_steps_by_stage_and_role(kind, role):
    permissions = ROLES[role].permissions
    found = {stage.value: allowed(kind, stage, permissions) for stage in Stage}
    expected = {
        stage.value: {
            Role.HEAD: steps_of(kind, stage),
            Role.HANDLER: steps_of(kind, stage) - of_head(kind, stage),
        }.get(role, set())
        for stage in Stage
    }
    assert found == expected


def allowed(kind: str, stage: Stage, permissions: frozenset[Permission]) -> set[str]:
    """Steps that some row of the table lets pass, with every fact there."""
    on = {"permissions": permissions, "facts": ALL_FACTS, "on": TODAY}
    return {s.name.value for s in TABLES[kind] if refusal(s, stage=stage, **on) is None}


@pytest.mark.parametrize("kind", ProcedureKind)
def test_a_step_at_a_stage_is_one_row_of_the_table(kind):
    for stage in Stage:
        names = [step.name for step in steps_from(kind, stage)]
        assert len(names) == len(set(names)), stage
        for name in names:
            step = step_of(kind, name, stage)
            assert step in steps_named(kind, name)
            assert stage in step.sources


@pytest.mark.parametrize("kind", ProcedureKind)
def test_where_each_step_leads(kind):
    for stage in Stage:
        for step in steps_from(kind, stage):
            found = target_of(step, stage=stage, stage_before="verifying")
            expected = LEADS_TO.get(step.name, stage)
            if step.name == StepName.RESUME:
                expected = "verifying"
            if (kind, stage, step.name) == ("denunciation_again", "intake", "accept"):
                expected = "reviewing"
            assert found == expected, (stage, step.name)


@pytest.mark.parametrize("kind", ProcedureKind)
def test_each_step_misses_just_what_the_law_wants_there(kind):
    for stage in Stage:
        for step in steps_from(kind, stage):
            wanted = NEEDS[kind].get(step.name, "")
            if (kind, stage, step.name) == ("denunciation_again", "reviewing", "accept"):
                wanted = ""
            if (kind, stage, step.name) == ("denunciation_again", "reviewing", "demand_report"):
                wanted = ""
            if step.name == StepName.APPEAL and stage != Stage.DECIDED:
                wanted = "overdue not_withdrawn"
            assert {fact.value for fact in step.facts} == set(wanted.split()), (stage, step.name)
            for fact in step.facts:
                reason = refusal(
                    step, stage=stage, permissions={step.needs}, facts=ALL_FACTS - {fact}, on=TODAY
                )
                assert reason == MISSING[fact]


@pytest.mark.parametrize("kind", ProcedureKind)
def test_duties_that_each_step_starts_and_ends(kind):
    found: dict[str, set[str]] = {}
    for step in TABLES[kind]:
        signs = {f"+{start.rule}" for start in step.starts} | {f"-{code}" for code in step.ends}
        found[step.name.value] = found.get(step.name.value, set()) | signs
    expected = {name: set(signs.split()) for name, signs in DUTIES[kind].items()}
    assert {name: signs for name, signs in found.items() if signs} == expected
    codes = {sign[1:] for signs in found.values() for sign in signs}
    assert {shipped_rules().get(code).code for code in codes} == codes


def test_a_stage_that_has_ended_is_left_by_a_reopening_alone():
    for kind in ProcedureKind:
        for stage in ENDED:
            moving = {step.name for step in steps_from(kind, stage) if step.target or step.clock}
            comes_back = stage == Stage.TERMINATED and kind != ProcedureKind.RECOMMENDATION
            assert moving == ({StepName.REOPEN} if comes_back else set()), (kind, stage)
            names = {step.name for step in steps_from(kind, stage)} - moving
            assert names <= {StepName.CORRECT, StepName.READ_FILE, StepName.SEND}


def test_a_suspended_case_only_resumes_or_ends():
    for kind in (*COMPLAINTS, *DENUNCIATIONS):
        moving = [s for s in steps_from(kind, Stage.SUSPENDED) if s.target or s.clock]
        assert {step.name for step in moving} == {StepName.RESUME, StepName.TERMINATE}


@pytest.mark.parametrize("kind", ProcedureKind)
def test_wrong_stage_and_wrong_role_are_said_in_one_sentence(kind):
    for step in TABLES[kind]:
        for stage in set(Stage) - step.sources:
            reason = refusal(step, stage=stage, permissions={step.needs}, facts=ALL_FACTS, on=TODAY)
            assert reason == f"Không thể “{step.label}” khi hồ sơ ở giai đoạn “{stage.label}”."
        reason = refusal(
            step, stage=min(step.sources), permissions=set(), facts=ALL_FACTS, on=TODAY
        )
        assert reason == f"Vai trò của bạn ở cơ quan này không có quyền “{step.label}”."


def test_suspension_of_a_complaint_begins_with_the_law_of_2026():
    for kind in COMPLAINTS:
        step = step_of(kind, StepName.SUSPEND, Stage.VERIFYING)
        on = {"stage": Stage.VERIFYING, "permissions": {step.needs}, "facts": ALL_FACTS}
        assert refusal(step, on=date(2026, 7, 1), **on) is None
        assert "chỉ có từ ngày 01/07/2026" in refusal(step, on=date(2026, 6, 30), **on)
    for kind in DENUNCIATIONS:
        step = step_of(kind, StepName.SUSPEND, Stage.VERIFYING)
        on = {"stage": Stage.VERIFYING, "permissions": {step.needs}, "facts": ALL_FACTS}
        assert refusal(step, on=date(2019, 5, 28), **on) is None


@pytest.mark.parametrize("kind", ProcedureKind)
def test_what_a_step_asks_can_be_answered(kind):
    for step in TABLES[kind]:
        names = [asked.name for asked in step.asks]
        assert len(names) == len(set(names)), step.name
        from_the_said = {start.on for start in step.starts if start.on}
        if step.name != StepName.ACCEPT:  # told by processing
            assert from_the_said <= set(names), step.name
        assert step.label
        assert step.basis
        for asked in step.asks:
            from_case = {"item", "event"}
            needs_choices = asked.kind in ("choice", "many") and asked.name not in from_case
            assert bool(asked.choices) == needs_choices, (step.name, asked.name)


@pytest.mark.parametrize("kind", ProcedureKind)
def test_the_form_of_a_step_is_one_of_its_procedure(kind):
    for step in TABLES[kind]:
        if step.form:
            form = form_of(step.form)
            assert form is not None, step.form
            assert kind in form.procedures, (step.form, step.name)


@pytest.mark.parametrize(
    ("petition_kind", "is_first_time", "is_discipline", "expected"),
    [
        (PetitionKind.COMPLAINT, True, False, "complaint_1"),
        (PetitionKind.COMPLAINT, False, False, "complaint_2"),
        (PetitionKind.COMPLAINT, True, True, "discipline"),
        (PetitionKind.COMPLAINT, False, True, "discipline"),
        (PetitionKind.DENUNCIATION, True, False, "denunciation"),
        (PetitionKind.DENUNCIATION, False, False, "denunciation_again"),
        (PetitionKind.RECOMMENDATION, True, False, "recommendation"),
        (PetitionKind.RECOMMENDATION, False, False, "recommendation"),
    ],
)
def test_which_table_a_petition_follows(petition_kind, is_first_time, is_discipline, expected):
    found = kind_of(
        petition_kind=petition_kind, is_first_time=is_first_time, is_discipline=is_discipline
    )
    assert found == expected
