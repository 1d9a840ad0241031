"""A province, an officer at the desk, and what is typed there."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.models import User
from complaints.enums import Field, PetitionKind
from complaints.petitioner import Petitioner
from reception.actions.sessions import hold_session
from reception.actions.visits import register_visit
from reception.enums import SessionKind, SessionMode, Tension, VisitResult
from reception.models import ReceptionSession, Visit
from tests.factories import NOW, Province

HOA = Petitioner(
    full_name="Bế Thị Hòa",
    birth_year=1971,
    address="thôn Nà Lầu, xã Tân Thanh",
    phone="0987654321",
    id_number="020171004567",
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
def sign_in() -> Callable[[User], Client]:
    def made(user: User) -> Client:
        """Signed in with all that the door does but its form: later GETs write nothing."""
        client = Client()
        client.force_login(user)
        return client

    return made


@pytest.fixture
def desk(province, sign_in) -> Client:
    """The officer of the department, at the desk."""
    return sign_in(province.person("officer", "SKHCN"))


def typed(**changes: Any) -> dict[str, Any]:
    """A form as a browser sends it: one person with a recommendation."""
    return {
        "key": str(uuid.uuid4()),
        "full_name": HOA.full_name,
        "birth_year": "1971",
        "id_number": HOA.id_number,
        "phone": "0987 654 321",
        "address": HOA.address,
        "head_count": "1",
        "representatives": ["", "", "", "", ""],
        "kind": "recommendation",
        "field": "land",
        "title": "Kiến nghị về đường vào khu sản xuất",
        "content": "Đường vào khu sản xuất bị sạt lở từ tháng 8, đi lại khó khăn.",
        "request": "Đề nghị sửa đường trước mùa vụ.",
        "locality": "xã Tân Thanh",
        "is_first_time": "on",
        "tension": "calm",
        "calming": "",
        "result": "guided",
        "result_note": "Hướng dẫn gửi kiến nghị đến UBND xã.",
        "petition_content": "",
        "session": "",
        "arrived_at": "2026-11-18T09:10",
        **changes,
    }


def send(client: Client, *, vu: Any = None, **changes: Any) -> Any:
    """Posts the desk form."""
    query = f"?vu={vu}" if vu else ""
    return client.post(reverse("visit_new") + query, typed(**changes))


@pytest.fixture
def receive(province) -> Callable[..., Visit]:
    """Registers a visit at the department by its officer; keywords change the usual one."""

    def made(**changes: Any) -> Visit:
        told = {
            "agency": province["SKHCN"],
            "arrived_at": NOW,
            "petitioner": HOA,
            "head_count": 1,
            "content": "Đường vào khu sản xuất bị sạt lở.",
            "tension": Tension.CALM,
            "result": VisitResult.GUIDED,
            "result_note": "Hướng dẫn gửi kiến nghị đến UBND xã.",
            "is_first_time": True,
            "kind": PetitionKind.RECOMMENDATION,
            "field": Field.LAND,
            "title": "Kiến nghị về đường vào khu sản xuất",
            "by": province.person("officer", "SKHCN"),
            "now": NOW,
        }
        return register_visit(**{**told, **changes})

    return made


@pytest.fixture
def plan(province):
    """Plans a periodic session of the head two days from now; keywords change it."""

    def made(**changes) -> ReceptionSession:
        said = {
            "agency": province["SKHCN"], "kind": SessionKind.PERIODIC,
            "mode": SessionMode.IN_PERSON, "on_date": NOW.date() + timedelta(days=2), "place": "Phòng 102",
            "host": province.person("head", "SKHCN"), "delegated": False,
            "by": province.person("officer", "SKHCN"), "now": NOW,
        }  # fmt: skip
        return hold_session(**{**said, **changes})

    return made
