"""Thời gian từng khâu: counted by hand, by case; and the page that shows it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from complaints.actions.petitions import process_petition
from complaints.enums import Outcome
from complaints.procedure.names import Stage
from complaints.stage_times import Moment, Stay, stage_times, stays
from tests.complaints.doors import client_of
from tests.factories import NOW

A, B, C = (UUID(int=n) for n in (1, 2, 3))
TODAY = date(2026, 11, 18)


def test_a_stage_lasts_from_entering_to_the_next_and_events_inside_change_nothing():
    moments = [
        Moment(A, Stage.INTAKE, date(2026, 11, 2)),
        Moment(A, Stage.ACCEPTED, date(2026, 11, 6)),
        Moment(A, Stage.ACCEPTED, date(2026, 11, 7)),
        Moment(A, Stage.VERIFYING, date(2026, 11, 10)),
    ]

    # 2 to 6 November: 4 days; 6 to 10: 4 days; since the 10th: 8 days on the 18th.
    assert list(stays(moments, TODAY)) == [
        Stay(A, Stage.INTAKE, 4, is_over=True), Stay(A, Stage.ACCEPTED, 4, is_over=True),
        Stay(A, Stage.VERIFYING, 8, is_over=False),
    ]  # fmt: skip


def test_an_ended_case_is_in_no_stage():
    moments = [Moment(A, Stage.INTAKE, date(2026, 11, 2)), Moment(A, Stage.CLOSED, TODAY)]

    assert [stay.stage for stay in stays(moments, TODAY)] == [Stage.INTAKE]


def test_median_and_longest_with_the_case_behind_them():
    moments = [
        *(Moment(pk, Stage.INTAKE, TODAY - timedelta(days=20)) for pk in (A, B, C)),
        Moment(A, Stage.ACCEPTED, TODAY - timedelta(days=18)),
        Moment(B, Stage.ACCEPTED, TODAY - timedelta(days=10)),
    ]

    intake, accepted = stage_times(moments, TODAY)
    # Left after 2 and 10 days: the middle is 6. The third has been there for 20.
    assert (intake.left, intake.median_days, intake.longest_days, intake.longest) == (2, 6, 10, B)
    assert (intake.inside, intake.longest_inside_days, intake.longest_inside) == (1, 20, C)
    assert (accepted.left, accepted.median_days, accepted.inside) == (0, None, 2)


@pytest.mark.django_db
def test_the_page_shows_the_stages_of_the_own_unit(register, province):
    head = province.person("head", "SKHCN")
    petition = register(received_on=date(2026, 11, 10))
    register(received_on=date(2026, 11, 16))
    process_petition(
        petition_id=petition.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Đủ điều kiện.",
        processed_on=date(2026, 11, 13), version=petition.version, by=head, now=NOW,
    )  # fmt: skip

    page = client_of(head).get(reverse("stage_times"))
    rows = [(r.stage, r.left, r.longest_days, r.inside) for r in page.context["rows"]]
    assert rows == [(Stage.INTAKE, 1, 3, 1), (Stage.ACCEPTED, 0, None, 1)]
    assert reverse("petition_detail", args=[petition.pk]) in page.content.decode()
    none = client_of(head).get(f"{reverse('stage_times')}?loai=denunciation&thang=3")
    assert none.context["rows"] == []
    assert client_of(head).get(f"{reverse('stage_times')}?thang=99").status_code == 200
