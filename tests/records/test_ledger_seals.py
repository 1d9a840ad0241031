"""Seals of the ledger: whatever is changed behind the product's back is found (ADR 0040)."""

import json
import random
import threading
from datetime import datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from records.actions import ledger
from records.actions.sealing_ledger import ask_sealing, seal_ledger
from records.enums import Verb
from records.ledger.anchors import Anchor
from records.ledger.keys import known_keys, signer
from records.ledger.late import open_gaps
from records.ledger.merkle import Tree, leaf_hash
from records.ledger.rows import leaves, waiting
from records.ledger.seals import Seal, gaps_in, without
from records.ledger.verifying import Verdict, examine
from records.ledger_models import LedgerSeal
from records.models import LedgerEntry
from tests.factories import NOW

SEED = b"\x07" * 32


@pytest.fixture(autouse=True)
def key(settings, tmp_path) -> Path:
    path = tmp_path / "ledger-key"
    path.write_text(SEED.hex() + "\n")
    settings.LEDGER_KEY_FILE, settings.LEDGER_ANCHOR_DIR = str(path), ""
    return path


def write(count: int, now: datetime = NOW) -> None:
    for n in range(count):
        told = {"n": n, "at": now.isoformat()}
        ledger.write(by=None, verb=Verb.READ, subject=None, now=now, details=told)


def verdict(*anchors: Anchor) -> Verdict:
    seals = [Seal.of(row) for row in LedgerSeal.objects.order_by("number")]
    late = [number for number, _ in waiting(open_gaps())]
    return examine(seals, leaves(), anchors, known_keys(), late)


def head() -> Anchor:
    return Anchor.of(Seal.of(LedgerSeal.objects.latest("number")), signer().public)


