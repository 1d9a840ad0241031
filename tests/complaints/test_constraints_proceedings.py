"""Rows of a proceeding that contradict themselves are refused by the database, whoever writes them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from complaints.models import (
    Decision,
    Dialogue,
    DialogueParty,
    EnforcementDone,
    EnforcementItem,
    Evidence,
    Petition,
    Proceeding,
    ProceedingEvent,
    StayOrder,
    TeamMember,
)
from tests.factories import HANOI, NOW

TODAY, EARLIER = NOW.date(), date(2026, 11, 12)
USUAL = {
    Proceeding: {"kind": "complaint_1", "stage": "accepted", "accepted_on": TODAY},
    TeamMember: {"name": "Hoàng Văn Tổ", "is_head": True, "from_on": TODAY},
    Evidence: {"what": "Hồ sơ thu hồi đất", "asked_of": "UBND xã", "asked_on": TODAY},
    Dialogue: {
        "planned_at": datetime(2026, 11, 30, 8, tzinfo=HANOI),
        "place": "Phòng họp",
        "chair": "Giám đốc Sở",
        "notice_on": TODAY,
        "held_on": TODAY,
        "result": "Hai bên thống nhất đo đạc lại.",
    },
    StayOrder: {
        "decision": "Quyết định 15/QĐ-UBND",
        "reason": "Hậu quả khó khắc phục",
        "document": "09/QĐ-SKHCN",
        "from_on": TODAY,
    },
    Decision: {
        "number": "31/QĐ-SKHCN",
        "decided_on": TODAY,
        "signer": "Vi Văn Giám",
        "finding": "partly",
        "text": "Khiếu nại đúng một phần.",
    },
}


@pytest.fixture
def petition(register) -> Petition:
    return register()


def refuses(constraint, model, /, **columns):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**columns)


@pytest.mark.parametrize(
    ("name", "model", "columns"),
    [
        ("proceeding_suspended_knows_where_it_was", Proceeding, {"stage": "suspended"}),
        ("proceeding_suspended_knows_where_it_was", Proceeding, {"stage_before": "verifying"}),
        ("proceeding_ended_has_its_day", Proceeding, {"stage": "closed"}),
        ("proceeding_ended_has_its_day", Proceeding, {"finished_on": TODAY}),
        ("team_member_leaves_after_joining", TeamMember, {"until_on": EARLIER}),
        ("evidence_was_asked_or_received", Evidence, {"asked_on": None}),
        ("evidence_comes_after_it_was_asked", Evidence, {"received_on": EARLIER}),
        ("dialogue_held_has_a_result", Dialogue, {"result": ""}),
        ("dialogue_minutes_are_three", Dialogue, {"copies": 2}),
        ("stay_is_lifted_after_it_began", StayOrder, {"lifted_on": EARLIER}),
        ("decision_has_number_text_and_signer", Decision, {"number": ""}),
        ("decision_has_number_text_and_signer", Decision, {"text": ""}),
        ("decision_has_number_text_and_signer", Decision, {"signer": ""}),
        ("decision_is_sent_after_it_was_made", Decision, {"sent_on": EARLIER}),
        ("decision_is_published_after_it_was_made", Decision, {"published_on": EARLIER}),
    ],
)
def test_a_row_of_the_petition(petition, name, model, columns):
    refuses(name, model, petition=petition, **{**USUAL[model], **columns})


@pytest.mark.parametrize("model", USUAL)
def test_the_usual_row_stands(petition, model):
    assert model.objects.create(petition=petition, **USUAL[model]).pk


@pytest.mark.parametrize(
    ("name", "model"),
    [("team_has_one_head", TeamMember), ("stay_runs_once_per_petition", StayOrder)],
)
def test_only_one_at_a_time(petition, name, model):
    model.objects.create(petition=petition, **USUAL[model])
    refuses(name, model, petition=petition, **USUAL[model])


def test_an_excuse_says_why(petition):
    dialogue = Dialogue.objects.create(petition=petition, **USUAL[Dialogue])
    refuses(
        "dialogue_excuse_has_a_reason", DialogueParty, dialogue=dialogue, role="complainant",
        name="Người khiếu nại", attendance="excused",
    )  # fmt: skip


def test_what_must_be_done_is_named_and_never_negative(petition, province):
    decision = Decision.objects.create(petition=petition, **USUAL[Decision])
    told = {"decision": decision, "kind": "back_money", "what": "Trả tiền bồi thường"}
    refuses("enforcement_is_not_negative", EnforcementItem, **told, amount=Decimal("-1"))
    refuses("enforcement_says_what", EnforcementItem, **{**told, "what": ""})
    item = EnforcementItem.objects.create(**told, amount=Decimal("1250000"))
    refuses(
        "enforcement_done_not_negative", EnforcementDone, item=item, amount=Decimal("-1"),
        done_on=TODAY, entered_by=province.person("handler", "SKHCN"), entered_at=NOW,
    )  # fmt: skip


def test_events_are_only_added_and_a_correction_names_its_event(petition, province):
    told = {
        "petition": petition,
        "happened_on": TODAY,
        "stage_before": "accepted",
        "stage_after": "accepted",
        "entered_at": NOW,
        "entered_by": province.person("handler", "SKHCN"),
    }
    event = ProceedingEvent.objects.create(**told, step="work")
    name = "event_correction_names_what_it_corrects"
    refuses(name, ProceedingEvent, **told, step="correct")
    refuses(name, ProceedingEvent, **told, step="work", corrects=event)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProceedingEvent.objects.update(happened_on=TODAY - timedelta(days=1))
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()
