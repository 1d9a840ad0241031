"""What attackers type into every form of the house (security.md G18, G19, G22): no page breaks, nothing comes
back as markup, no template, formula or statement of theirs is run."""

import csv
import io
import re
import subprocess
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, Model, TextField
from django.test import Client
from django.urls import reverse
from psycopg2.sql import SQL, Identifier

from benchmarks.form_reader import FoundForm, forms_on
from tests.complaints.doors import client_of
from tests.factories import NOW, Province
from tests.house.access_rules import RULES
from tests.house.crawl import close_file
from tests.house.headers import Inline
from tests.house.personas import everybodys_roles
from tests.house.test_access_matrix import furnish

pytestmark = pytest.mark.django_db
# Markup, templates and statements in one: each part would show by itself.
MARKUP = (
    '"><img src=x onerror=alert(7)><script>alert(7)</script>{{7*191}}{% debug %}${7*191}'
    '<a rel=attachment href="file:///etc/passwd">\'; SELECT pg_sleep(9)--javascript:alert(7)'
)
# Formulas, a second header, marks that turn or hide text, letters that no text holds.
MARKS = "=cmd|'/c calc'!A1\t@SUM(1)\u202e\ufeff\x0b\x1b\x7f\r\nBcc: x@example.vn\uff1d1+1"
SIGNS = ("<img src=x", "1337", "<a rel=attachment")
LONG = "Ố" * 20_001
NUL = "a\x00b"
# Stored as a cell begins a formula; shorter columns hold its beginning.
STORED = f"=cmd|'/c calc'!A1{MARKUP}"
SHORTEST = 60
OURS = {"agencies", "records", "complaints", "plans", "reception", "reports"}
# Texts of the machine, not of people: what they say is checked where they are written.
_KEYS = re.compile(
    r"path|hash|sha|key|code|kind|mac|cipher|address$|sort|search|type|username|password|^rule$"
)
_FILE = re.compile(r'href="(/[^"#]*(?:dang=|tai-ve|/in/|xlsx|docx|pdf|ket-xuat)[^"#]*)"')
WORD, EXCEL = (
    f"vnd.openxmlformats-officedocument.{kind}"
    for kind in ("wordprocessingml.document", "spreadsheetml.sheet")
)
# Without a row in their address: no house has to be furnished for them.
OFTEN = {"visit_new", "petition_new", "search", "petition_list", "incident_new", "notice_choices"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}|\d\d:\d\d")
# Leaves the session, or locks it: what follows would be asked of nobody.
_NOT_SENT = {"logout", "lock", "sign_out_elsewhere"}


def test_forms_that_most_people_use_take_it_as_text():
    assert hunt(OFTEN, lambda province: {})[1] == []


@pytest.mark.soak
def test_no_form_breaks_and_nothing_comes_back_alive(capsys):
    sent, wrong = hunt(set(RULES), furnish)
    with capsys.disabled():
        print(f"\n{sent} attacks, {len(wrong)} wrong")
    assert wrong == []
    assert sent > 500


def hunt(
    names: set[str], furnished: Callable[[Province], Mapping[str, Any]]
) -> tuple[int, list[str]]:
    """How many hostile requests the forms of these pages took, and what went wrong."""
    with time_machine.travel(NOW, tick=False):
        province = Province()
        rows = furnished(province)
        client = client_of(everybodys_roles(province))
        wrong, sent = [], 0
        for name, address, form in every_form(client, rows, names):
            for what, fields in attacks(form):
                sent += 1
                wrong += [f"{name} {address} {what}: {fault}"
                          for fault in faults_of(client, address, form, fields)]  # fmt: skip
    return sent, wrong


@pytest.mark.soak
def test_what_is_typed_leaves_in_files_as_text():
    """Every free text of every row is made hostile; then each page and each file it links to is asked for."""
    with time_machine.travel(NOW, tick=False):
        province = Province()
        rows = furnish(province)
        client = client_of(everybodys_roles(province))
        planted = sum(plant(model) for model in apps.get_models() if is_ours(model))
        wrong, kinds, waiting = [], Counter(), deque(addresses_of(rows))
        seen = set(waiting)
        while waiting:
            address = waiting.popleft()
            answer = client.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            close_file(answer)
            kind = answer.get("Content-Type", "").partition(";")[0].rpartition("/")[2]
            kinds[kind] += answer.status_code == 200
            wrong += [f"{address}: {fault}" for fault in alive(kind, body)]
            waiting += files_on(body.decode(), seen) if kind == "html" else []
    assert wrong == []
    assert planted > 100
    assert kinds["html"] > 150
    assert (kinds["pdf"] > 5, kinds[WORD] > 0, kinds[EXCEL] > 0) == (True, True, True)


def addresses_of(rows: Mapping[str, Any]) -> list[str]:
    return [reverse(name, args=[rows[row].pk] if row else []) for name, (row, _) in RULES.items()]