def sql(statement: str, *arguments: object) -> None:
    """What the owner of the database can do: the trigger is no wall to them."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in ("records_ledgerentry", "records_ledgerseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, arguments)


def test_the_tree_is_that_of_rfc_6962():
    def by_definition(parts: list[bytes]) -> bytes:
        if not parts:
            return sha256(b"").digest()
        if len(parts) == 1:
            return sha256(b"\x00" + parts[0]).digest()
        k = 1
        while k * 2 < len(parts):
            k *= 2
        both = by_definition(parts[:k]) + by_definition(parts[k:])
        return sha256(b"\x01" + both).digest()

    for count in range(40):
        parts, tree = [bytes([n]) * n for n in range(count)], Tree()
        for part in parts:
            tree.add(leaf_hash(part))
        assert tree.root() == by_definition(parts)


def test_gaps():
    assert gaps_in([3, 4, 8], 1) == [(1, 2), (5, 7)]
    assert gaps_in([], 5) == []
    assert without([(1, 2), (5, 7)], [6, 1]) == [(2, 2), (5, 5), (7, 7)]


@pytest.mark.django_db
def test_every_row_is_sealed_once_and_each_seal_follows_the_one_before():
    write(5)
    [first] = seal_ledger(now=NOW)
    assert seal_ledger(now=NOW) == []
    write(3)
    [second] = seal_ledger(now=NOW + timedelta(hours=1))
    assert (first.number, first.count, first.total) == (1, 5, 5)
    assert (second.number, second.count, second.total) == (2, 3, 8)
    assert (second.previous, second.first_id) == (first.digest, first.last_id + 1)
    write(2)
    found = verdict(head())
    assert (found.broken, found.seals, found.sealed_rows, found.unsealed_rows) == ("", 2, 8, 2)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_commits_after_its_neighbours_were_sealed_is_sealed_as_late():
    held, go = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                write(1)
                held.set()
                go.wait(10)
        finally:
            connection.close()

    write(2)
    thread = threading.Thread(target=slow)
    thread.start()
    held.wait(10)
    write(2)
    [first] = seal_ledger(now=NOW)
    go.set()
    thread.join()
    numbers = list(LedgerEntry.objects.order_by("id").values_list("id", flat=True))
    assert (first.count, first.missing[-1]) == (4, (numbers[2], numbers[2]))
    found = verdict(head())
    assert (found.broken, found.sealed_rows, found.unsealed_rows) == ("", 4, 1)
    [second] = seal_ledger(now=NOW + timedelta(minutes=5))
    assert (second.count, second.late, second.first_id) == (1, (numbers[2],), second.last_id + 1)
    found = verdict(head())
    assert (found.broken, found.late_rows, found.sealed_rows) == ("", 1, 5)


TAMPERINGS = ("edit", "delete", "insert", "swap", "cut", "roll back", "edit seal", "forge")


def tamper(kind: str, draw: random.Random, numbers: list[int], old: list[int]) -> None:
    one, other = draw.sample(numbers, 2)
    if kind == "edit":
        column, value = draw.choice(
            [("verb", "x"), ("user_label", "Ai đó"), ("at", NOW - timedelta(days=1)),
             ("details", "{}"), ("user_id", "00000000-0000-0000-0000-000000000001"),
             ("address", "10.0.0.9"), ("after", "{}"), ("subject_label", "x")]
        )  # fmt: skip
        sql(f"UPDATE records_ledgerentry SET {column} = %s WHERE id = %s", value, one)  # noqa: S608
    elif kind == "delete":
        sql("DELETE FROM records_ledgerentry WHERE id = %s", one)
    elif kind == "insert":
        row = LedgerEntry.objects.get(pk=one)
        row.pk = min(numbers) - draw.randint(1, 50)
        row.save(force_insert=True)
    elif kind == "swap":
        sql(
            "UPDATE records_ledgerentry e SET details = o.details FROM records_ledgerentry o "
            "WHERE (e.id, o.id) IN ((%s, %s), (%s, %s))",
            one, other, other, one,
        )  # fmt: skip
    elif kind == "cut":
        last = LedgerSeal.objects.latest("number")
        sql("DELETE FROM records_ledgerseal WHERE number = %s", last.number)
        sql("DELETE FROM records_ledgerentry WHERE id >= %s", last.first_id)
    elif kind == "roll back":
        sql("DELETE FROM records_ledgerseal WHERE number > %s", draw.randint(0, 2))
        sql("DELETE FROM records_ledgerentry WHERE id > %s", draw.choice(old))
    elif kind == "edit seal":
        sql("UPDATE records_ledgerseal SET root = digest WHERE number = %s", draw.randint(1, 3))
    else:  # whoever holds the key as well seals a changed past anew
        sql("DELETE FROM records_ledgerentry WHERE id = %s", one)
        sql("DELETE FROM records_ledgerseal")
        seal_ledger(now=NOW)


def all_found(draws: int, seed: int) -> int:
    """How many of `draws` random changes the verification found, each in a world of its own."""
    draw, found = random.Random(seed), 0
    for hour in range(3):
        write(9, now=NOW + timedelta(minutes=hour))
        seal_ledger(now=NOW + timedelta(hours=hour))
    numbers = list(LedgerEntry.objects.order_by("id").values_list("id", flat=True))
    anchor = head()
    assert verdict(anchor).broken == ""
    for n in range(draws):
        point = transaction.savepoint()
        kind = TAMPERINGS[n % len(TAMPERINGS)]
        tamper(kind, draw, numbers, numbers[:18])
        told = verdict(anchor).broken
        assert told, kind
        found += bool(told)
        transaction.savepoint_rollback(point)
    assert verdict(anchor).broken == ""
    return found


@pytest.mark.django_db
def test_sixty_changes_by_the_owner_of_the_database_are_all_found():
    assert all_found(64, seed=1) == 64


@pytest.mark.soak
@pytest.mark.django_db
def test_a_thousand_changes_by_the_owner_of_the_database_are_all_found():
    assert all_found(1000, seed=2) == 1000


@pytest.mark.django_db
def test_the_first_broken_range_is_named():
    write(4)
    seal_ledger(now=NOW)
    write(4)
    [second] = seal_ledger(now=NOW + timedelta(hours=1))
    sql("DELETE FROM records_ledgerentry WHERE id = %s", second.first_id + 1)
    found = verdict()
    assert (found.first_id, found.last_id) == (second.first_id, second.last_id)
    assert found.broken == (
        f"Sổ vết hỏng ở khoảng dòng {second.first_id}–{second.last_id} (niêm phong số 2, "
        "18/11/2026 10:30): thiếu 1 dòng."
    )


@pytest.mark.django_db
def test_a_seal_by_another_key_is_no_seal(key):
    write(2)
    seal_ledger(now=NOW)
    mine = signer().public
    key.write_text("08" * 32 + "\n")
    assert "khóa lạ" in verdict().broken
    key.write_text("08" * 32 + f"\npub {mine}\n")
    assert verdict().broken == ""
    write(1)
    seal_ledger(now=NOW)
    assert verdict().broken == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["UPDATE records_ledgerseal SET count = 1", "DELETE FROM records_ledgerseal",
     "TRUNCATE records_ledgerseal"],
)  # fmt: skip
def test_nobody_changes_a_seal(statement):
    write(1)
    seal_ledger(now=NOW)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def as_owner(statement: str) -> None:
    """What the owner of the tables asks, the triggers standing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["records_ledgerentry", "records_ledgerseal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_owner_of_the_tables_changes_and_empties_nothing_either(table, statement):
    write(1)
    seal_ledger(now=NOW)
    column = {"records_ledgerentry": "verb", "records_ledgerseal": "root"}[table]
    with pytest.raises(ProgrammingError, match=f"{table} is append-only"):
        as_owner(statement.format(table, column, column))
    assert (LedgerEntry.objects.count(), LedgerSeal.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"number": 0}, {"last_id": 3}, {"count": 0}, {"total": 1}, {"previous": "1" * 64},
     {"digest": "2" * 64}],
)  # fmt: skip
def test_a_seal_cannot_contradict_itself(change):
    told = {
        "first_id": 5, "last_id": 9, "count": 5, "total": 9, "root": "0" * 64, "sealed_at": NOW,
        "key_id": "k", "signature": "s", "horizon": 1,
    }  # fmt: skip
    LedgerSeal.objects.create(number=1, previous="1" * 64, digest="2" * 64, **told)
    new = {"number": 2, "previous": "2" * 64, "digest": "3" * 64} | told | change
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerSeal.objects.create(**new)


