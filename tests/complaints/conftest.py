"""A province, its people, and records of complaints made through the actions."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from complaints.actions.petitions import register_petition
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Petition
from complaints.petitioner import Petitioner
from tests.complaints.doors import client_of
from tests.factories import NOW, Province

RECEIVED = date(2026, 11, 16)
THANH = Petitioner(
    full_name="Lý Văn Thành",
    birth_year=1968,
    address="thôn Nà Lầu, xã Tân Thanh",
    phone="0912345678",
    id_number="020068001234",
)


@pytest.fixture
def now() -> Iterator[None]:
    """Pages and access read the clock: a Wednesday morning in office hours."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def province(db, now) -> Province:
    return Province()


@pytest.fixture
def handler(province) -> Client:
    """Who handles the cases of the department, signed in."""
    return client_of(province.person("handler", "SKHCN"))


@pytest.fixture
def head(province) -> Client:
    """The head of the department, signed in."""
    return client_of(province.person("head", "SKHCN"))


@pytest.fixture
def register(province):
    """Registers a petition of the department by its handler; keywords change the usual one."""

    def made(**changes) -> Petition:
        told = {
            "agency": province["SKHCN"],
            "kind": PetitionKind.COMPLAINT,
            "field": Field.LAND,
            "source": Source.POST,
            "received_on": RECEIVED,
            "petitioner": THANH,
            "summary": "Khiếu nại quyết định thu hồi đất",
            "content": "Đề nghị xem xét lại quyết định thu hồi đất ruộng.",
            "by": province.person("handler", "SKHCN"),
            "now": NOW,
        }
        return register_petition(**{**told, **changes})

    return made
