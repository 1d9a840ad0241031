"""What somebody writes into the address of a list (security.md G18, G19): every filter, order and page of
every GET form, as each persona; the answer is a page or a refusal, never a fault of the server."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from tests.complaints.doors import client_of
from tests.factories import NOW, Province
from tests.house.access_rules import RULES
from tests.house.crawl import close_file
from tests.house.headers import Inline
from tests.house.personas import NAMES, everybodys_roles, personas
from tests.house.test_access_matrix import furnish

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
MARKUP = "'\"><script>alert(7)</script>{{7*191}}"
# Sent in one filter at a time as well: a wrong one beside it would hide what it does.
SHARP = {
    "markup": MARKUP,
    "nul": "a\x00b",
    "huge": str(10**30),
    "last day": "9999-12-31",
    "first day": "0001-01-01",
}
VALUES = SHARP | {
    "below zero": "-1",
    "unknown": "khong-co",
    "no such day": "31/02/2026",
    "half an address": "http://[\U0001f600%ff",
}
ROLES = ("officer", "handler", "head", "custodian", "inspector", "admin", "guard")
ALL = "everybody"
COLUMNS = NAMES[1:]  # who is not signed in has none
_FORM = re.compile(r"<form\b(?P<said>[^>]*)>(?P<inside>.*?)</form>", re.DOTALL)
_NAME = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')
_LINK = re.compile(r'(?:href|hx-get|action)="[^"]*\?([^"#]+)"')


def test_no_filter_of_any_role_breaks_its_page(capsys):
    """All filters of a page at once and twice each; as the person who sees most, one by one."""
    with time_machine.travel(NOW, tick=False):
        home, elsewhere = Province(), Province("CB", "Cao Bằng")
        rows = furnish(home)
        people = {who: user for who, user in personas(home, elsewhere) if who in ROLES}
        asked, wrong = 0, []
        for who, user in {**people, ALL: everybodys_roles(home)}.items():
            client = client_of(user)
            for name, address in pages_of(who, rows):
                keys = keys_on(client, address)
                for what, query in one_by_one(keys) if who == ALL else at_once(keys):
                    asked += 1
                    found = faults(client, address, query)
                    wrong += [f"{who} {name} {what}: {fault}" for fault in found]
    with capsys.disabled():
        print(f"\n{asked} filters, {len(wrong)} wrong")
    assert wrong == []
    assert asked > 2_000


def pages_of(who: str, rows: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(route, address) of what the access rules let this role open."""
    for name, (row, letters) in RULES.items():
        if who == ALL or letters[COLUMNS.index(who)] == "G":
            yield name, reverse(name, args=[rows[row].pk] if row else [])


def keys_on(client: Client, address: str) -> list[str]:
    """Names of the filters, orders and pages that this page offers; nothing where there is no page."""
    answer = client.get(address)
    close_file(answer)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return []
    page = answer.content.decode()
    found = [
        name
        for form in _FORM.finditer(page)
        if 'method="post"' not in form["said"]
        for name in _NAME.findall(form["inside"])
    ]
    for query in _LINK.findall(page):
        found += QueryDict(query.replace("&amp;", "&"))
    return sorted({*found})


def at_once(keys: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    if keys:
        yield from ((what, dict.fromkeys(keys, value)) for what, value in VALUES.items())
        yield "twice", {key: ["khong-co", "1", MARKUP] for key in keys}


def one_by_one(keys: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    for what, value in SHARP.items():
        yield from ((f"{what} in {key}", {key: value}) for key in keys)


def faults(client: Client, address: str, query: dict[str, object]) -> Iterator[str]:
    sid = transaction.savepoint()
    try:
        answer = client.get(address, query)
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
        yield from (sign for sign in ("<script>alert", "1337") if sign in page)
