"""Rows of intake that contradict themselves are refused by the database."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from complaints.models import PaperHandover, PetitionLink, PetitionParty, PlaceAlias
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def refused(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("party_has_a_name", {"full_name": ""}),
        (
            "party_withdraws_only_own_petition",
            {"role": "representative", "withdrawn_on": NOW.date()},
        ),
    ],
)
def test_party(register, name, columns):
    usual = {"petition": register(), "full_name": "Lý Thị Mai", "role": "petitioner"}
    PetitionParty.objects.create(**usual)
    refused(name, lambda: PetitionParty.objects.create(**{**usual, **columns}))


@pytest.fixture
def usual_link(register, handler):
    return {
        "petition": register(), "other": register(), "kind": "split", "reason": "Nhiều nội dung",
        "linked_by": handler, "linked_at": NOW,
    }  # fmt: skip


@pytest.mark.parametrize(
    "columns",
    [{"undone_at": NOW}, {"undone_reason": "Nhầm"}],
)
def test_link_undone_says_who_when_why(usual_link, columns):
    refused(
        "link_undone_has_who_when_why", lambda: PetitionLink.objects.create(**usual_link | columns)
    )


def test_link_is_undone_with_a_reason(usual_link, handler):
    columns = {"undone_at": NOW, "undone_by": handler}
    refused(
        "link_undone_has_who_when_why", lambda: PetitionLink.objects.create(**usual_link | columns)
    )
    PetitionLink.objects.create(**usual_link | columns | {"undone_reason": "Nhầm"})


def test_link_stands_once_between_two_petitions(usual_link):
    itself = usual_link | {"other": usual_link["petition"]}
    refused("link_is_between_two_petitions", lambda: PetitionLink.objects.create(**itself))
    PetitionLink.objects.create(**usual_link)
    refused("link_is_made_once", lambda: PetitionLink.objects.create(**usual_link))


def test_petition_is_merged_into_one(usual_link, register):
    merged = usual_link | {"kind": "merged"}
    PetitionLink.objects.create(**merged)
    another = merged | {"other": register()}
    refused("petition_is_merged_into_one", lambda: PetitionLink.objects.create(**another))


def test_handover(register, handler, province):
    usual = {
        "petition": register(), "given_by": handler, "given_to": province.person("officer", "SKHCN"),
        "place": "Tủ số 2", "content": "Bút lục 1 đến 12", "given_at": NOW,
    }  # fmt: skip
    to_oneself = usual | {"given_to": handler}
    refused("handover_is_between_two", lambda: PaperHandover.objects.create(**to_oneself))
    PaperHandover.objects.create(**usual)
    again = usual | {"id": uuid.uuid4()}
    refused("handover_waits_once", lambda: PaperHandover.objects.create(**again))
    PaperHandover.objects.create(**again | {"received_at": NOW})
    PaperHandover.objects.create(**usual | {"refused_reason": "Thiếu bút lục"})


def test_place_alias(db):
    usual = {
        "folded": "xa tan my", "old_name": "xã Tân Mỹ", "commune_code": "06316",
        "commune": "Xã Tân Đoàn", "source": "NQ 1672/NQ-UBTVQH15",
    }  # fmt: skip
    PlaceAlias.objects.create(**usual)
    refused("place_alias_is_said_once", lambda: PlaceAlias.objects.create(**usual))
