"""The time of an answer tells nothing: an id of a secret against an id of nothing (design.md section 9)."""

import statistics
import time
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from complaints.models import Petition
from tests.factories import NOW, Province
from tests.house.crawl import Visitor, close_file
from tests.house.test_two_worlds import the_secret

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
PAIRS, RUNS = 60, 3
NEAR_SECONDS, NEAR_RATIO = 0.005, 1.2


def took(client: Client, name: str, pk: UUID) -> float:
    began = time.perf_counter()
    answer = client.get(reverse(name, args=[pk]))
    spent = time.perf_counter() - began
    assert answer.status_code == 404
    close_file(answer)
    return spent


def medians(client: Client, name: str, secret: UUID) -> tuple[float, float]:
    """Medians of the secret and of nothing, asked in turns so that a slow moment meets both."""
    took(client, name, secret)  # the first request of a client warms what all others share
    took(client, name, uuid4())
    spent: tuple[list[float], list[float]] = ([], [])
    for turn in range(PAIRS):
        first = turn % 2
        for which in (first, 1 - first):
            spent[which].append(took(client, name, uuid4() if which else secret))
    return statistics.median(spent[0]), statistics.median(spent[1])


def test_a_secret_takes_as_long_as_nothing():
    province = Province()
    with time_machine.travel(NOW, tick=False):
        visit = the_secret(province)
    petition = Petition.objects.get(matter=visit.matter_id)
    client = Visitor()
    with time_machine.travel(NOW):
        client.force_login(province.person("head", "SKHCN"))
        for name, pk in (
            ("matter_detail", visit.matter_id),
            ("petition_detail", petition.pk),
            ("visit_detail", visit.pk),
        ):
            runs = [medians(client, name, pk) for _ in range(RUNS)]
            ratios = [max(pair) / min(pair) for pair in runs]
            apart = [abs(one - other) for one, other in runs]
            assert statistics.median(ratios) < NEAR_RATIO, (name, ratios)
            assert statistics.median(apart) < NEAR_SECONDS, (name, apart)
