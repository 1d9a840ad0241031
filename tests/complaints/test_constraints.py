"""The database refuses rows that contradict themselves, whoever writes them."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from complaints.actions.hotspots import raise_hotspot
from complaints.actions.sealing import ask_identity
from complaints.enums import HotLevel, PetitionKind
from complaints.models import (
    Clock,
    ClockEvent,
    HotSpot,
    IdentityRequest,
    Matter,
    MatterExclusion,
    MatterFact,
    MatterGrant,
    Petition,
)
from tests.factories import NOW

YESTERDAY = date(2026, 11, 15)


def violates(name, model, **columns):
    """Setting these columns on every row breaks the constraint `name`."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**columns)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("petition_is_signed_by_one", {"signatories": 0}),
        ("petition_processed_has_outcome_and_date", {"state": "processed"}),
        ("petition_processed_has_outcome_and_date", {"outcome": "guide"}),
        (
            "petition_resolved_has_its_date",
            {"state": "resolved", "outcome": "accept", "processed_on": NOW.date()},
        ),
        (
            "petition_is_processed_after_receipt",
            {"state": "processed", "outcome": "file", "processed_on": YESTERDAY},
        ),
        (
            "petition_is_resolved_after_processing",
            {
                "state": "resolved",
                "outcome": "accept",
                "processed_on": NOW.date(),
                "resolved_on": NOW.date() - timedelta(days=1),
            },
        ),
        ("petition_of_denunciation_names_nobody", {"kind": "denunciation"}),
    ],
)
def test_petition(register, name, columns):
    register()
    violates(name, Petition, **columns)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("matter_closes_after_it_opens", {"closed_on": YESTERDAY}),
        ("matter_has_people", {"people_count": 0}),
        ("matter_of_denunciation_is_sealed", {"kind": "denunciation"}),
    ],
)
def test_matter(register, name, columns):
    register()
    violates(name, Matter, **columns)


def test_clock(register):
    petition = register()
    violates("clock_finishes_after_start", Clock, finished_on=YESTERDAY)
    violates("clock_runs_once_per_start", Clock, rule_code="KN_GQ1")
    assert petition.clocks.count() == 2


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("clock_event_has_ground_and_document", {"ground": ""}),
        ("clock_event_has_ground_and_document", {"document": ""}),
        ("clock_event_days_only_for_extension", {"days": 3}),
        ("clock_event_days_only_for_extension", {"kind": "extend"}),
    ],
)
def test_clock_event(register, province, name, columns):
    usual = {
        "clock": register().clocks.first(),
        "kind": "pause",
        "happened_on": NOW.date(),
        "ground": "Điều 11a",
        "document": "05/QĐ",
        "entered_at": NOW,
        "entered_by": province.person("handler", "SKHCN"),
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ClockEvent.objects.create(**{**usual, **columns})


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("hotspot_decision_has_when_and_who", {"decided_at": NOW, "state": "rejected"}),
        ("hotspot_decided_unless_proposed", {"state": "confirmed"}),
        ("hotspot_closed_has_result_when_and_who", {"result": "Xong"}),
    ],
)
def test_hotspot(register, province, name, columns):
    handler = province.person("handler", "SKHCN")
    petition = register()
    raise_hotspot(
        matter_id=petition.matter_id, level=HotLevel.WATCH, note="Theo dõi.", by=handler, now=NOW
    )
    violates(name, HotSpot, **columns)
    again = HotSpot.objects.get()
    again.pk = uuid.uuid4()
    with (
        pytest.raises(IntegrityError, match="hotspot_is_open_once_per_matter"),
        transaction.atomic(),
    ):
        again.save(force_insert=True)


def test_who_knows_and_who_must_not_is_said_once(register, province):
    matter = register().matter
    user = province.person("handler", "SKHCN")
    for model, day, name in (
        (MatterGrant, "granted_at", "grant_is_given_once"),
        (MatterExclusion, "excluded_at", "exclusion_is_said_once"),
    ):
        told = {"matter": matter, "user": user, "reason": "Vì việc", day: NOW}
        model.objects.create(**told)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.create(**told)


def test_a_fact_is_said_once_per_reference(register):
    petition = register()
    told = {
        "matter": petition.matter,
        "kind": "visit",
        "happened_on": NOW.date(),
        "sentence": "Một lượt tiếp.",
        "reference_kind": "petition",
        "reference_id": petition.pk,
    }
    MatterFact.objects.create(**told)
    with (
        pytest.raises(IntegrityError, match="fact_is_said_once_per_reference"),
        transaction.atomic(),
    ):
        MatterFact.objects.create(**told)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("identity_request_approved_ends", {"expires_at": NOW}),
        ("identity_request_decided_has_when_and_who", {"state": "refused"}),
        ("identity_request_decided_has_when_and_who", {"decided_at": NOW}),
    ],
)
def test_identity_request(register, province, name, columns):
    handler = province.person("handler", "SKHCN")
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    ask_identity(matter_id=matter.pk, reason="Cần mời làm việc.", by=handler, now=NOW)
    violates(name, IdentityRequest, **columns)
    violates(
        "identity_request_is_decided_by_a_second_person",
        IdentityRequest,
        state="refused",
        decided_by=handler,
        decided_at=NOW,
    )