def files_on(page: str, seen: set[str]) -> Iterator[str]:
    """Files that a page offers; of alike ones the first."""
    for link in _FILE.findall(page):
        mark = re.sub(r"[0-9a-f-]{36}", "*", link)
        if mark not in seen:
            seen.add(mark)
            yield link.replace("&amp;", "&")


def alive(kind: str, body: bytes) -> Iterator[str]:
    """What in this answer would run, fetch or carry something along."""
    if kind == "html":
        page = body.decode()
        yield from Inline(page).found
        yield from (sign for sign in SIGNS if sign in page)
    elif kind == "pdf":
        carried = subprocess.run(["pdfdetach", "-list", "-"], input=body, capture_output=True)
        listed = [
            line for line in carried.stdout.decode().splitlines()[1:] if "so-lieu" not in line
        ]
        yield from listed
        yield from (sign.decode() for sign in (b"/JavaScript", b"/Launch") if sign in body)
    elif kind in (WORD, EXCEL):
        yield from _alive_in_office(body)
    elif kind == "csv":
        cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
        yield from (cell[:20] for cell in cells if cell[:1] in "=+-@\t\r" and cell[:1])


def _alive_in_office(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(part)  # noqa: S314 - our own file, and it must be whole
            yield from (
                f"{name}: {f[:60]!r}" for f in re.findall(rb"<f[ >][^<]*", part) if b"cmd" in f
            )
            if b'TargetMode="External"' in part:
                yield f"{name}: external"


def is_ours(model: type[Model]) -> bool:
    return model._meta.managed and model._meta.app_label in OURS


def plant(model: type[Model]) -> int:
    """Columns of free text that took the hostile text; what the database protects stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        done = 0
        for column, longest in free_texts(model):
            sid = transaction.savepoint()
            try:
                cursor.execute(
                    SQL("UPDATE {0} SET {1} = %s WHERE {1} <> ''").format(
                        Identifier(model._meta.db_table), Identifier(column)
                    ),
                    [STORED[:longest]],
                )
                done += cursor.rowcount > 0
                transaction.savepoint_commit(sid)
            except DatabaseError:
                transaction.savepoint_rollback(sid)
        cursor.execute(f'SET ROLE "{settings.RUNTIME_DATABASE_ROLE}"')
    return done


def free_texts(model: type[Model]) -> Iterator[tuple[str, int | None]]:
    for column in model._meta.local_concrete_fields:
        if isinstance(column, CharField | TextField) and not column.choices and not column.unique:
            longest = column.max_length
            if (longest is None or longest >= SHORTEST) and not _KEYS.search(column.name):
                yield column.column, longest


def every_form(
    client: Client, rows: Mapping[str, Any], names: set[str]
) -> Iterator[tuple[str, str, FoundForm]]:
    """(route, its address, form) of every page that this person opens; a form of the frame once."""
    seen = set()
    for name in sorted(names):
        argument = RULES[name][0]
        address = reverse(name, args=[rows[argument].pk] if argument else [])
        answer = client.get(address)
        close_file(answer)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for form in forms_on(answer.content.decode()):
            action = form.said.get("action") or address
            mark = re.sub(r"[0-9a-f-]{36}", "*", action), tuple(sorted(form.fields))
            if mark not in seen and not any(action == reverse(away) for away in _NOT_SENT):
                seen.add(mark)
                yield name, action, form


def attacks(form: FoundForm) -> Iterator[tuple[str, dict[str, object]]]:
    """The form as a person would send it with markup in each empty text; then every field spoiled."""
    empty = [name for name in form.texts if not _DATE.fullmatch(str(form.fields[name]))]
    kept = {k: v for k, v in form.fields.items() if k != "csrfmiddlewaretoken"}
    yield "markup", {**kept, **dict.fromkeys(empty, MARKUP)}
    if form.is_posted:
        yield "marks", {**kept, **dict.fromkeys(empty, MARKS)}
        yield "long", {**kept, **dict.fromkeys(empty, LONG)}
    yield "nul", dict.fromkeys(kept, NUL)


def faults_of(
    client: Client, address: str, form: FoundForm, fields: dict[str, object]
) -> Iterator[str]:
    """What went wrong; whatever was written is taken back."""
    sid = transaction.savepoint()
    try:
        if form.is_posted:
            answer = client.post(address, fields, follow=True)
        else:
            answer = client.get(address, fields, follow=True)
        close_file(answer)
    except Exception as error:  # any at all is a page that says "the server failed"
        yield f"{type(error).__name__}: {str(error)[:150]}"
        return
    finally:
        transaction.savepoint_rollback(sid)
    if answer.status_code >= 500:
        yield str(answer.status_code)
    if "text/html" in answer.get("Content-Type", ""):
        page = answer.content.decode()
        yield from Inline(page).found
        yield from (sign for sign in SIGNS if sign in page)
    yield from (k for k, v in answer.items() if "Bcc" in k or "\n" in v or "example.vn" in v)
