"""The table of a protection file: every state × step × part, expected by hand from the law."""

from dataclasses import dataclass
from datetime import date

import pytest

from complaints.protection.measures import (
    BREACH_SINCE,
    Ends,
    end_objections,
    fits,
    measure_objections,
    start_objections,
)
from complaints.protection.names import (
    Asked,
    EndGround,
    FileState,
    Measure,
    Relation,
    Step,
    Way,
    Working,
)
from complaints.protection.told import PersonTold, RequestTold, request_objections
from complaints.protection.workflow import Known, Part, open_steps, refusal

TODAY = date(2026, 11, 18)
S = Step
# Luật Tố cáo 2018, art. 50–54: what stands open in each state to each part; a written request that was
# verified as founded, one letter waiting for its answer.
OPEN = {
    ("received", "reader"): [S.VERIFY, S.ANSWER, S.DECLINE],
    ("received", "keeper"): [S.VERIFY, S.LETTER, S.ANSWER, S.DECLINE],
    ("received", "decider"): [S.VERIFY, S.APPLY, S.LETTER, S.ANSWER, S.DECLINE],
    ("verified", "reader"): [S.VERIFY, S.ANSWER, S.DECLINE],
    ("verified", "keeper"): [S.VERIFY, S.LETTER, S.ANSWER, S.DECLINE],
    ("verified", "decider"): [S.VERIFY, S.APPLY, S.REFUSE, S.LETTER, S.ANSWER, S.DECLINE],
    ("applied", "reader"): [S.ANSWER, S.ASK_CHANGE, S.REPORT],
    ("applied", "keeper"): [S.LETTER, S.ANSWER, S.ASK_CHANGE, S.REPORT],
    ("applied", "decider"): [S.LETTER, S.ANSWER, S.ASK_CHANGE, S.CHANGE, S.REPORT, S.END],
    ("ended", "reader"): [S.ANSWER, S.REPORT],
    ("ended", "decider"): [S.ANSWER, S.REPORT],
    ("refused", "decider"): [],
    ("declined", "decider"): [],
}


def known(state: str, **changes) -> Known:
    told = {
        "state": FileState(state), "way": Way.WRITTEN, "has_writing": True, "is_founded": True,
        "open_letters": 1,
    }  # fmt: skip
    return Known(**{**told, **changes})


@pytest.mark.parametrize(("state", "part"), OPEN)
def test_what_stands_open(state, part):
    # Papers come in to the end, and after it (art. 55).
    assert open_steps({Part(part)}, known(state)) == [*OPEN[state, part], S.FILE]


def test_nobody_named_nothing_open():
    assert [open_steps(set(), known(state)) for state in FileState] == [[]] * len(FileState)


@pytest.mark.parametrize(
    ("way", "founded", "sentence"),
    [
        (Way.WRITTEN, None, "chỉ đề nghị khẩn cấp được áp dụng ngay"),
        (Way.WRITTEN, False, "không có căn cứ"),
        (Way.PHONE, False, "không có căn cứ"),
        (Way.WRITTEN, True, None),
        (Way.IN_PERSON, None, None),
        (Way.PHONE, None, None),
        (Way.OWN, None, None),
    ],
)
def test_only_what_is_urgent_is_applied_before_it_was_verified(way, founded, sentence):
    why = refusal(S.APPLY, {Part.DECIDER}, known("received", way=way, is_founded=founded))
    assert why is None if sentence is None else sentence in why


def test_the_writing_follows_an_urgent_request_once():
    parts = {Part.KEEPER}
    owed = known("applied", way=Way.PHONE, has_writing=False)
    assert refusal(S.WRITTEN, parts, owed) is None
    assert owed.owes_writing
    for done in (known("applied", way=Way.PHONE), known("applied", has_writing=False)):
        assert "không cần" in refusal(S.WRITTEN, parts, done)


def test_decisions_are_the_deciders_and_letters_not_a_readers():
    assert "người giải quyết tố cáo" in refusal(S.APPLY, {Part.KEEPER}, known("verified"))
    assert "người giữ bí mật" in refusal(S.LETTER, {Part.READER}, known("verified"))
    assert "đã có quyết định" in refusal(S.REFUSE, {Part.DECIDER}, known("applied"))


