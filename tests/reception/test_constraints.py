"""What the database refuses whoever writes: each constraint violated once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from complaints.enums import PetitionKind, Secrecy
from reception.enums import VisitResult
from reception.intake import PetitionInput
from reception.models import ReceptionSession, Representative, Visit, VisitPetition
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def refused(change) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("visit_has_people", {"head_count": 0}),
        ("visit_is_entered_after_arrival", {"entered_at": NOW - timedelta(minutes=1)}),
        ("visit_sealed_names_nobody", {"secrecy": Secrecy.SEALED}),
        ("visit_tension_says_what_was_done", {"tension": "heated", "calming": ""}),
    ],
)
def test_a_visit_cannot_contradict_itself(receive, name, changes):
    visit = receive()
    assert name in refused(lambda: Visit.objects.filter(pk=visit.pk).update(**changes))


def test_a_sealed_visit_keeps_no_address_either(receive):
    visit = receive(keep_sealed=True, content="Kiến nghị")
    assert "visit_sealed_names_nobody" in refused(
        lambda: Visit.objects.filter(pk=visit.pk).update(address="thôn Nà Lầu")
    )


def a_session(province, **changes) -> ReceptionSession:
    told = {
        "agency": province["SKHCN"], "scope_path": province["SKHCN"].path, "kind": "periodic",
        "on_date": date(2026, 11, 18), "place": "Phòng tiếp công dân",
        "host": province.person("head", "SKHCN"),
    }  # fmt: skip
    return ReceptionSession.objects.create(**{**told, **changes})


def test_a_session_is_held_once_a_day_by_one_host(province):
    a_session(province)
    assert "session_is_held_once_a_day" in refused(lambda: a_session(province))


def test_a_standing_session_has_no_delegate(province):
    assert "session_standing_has_no_delegate" in refused(
        lambda: a_session(province, kind="standing", delegated=True)
    )


def test_a_representative_is_named_once(receive):
    visit = receive(head_count=12, representatives=["Lý Một"])
    assert "representative_is_named_once" in refused(
        lambda: Representative.objects.create(visit=visit, full_name="Lý Một")
    )


def test_a_petition_comes_from_one_visit(receive):
    visit = receive(
        kind=PetitionKind.COMPLAINT,
        result=VisitResult.PETITION,
        petition=PetitionInput("Đơn khiếu nại"),
    )
    link, other = VisitPetition.objects.get(visit=visit), receive()
    assert "petition" in refused(
        lambda: VisitPetition.objects.create(visit=other, petition=link.petition)
    )
