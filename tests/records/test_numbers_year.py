"""Register numbers follow the local year: midnight of 31/12 in Viet Nam, not in Greenwich."""

import uuid
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import transaction

from records.actions.numbers import next_number
from records.enums import Book
from tests.factories import make_agency

pytestmark = pytest.mark.django_db


def numbered(agency: object, moment: datetime) -> tuple[int, int]:
    subject = SimpleNamespace(pk=uuid.uuid4(), _meta=SimpleNamespace(model_name="visit"))
    with transaction.atomic():
        entry = next_number(agency=agency, book=Book.VISITS, subject=subject, now=moment)
    return entry.year, entry.number


def test_the_year_turns_at_midnight_in_viet_nam() -> None:
    agency = make_agency("LS-BTCD")

    # 23:59:59 on 31/12/2026 and 00:00:00 on 01/01/2027 in Viet Nam (UTC+7).
    assert numbered(agency, datetime(2026, 12, 31, 16, 59, 58, tzinfo=UTC)) == (2026, 1)
    assert numbered(agency, datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)) == (2026, 2)
    assert numbered(agency, datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC)) == (2027, 1)
    assert numbered(agency, datetime(2027, 1, 1, 2, 0, 0, tzinfo=UTC)) == (2027, 2)


def test_a_number_of_the_old_year_may_come_after_the_new_one_began() -> None:
    agency = make_agency("LS-BTCD")

    assert numbered(agency, datetime(2026, 12, 31, 17, 0, 1, tzinfo=UTC)) == (2027, 1)
    assert numbered(agency, datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC)) == (2026, 1)


def test_a_number_needs_a_transaction(transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        next_number(
            agency=make_agency("LS-BTCD"),
            book=Book.VISITS,
            subject=SimpleNamespace(pk=uuid.uuid4(), _meta=SimpleNamespace(model_name="visit")),
            now=datetime(2026, 11, 18, tzinfo=UTC),
        )
