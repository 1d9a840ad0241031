"""COPY writes what was given, whatever signs it holds, and refuses what constraints refuse."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from complaints.models import Matter
from records.copying import copying
from records.models import SearchRow
from tests.factories import make_agency

pytestmark = pytest.mark.django_db
NAMES = ["id", "agency_id", "scope_path", "subject_kind", "subject_id", "label", "text", "on_date"]


def row(agency: object, text: str) -> tuple[object, ...]:
    return (uuid.uuid4(), agency.pk, agency.path, "matter", uuid.uuid4(), "Vụ việc", text,
            date(2026, 11, 18))  # fmt: skip


@pytest.mark.parametrize("text", ["a\tb", "dòng 1\ndòng 2\r", "\\N", "c:\\thu\\n", "“Đơn”'\"", ""])
def test_every_sign_arrives(text: str) -> None:
    agency = make_agency("LS-BTCD")

    with copying() as copy:
        copy(SearchRow, NAMES, [row(agency, text)])

    assert SearchRow.objects.get().text == text


def test_columns_that_nobody_named_get_their_defaults() -> None:
    agency = make_agency("LS-BTCD")
    names = [
        "id",
        "agency_id",
        "scope_path",
        "kind",
        "field",
        "title",
        "petitioner_label",
        "opened_on",
    ]

    with copying() as copy:
        copy(Matter, names, [(uuid.uuid4(), agency.pk, agency.path, "complaint", "land", "Một việc",
                              "Nông Văn A", date(2026, 11, 18))])  # fmt: skip

    matter = Matter.objects.get()
    assert (matter.secrecy, matter.people_count, matter.closed_on, matter.next_duty) == (
        0,
        1,
        None,
        "",
    )


def test_a_row_that_contradicts_itself_is_refused() -> None:
    agency = make_agency("LS-BTCD")
    names = [
        "id",
        "agency_id",
        "scope_path",
        "kind",
        "field",
        "title",
        "petitioner_label",
        "opened_on",
    ]
    denunciation = (uuid.uuid4(), agency.pk, agency.path, "denunciation", "land", "Việc", "Người",
                    date(2026, 11, 18))  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic(), copying() as copy:
        copy(Matter, names, [denunciation])

    assert Matter.objects.count() == 0


def test_a_primary_key_must_be_named() -> None:
    with pytest.raises(ValueError, match="primary key"), copying() as copy:
        copy(SearchRow, NAMES[1:], [])
