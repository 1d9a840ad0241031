"""The storm itself, on an empty database named in the environment."""

import http.client
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from agencies.units.build import build_demo
from benchmarks import forms
from benchmarks.rollback import HEADER
from benchmarks.server import Client, serving
from complaints.models import Petition
from reception.models import Visit
from records.enums import Book
from records.models import IdempotencyKey, RegisterCounter, RegisterEntry
from records.register import check

OFFICERS = ("tiepdan.ls", "tiepdan.skhcn", "tiepdan.huulung", "tiepdan.kylua", "tiepdan.locbinh")
KILLS_AT = (0.2, 0.45, 0.7)
_TRIES = 40


@dataclass(frozen=True)
class Post:
    """One form of one officer; `is_undone`: the whole request is rolled back after its number."""

    officer: str
    path: str
    fields: dict[str, object]
    is_undone: bool


@dataclass
class Score:
    """What the threads count together."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    done: int = 0
    refused: list[int] = field(default_factory=list)
    again: int = 0
    kills: int = 0


def main(posts: str) -> None:
    """Prints one line; ends with 1 when a number is missing or double."""
    build_demo(now=timezone.now())
    planned = _plan(int(posts))
    score = Score()
    with serving(dict(os.environ), workers=3, threads=8, log_level="critical") as (port, master):
        signed_in = {name: _signed_in(port, name) for name in OFFICERS}
        _blow(planned, signed_in, score, master)
    sys.exit(_verdict(planned, score))


def _plan(many: int) -> list[Post]:
    chance, now = random.Random(300), timezone.now()
    planned = []
    for number in range(many):
        is_visit = number % 3 != 0
        planned.append(
            Post(
                OFFICERS[number % len(OFFICERS)],
                "/tiep-cong-dan/ban-tiep/" if is_visit else "/don/moi/",
                forms.visit(chance, now) if is_visit else forms.petition(chance, now),
                number % 10 == 7,
            )
        )
    return planned


def _signed_in(port: int, name: str) -> Client:
    client = Client(port)
    client.sign_in(name)
    client.get("/tiep-cong-dan/ban-tiep/")
    return client


def _blow(planned: Sequence[Post], clients: dict[str, Client], score: Score, master: int) -> None:
    """All threads wait at one gate, then post; a killer ends workers while they do."""
    gate = threading.Barrier(len(planned) + 1)
    threads = [
        threading.Thread(
            target=_send, args=(post, _same_person(clients[post.officer]), gate, score)
        )
        for post in planned
    ]
    for thread in threads:
        thread.start()
    gate.wait()
    for share in KILLS_AT:
        while score.done < share * len(planned) and any(t.is_alive() for t in threads):
            time.sleep(0.01)
        _kill_one(master, score)
    for thread in threads:
        thread.join()


def _same_person(client: Client) -> Client:
    """The same person at another window: cookies alike, a connection of its own."""
    return Client(client.port, deepcopy(client.cookies))


def _send(post: Post, client: Client, gate: threading.Barrier, score: Score) -> None:
    """Posts until an answer comes, as a browser with the same form would be made to."""
    extra = {HEADER: "rollback"} if post.is_undone else {}
    gate.wait()
    for _ in range(_TRIES):
        try:
            answer = client.post(post.path, post.fields, extra)
        except (http.client.HTTPException, OSError):
            with score.lock:
                score.again += 1
            time.sleep(0.2)
            continue
        with score.lock:
            score.done += 1
            if answer.status != 302:
                score.refused.append(answer.status)
        return
    with score.lock:
        score.refused.append(0)


def _kill_one(master: int, score: Score) -> None:
    """kill -9 of one worker of our own server; gunicorn starts another."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    if children:
        os.kill(int(children[score.kills % len(children)]), signal.SIGKILL)
        score.kills += 1


def _verdict(planned: Sequence[Post], score: Score) -> int:
    """The line, and 1 unless every register is whole and every kept form is there once."""
    missing, doubles = _broken_numbers()
    keys = [UUID(str(post.fields["key"])) for post in planned if not post.is_undone]
    kept = IdempotencyKey.objects.filter(key__in=keys).count()
    numbered = Visit.objects.count() + Petition.objects.count()
    entries = RegisterEntry.objects.count()
    print(
        f"{len(planned)} lượt gửi, {len(planned) - len(keys)} lượt hoàn tác, {score.kills} lần dừng "
        f"đột ngột, {score.again} lần gửi lại; {kept} hồ sơ, {entries} số; "
        f"số trùng: {doubles}, số khuyết: {missing}"
    )
    if score.refused:
        print(f"Không được nhận: {sorted(score.refused)}")
    is_whole = not (missing or doubles or score.refused)
    return 0 if is_whole and kept == len(keys) and numbered == entries else 1


def _broken_numbers() -> tuple[int, int]:
    """(numbers missing, numbers double or beyond their counter) over all books."""
    missing = doubles = 0
    for counter in RegisterCounter.objects.all():
        found = check(agency_id=counter.agency_id, book=Book(counter.book), year=counter.year)
        missing += found.missing + abs(found.counter - found.last)
        doubles += len(found.doubles) + found.entries - len({*_numbers(counter)})
    return missing, doubles


def _numbers(counter: RegisterCounter) -> list[int]:
    entries = RegisterEntry.objects.filter(
        agency_id=counter.agency_id, book=counter.book, year=counter.year
    )
    return list(entries.values_list("number", flat=True))
