"""The runtime role serves pages and cannot rewrite the past or the schema (ADR 0004)."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from records.actions import ledger
from records.models import LedgerEntry

pytestmark = pytest.mark.django_db


def refused(statement: str) -> str:
    with (
        pytest.raises(ProgrammingError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(caught.value)


def test_runtime_role_adds_and_reads_the_ledger():
    ledger.write(by=None, verb="read", subject=None, now=timezone.now())
    assert LedgerEntry.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_ledgerentry SET verb = 'x'",
        "DELETE FROM records_ledgerentry",
        "TRUNCATE records_ledgerentry",
        "UPDATE complaints_clockevent SET days = 1",
        "DELETE FROM complaints_clockevent",
        "DELETE FROM records_registerentry",
        "DELETE FROM records_registercounter",
    ],
)
def test_runtime_role_cannot_change_the_past(statement):
    assert "permission denied" in refused(statement)


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE x (y int)", "DROP TABLE records_job", "ALTER TABLE records_job ADD z int"],
)
def test_runtime_role_cannot_change_the_schema(statement):
    assert refused(statement).startswith(("permission denied", "must be owner"))


@pytest.mark.parametrize(
    "statement", ["UPDATE records_ledgerentry SET verb = 'x'", "DELETE FROM records_ledgerentry"]
)
def test_a_trigger_refuses_the_owner_too(statement):
    ledger.write(by=None, verb="read", subject=None, now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert "append-only" in refused(statement)