@dataclass
class Someone:
    relation: str
    working: str


OFFICIAL = Someone(Relation.DENOUNCER, Working.OFFICIAL)
WORKER = Someone(Relation.SPOUSE, Working.CONTRACT)
CHILD = Someone(Relation.CHILD, Working.OTHER)


def test_which_measure_fits_whom():
    fitting = {m: [p.relation for p in (OFFICIAL, WORKER, CHILD) if fits(m, p)] for m in Measure}
    everybody = ["denouncer", "spouse", "child"]
    assert fitting == {
        m: {"56": ["denouncer"], "58": everybody}.get(
            m[:2], ["denouncer"] if m.startswith("57.1") else ["spouse"]
        )
        for m in Measure
    }


def test_a_measure_that_fits_nobody_is_refused_with_the_reason():
    said = [
        one.sentence for one in measure_objections(["57.1.b"], [WORKER], consents_to_move=False)
    ]
    assert len(said) == 1
    assert "cán bộ, công chức, viên chức" in said[0]
    moved = list(measure_objections([Measure.MOVE], [OFFICIAL], consents_to_move=False))
    assert [one.field for one in moved] == ["consents_to_move"]
    assert not list(measure_objections([Measure.MOVE], [OFFICIAL], consents_to_move=True))


@pytest.mark.parametrize(
    ("ground", "on", "fields"),
    [
        (EndGround.CONCLUDED, TODAY, ["ground"]),
        (EndGround.TERMINATED, TODAY, ["ground"]),
        (EndGround.WISHED, TODAY, ["ground"]),
        (EndGround.NO_GROUND, TODAY, []),
        (EndGround.BREACH, TODAY, []),
        (EndGround.BREACH, BREACH_SINCE, []),
        (EndGround.BREACH, date(2026, 6, 30), ["ground"]),  # Luật 136/2025/QH15, art. 4
    ],
)
def test_a_ground_to_end_must_exist(ground, on, fields):
    nothing = Ends(concluded=False, terminated=False, wishes=frozenset({"add"}))
    assert [one.field for one in end_objections(ground, on, nothing)] == fields


def test_the_grounds_that_exist_end_it():
    ends = Ends(concluded=True, terminated=True, wishes=frozenset({"end"}))
    assert [list(end_objections(ground, TODAY, ends)) for ground in EndGround] == [[]] * 5


def test_protection_begins_with_its_decision():
    assert not list(start_objections(TODAY, TODAY))
    assert [one.field for one in start_objections(date(2026, 11, 17), TODAY)] == ["starts_on"]


def asked(**changes) -> RequestTold:
    told = {
        "way": Way.WRITTEN, "requested_on": TODAY, "asked": (Asked.JOB,),
        "reason": "Bị điều chuyển sau khi tố cáo.", "people": (PersonTold(Relation.DENOUNCER),),
    }  # fmt: skip
    return RequestTold(**{**told, **changes})


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"requested_on": date(2026, 11, 19)}, ["requested_on"]),
        ({"asked": ()}, ["asked"]),
        ({"reason": " xin  "}, ["reason"]),
        ({"people": ()}, ["people"]),
        ({"people": (PersonTold(Relation.DENOUNCER),) * 2}, ["people"]),
        ({"people": (PersonTold(Relation.SPOUSE),)}, ["people"]),
        ({"people": (PersonTold(Relation.SPOUSE, full_name="Vi Thị Mai"),)}, []),
    ],
)
def test_what_a_request_must_say(changes, fields):
    found = request_objections(asked(**changes), TODAY, named=True)
    assert [one.field for one in found] == fields


def test_on_paper_kin_have_no_name_here():
    told = asked(people=(PersonTold(Relation.SPOUSE),))
    assert not list(request_objections(told, TODAY, named=False))
    assert "Vi Thị" not in repr(
        asked(people=(PersonTold(Relation.SPOUSE, full_name="Vi Thị Mai"),))
    )
