"""The tables of steps: every state against every step, and every reason."""

import pytest

from agencies.refusals import NotAllowed, Refused
from agencies.roles import ROLES, Permission, Role
from complaints import workflow
from complaints.enums import ClockEventKind, HotState, Outcome, PetitionState
from complaints.workflow import MISSING, Fact

ALL_FACTS = frozenset(Fact)

DECIDED = {
    "accept",
    "not_accept",
    "guide",
    "transfer",
    "return",
    "file",
    "urge",
    "prosecute",
    "party",
    "merge",
    "check",
}
LEGAL = {
    PetitionState.RECEIVED: DECIDED | {"withdraw"},
    PetitionState.ACCEPTED: set(),
    PetitionState.PROCESSED: {"unmerge"},
    PetitionState.RESOLVED: set(),
    PetitionState.WITHDRAWN: set(),
}  # fmt: skip
# A handler proposes; what decides is the head's.
OF_HANDLERS = {"withdraw"}
LEGAL_OF_FLAGS = {
    HotState.PROPOSED: {"confirm", "reject"},
    HotState.CONFIRMED: {"close"},
    HotState.REJECTED: set(),
    HotState.CLOSED: set(),
    HotState.LAPSED: set(),
}


def test_every_state_has_its_expectation():
    assert set(LEGAL) == set(PetitionState)
    assert set(LEGAL_OF_FLAGS) == set(HotState)
    assert set(workflow.PROCESSING) == set(Outcome)
    assert set(workflow.CLOCK_STEPS) == set(ClockEventKind)
    assert set(MISSING) == set(Fact)


@pytest.mark.parametrize("state", PetitionState)
@pytest.mark.parametrize("role", Role)
def test_petition_steps_by_state_and_role(state, role):
    permissions = ROLES[role].permissions
    found = {
        step.name
        for step in workflow.PETITION_STEPS
        if workflow.refusal(step, state=state, permissions=permissions, facts=ALL_FACTS) is None
    }
    may = {Role.HEAD: LEGAL[state], Role.HANDLER: LEGAL[state] & OF_HANDLERS}
    assert found == may.get(role, set())
    offered = workflow.available(workflow.PETITION_STEPS, state=state, permissions=permissions)
    assert {step.name for step in offered} == found


@pytest.mark.parametrize("state", HotState)
@pytest.mark.parametrize("role", Role)
def test_flag_steps_by_state_and_role(state, role):
    permissions = ROLES[role].permissions
    found = {
        step.name
        for step in workflow.HOTSPOT_STEPS
        if workflow.refusal(step, state=state, permissions=permissions, facts=ALL_FACTS) is None
    }
    may = role in (Role.HEAD, Role.INSPECTOR)
    assert found == (LEGAL_OF_FLAGS[state] if may else set())


@pytest.mark.parametrize(
    ("kind", "state", "legal"),
    [
        (ClockEventKind.PAUSE, "running", True),
        (ClockEventKind.PAUSE, "paused", False),
        (ClockEventKind.PAUSE, "finished", False),
        (ClockEventKind.RESUME, "running", False),
        (ClockEventKind.RESUME, "paused", True),
        (ClockEventKind.RESUME, "finished", False),
        (ClockEventKind.EXTEND, "running", True),
        (ClockEventKind.EXTEND, "paused", False),
        (ClockEventKind.EXTEND, "finished", False),
    ],
)
def test_clock_steps_by_state(kind, state, legal):
    step = workflow.CLOCK_STEPS[kind]
    of_head = ROLES[Role.HEAD].permissions
    reason = workflow.refusal(step, state=state, permissions=of_head, facts=ALL_FACTS)
    assert (reason is None) == legal


@pytest.mark.parametrize(
    "step", [*workflow.PETITION_STEPS, *workflow.HOTSPOT_STEPS, *workflow.CLOCK_STEPS.values()]
)
def test_every_step_cites_its_basis_and_names_what_is_missing(step):
    assert step.basis
    permissions = frozenset(Permission)
    state = sorted(step.sources)[0]
    for fact in step.requires:
        reason = workflow.refusal(
            step, state=state, permissions=permissions, facts=ALL_FACTS - {fact}
        )
        assert reason == MISSING[fact]


def test_a_missing_right_is_not_allowed_and_a_wrong_state_is_refused():
    accept = workflow.PROCESSING[Outcome.ACCEPT]
    with pytest.raises(NotAllowed, match="không có quyền “Thụ lý giải quyết”"):
        workflow.ensure(accept, state=PetitionState.RECEIVED, permissions=set(), facts=ALL_FACTS)
    with pytest.raises(Refused, match="khi tình trạng là “Đang giải quyết”"):
        workflow.ensure(
            accept,
            state=PetitionState.ACCEPTED,
            permissions=ROLES[Role.HEAD].permissions,
            facts=ALL_FACTS,
        )