@pytest.mark.django_db
def test_the_job_of_an_hour_is_one():
    assert ask_sealing(now=NOW).pk == ask_sealing(now=NOW + timedelta(minutes=3)).pk
    assert ask_sealing(now=NOW).pk != ask_sealing(now=NOW + timedelta(hours=1)).pk


@pytest.mark.django_db
def test_each_seal_goes_to_the_other_disk_once(settings, tmp_path):
    write(1)
    seal_ledger(now=NOW)
    settings.LEDGER_ANCHOR_DIR = str(tmp_path)
    for _ in range(2):
        write(1)
        seal_ledger(now=NOW)
    lines = (tmp_path / "so-vet.jsonl").read_text().splitlines()
    assert len(lines) == 3
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "nguyên vẹn" in out.getvalue()
    sql("DELETE FROM records_ledgerseal WHERE number = 3")
    with pytest.raises(CommandError, match="chỉ còn đến số 2"):
        call_command("verify_audit", stdout=out)


@pytest.mark.django_db
def test_an_anchor_is_a_line_a_file_or_a_sheet(tmp_path):
    write(3)
    out, line, paper = StringIO(), tmp_path / "neo.json", tmp_path / "neo.pdf"
    call_command("anchor_ledger", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["seal"], told["rows"], told["digest"]) == (1, 3, head().digest)
    call_command("anchor_ledger", "--output", str(line), stdout=out)
    call_command("anchor_ledger", "--output", str(paper), stdout=out)
    assert paper.read_bytes().startswith(b"%PDF-")
    short = tmp_path / "quet.txt"
    short.write_text(head().short)  # what a scanner reads off the sheet
    for anchor in (line, short):
        report = StringIO()
        call_command("verify_audit", "--anchor", str(anchor), "--json", stdout=report)
        found = json.loads(report.getvalue())
        assert (found["intact"], found["sealed_rows"], found["anchors"]) == (True, 3, 1)
    sql("DELETE FROM records_ledgerentry WHERE id = (SELECT max(id) FROM records_ledgerentry)")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", "--json", stdout=StringIO())
    assert ended.value.code == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "Không đọc được tệp neo"), ("", "không có dòng nào"), ("{", "có dòng không đọc được"),
     ('{"seal": "1"}', "có dòng không đọc được"), ("[1]", "có dòng không đọc được"),
     ('{"seal": true, "digest": "x"}', "có dòng không đọc được")],
)  # fmt: skip
def test_a_bad_anchor_file_is_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "neo"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("verify_audit", "--anchor", str(path))


@pytest.mark.django_db
def test_without_key_or_seal_it_says_so(settings, key):
    with pytest.raises(CommandError, match="chưa có niêm phong nào"):
        call_command("verify_audit")
    with pytest.raises(CommandError, match="chưa có dòng nào để niêm phong"):
        call_command("anchor_ledger")
    key.write_text("không phải khóa")
    for command in ("verify_audit", "anchor_ledger"):
        with pytest.raises(CommandError, match="Không đọc được khóa niêm phong"):
            call_command(command)
    settings.LEDGER_KEY_FILE = ""
    with pytest.raises(CommandError, match="đặt biến LEDGER_KEY_FILE"):
        call_command("verify_audit")
