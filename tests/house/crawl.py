"""Visits every page a person can reach by GET and keeps what came back, ready to compare."""

import logging
import re
import subprocess
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from inspect import isfunction, unwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from tests.house.access_rules import RULES

_LINK = re.compile(r'(?:href|hx-get|action)="(/[^"#]*)')
# What differs between two identical answers: tokens, nonces and the key of a form sent once.
_MASKS = [
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+'), rb"\1*"),
    (re.compile(rb'("X-CSRFToken": ")[^"]+'), rb"\1*"),
    (re.compile(rb'(name="key" value=")[^"]+'), rb"\1*"),
    (re.compile(rb'(name="key"[^>]* value=")[^"]+'), rb"\1*"),
    (re.compile(rb'(value=")[^"]+("[^>]* name="key")'), rb"\1*\2"),
]
# Links to one route that are followed from one visitor's pages: thirty filters of one list show what six do.
OF_ONE_ROUTE = 6
OURS = {"agencies", "complaints", "plans", "reception", "records", "reports"}
_HEADERS = {"Set-Cookie", "Date", "Content-Length"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person could notice of one request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statements: int


def routes() -> list[tuple[str, tuple[str, ...]]]:
    """(name, names of its arguments) of every route of the product."""

    def walk(patterns: Iterable[URLPattern | URLResolver]) -> Iterable[tuple[str, tuple[str, ...]]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.name or "", tuple(pattern.pattern.converters)

    return list(walk(get_resolver().url_patterns))


def addresses(ids: Mapping[str, Sequence[UUID]]) -> list[str]:
    """Every route without argument; every route with one, for each of `ids` of the row it takes.

    `ids`: hidden rows by the name that access_rules.py gives their kind. A route that takes a row of
    another kind is asked once, with an id of no kind of its own: it must not answer to that either.
    """
    stranger = next(iter(ids.values()))[:1]
    found = []
    for name, arguments in routes():
        if name == "logout":
            continue
        if not arguments:
            found.append(reverse(name))
        elif len(arguments) == 1:
            row = RULES.get(name, ("", ""))[0]
            found += [reverse(name, args=[pk]) for pk in ids.get(row, stranger)]
    return found


@lru_cache(maxsize=256)
def _text_of_pdf(body: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.pdf")
        path.write_bytes(body)
        return subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True
        ).stdout


def masked(body: bytes) -> bytes:
    """The body without what changes from one answer to the next for everybody."""
    for pattern, mask in _MASKS:
        body = pattern.sub(mask, body)
    return body


def close_file(response: HttpResponseBase) -> None:
    """A download holds its file open; closing the whole response would end the test's connection."""
    if response.streaming:
        for close in response._resource_closers:
            close()


class Visitor(Client):
    """A client that keeps no copy of every template's context, nor a line of the log with the whole
    request for each closed door: nobody looks at them here."""

    def request(self, **request: Any) -> Any:
        log = logging.getLogger("django.request")
        with (
            patch("django.test.client.store_rendered_templates", _keeps_nothing),
            patch.object(log, "disabled", True),
        ):
            return super().request(**request)


def _keeps_nothing(*_: object, **__: object) -> None:
    """Stands for the copying of contexts."""


def ask(client: Client, address: str, **headers: str) -> Answer:
    """One GET, masked. Statements are counted as they pass: keeping their text costs as much again."""
    statements = 0

    def counted(execute: Any, *told: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*told)

    with connection.execute_wrapper(counted):
        response = client.get(address, headers=headers)
        body = b"".join(response) if response.streaming else response.content
        close_file(response)
    body = masked(_text_of_pdf(body) if body.startswith(b"%PDF-") else body)
    seen = tuple(sorted((k, v) for k, v in response.items() if k not in _HEADERS))
    return Answer(response.status_code, seen, body, statements)


@cache
def looks_at_the_header(view: Callable[..., Any]) -> bool:
    """True for a view that reads `request.htmx`, itself or through a function of ours that it calls: the
    others give htmx the whole page, the same bytes once more."""
    todo, known = [unwrap(view)], set()
    while todo:
        function = todo.pop()
        if not isfunction(function) or hasattr(function, "view_class"):
            return True
        known.add(function)
        if "htmx" in function.__code__.co_names:
            return True
        called = (function.__globals__.get(name) for name in function.__code__.co_names)
        ours = (unwrap(one) for one in called if isfunction(one) and _is_ours(one))
        todo += [one for one in ours if one not in known]
    return False


def _is_ours(function: Any) -> bool:
    return function.__module__.partition(".")[0] in OURS


def _gives_parts(address: str) -> bool:
    try:
        return looks_at_the_header(resolve(address).func)
    except Resolver404:
        return True


def crawl(client: Client, start: Iterable[str], further: int) -> dict[str, Answer]:
    """Answers of `start` and of links found on the way, `further` of them and of each route a few, as page
    and as fragment."""
    todo, answers = deque(dict.fromkeys(start)), {}
    known, of_route, left = set(todo), Counter[str](), len(todo) + further
    while todo and left:
        address, left = todo.popleft(), left - 1
        answers[address] = answer = ask(client, address)
        is_page = b"<html" in answer.body  # a download is the same however it is asked for
        if answer.status == 200 and is_page and "?" not in address and _gives_parts(address):
            answers[f"htmx {address}"] = ask(client, address, **{"HX-Request": "true"})
        links = map(unescape, _LINK.findall(answer.body.decode())) if is_page else ()
        for link in links:
            route = _route_of(link)
            if link not in known and of_route[route] < OF_ONE_ROUTE and route != "static":
                known.add(link)
                of_route[route] += 1
                todo.append(link)
    return answers


def _route_of(link: str) -> str:
    """The name of the route to which a link leads; one name for all that lead nowhere."""
    path = link.partition("?")[0]
    if path.startswith("/static/"):
        return "static"
    return _name_of(path)


@cache
def _name_of(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def differing_bytes(one: dict[str, Answer], other: dict[str, Answer]) -> tuple[int, list[str]]:
    """How many bytes, headers, statuses and statements differ, and where."""
    total, places = 0, []
    for address in sorted(one.keys() | other.keys()):
        a, b = one.get(address), other.get(address)
        if a == b:
            continue
        if a is None or b is None:
            total += len((a or b).body) + 1
            places.append(f"{address}: only in one world")
            continue
        bytes_ = sum(x != y for x, y in zip(a.body, b.body, strict=False))
        bytes_ += abs(len(a.body) - len(b.body)) + (a.status != b.status)
        bytes_ += (a.headers != b.headers) + abs(a.statements - b.statements)
        total += bytes_
        places.append(f"{address}: {bytes_} ({a.status}/{b.status})")
    return total, places
