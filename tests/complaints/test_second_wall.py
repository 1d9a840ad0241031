"""Where the code forgot an exclusion, the database shows no row of the sealed tables (ADR 0042)."""

from uuid import UUID

import pytest
from django.db import connection, transaction
from django.urls import reverse
from psycopg2 import sql

from complaints.actions import protection, sealing
from complaints.actions.matters import exclude
from complaints.enums import PetitionKind
from complaints.protection.names import Asked, Relation, Way, Working
from complaints.protection.told import PersonTold, RequestTold
from complaints.protection_querysets import ProtectionFileQuerySet
from tests.factories import NOW

pytestmark = pytest.mark.django_db  # with the rights of the runtime role

SEALED_TABLES = [
    "complaints_adversenote",
    "complaints_identityrequest",
    "complaints_protectedperson",
    "complaints_protectionfile",
    "complaints_protectionletter",
    "complaints_protectionmeasure",
    "complaints_protectionreader",
    "complaints_protectionstep",
    "complaints_redactedcopy",
    "complaints_sealedidentity",
    "complaints_sealedoriginal",
]
HELD = (
    "complaints_identityrequest",
    "complaints_protectedperson",
    "complaints_protectionfile",
    "complaints_protectionstep",
    "complaints_sealedidentity",
)


@pytest.fixture
def file(register, province):
    """A protection file beside a sealed matter from which the head is excluded."""
    handler = province.person("handler", "SKHCN")
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    exclude(
        matter=matter, users=[province.person("head", "SKHCN")], reason="Bị tố cáo", by=handler,
        now=NOW,
    )  # fmt: skip
    sealing.ask_identity(matter_id=matter.pk, reason="Cần gặp để làm rõ.", by=handler, now=NOW)
    told = RequestTold(
        way=Way.WRITTEN, requested_on=NOW.date(), asked=(Asked.JOB,), reason="Bị dọa thôi việc.",
        people=(PersonTold(Relation.DENOUNCER, Working.OFFICIAL),),
    )  # fmt: skip
    return protection.request_protection(matter_id=matter.pk, told=told, by=handler, now=NOW)


def rows(reader: UUID | None) -> dict[str, int]:
    """How many rows of each table the database shows when `reader` is said to read."""
    counted = {}
    with transaction.atomic(), connection.cursor() as cursor:
        if reader is not None:
            cursor.execute("SELECT set_config('tcd.reader', %s, true)", [str(reader)])
        for table in HELD:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            counted[table] = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('tcd.reader', '', true)")
    return counted


def test_every_sealed_table_has_its_policy():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND p.polcmd = 'r' ORDER BY 1"
        )
        assert [name for (name,) in cursor] == SEALED_TABLES


def test_the_database_shows_the_excluded_no_sealed_row(file, province):
    handler, head = (province.person(role, "SKHCN").pk for role in ("handler", "head"))
    assert rows(None) == rows(handler) == dict.fromkeys(HELD, 1)
    assert rows(head) == dict.fromkeys(HELD, 0)


def test_a_page_that_forgot_the_exclusion_finds_nothing(file, province, client, monkeypatch):
    monkeypatch.setattr(
        ProtectionFileQuerySet, "visible_to", lambda rows, user: rows.narrowed("nothing is asked")
    )
    page = reverse("protection_detail", args=[file.pk])
    client.force_login(province.person("custodian", "SKHCN"))
    assert client.get(page).status_code == 200
    client.force_login(province.person("head", "SKHCN"))
    assert client.get(page).status_code == 404


def test_nothing_of_the_reader_is_left_after_the_answer(file, province, client):
    client.force_login(province.person("head", "SKHCN"))
    client.get(reverse("protection_detail", args=[file.pk]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('tcd.reader', true)")
        assert cursor.fetchone() in [("",), (None,)]
        cursor.execute('SELECT count(*) FROM "complaints_protectionfile"')
        assert cursor.fetchone() == (1,)
