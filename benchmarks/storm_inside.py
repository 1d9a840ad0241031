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
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.utils import timezone

from agencies.units.build import build_demo
from benchmarks import clock, forms, storm_verdict
from benchmarks.rollback import HEADER
from benchmarks.server import Client, serving

OFFICERS = ("tiepdan.ls", "tiepdan.skhcn", "tiepdan.huulung", "tiepdan.kylua", "tiepdan.locbinh")
KILLS_AT = (0.2, 0.45, 0.7)
DESK, POST_ROOM = "/tiep-cong-dan/ban-tiep/", "/don/moi/"
# Of ten forms in a row: visit, petition by post, or a sealed visit; open books fill the fastest.
_KINDS = ("visit", "petition", "sealed", "visit", "sealed", "petition", "visit", "petition",
          "sealed", "visit")  # fmt: skip
_BEFORE_MIDNIGHT = 8.0
_TRIES = 40


@dataclass(frozen=True)
class Post:
    """One form of one officer. `is_undone`: the whole request is rolled back after its number.
    `cut`: the share of the form sent before the browser hangs up and sends it again; None: never."""

    officer: str
    path: str
    fields: dict[str, object]
    is_undone: bool
    cut: float | None


@dataclass
class Score:
    """What the threads count together."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    done: int = 0
    refused: list[int] = field(default_factory=list)
    again: int = 0
    cut: int = 0
    kills: int = 0
    seconds: float = 0.0


def main(posts: str, lead: str) -> None:
    """Prints the figures; ends with 1 when a number is missing, double or of the wrong year."""
    build_demo(now=timezone.now())
    planned, score = _plan(int(posts)), Score()
    midnight_at = time.time() + float(lead)
    env = {**os.environ, clock.VARIABLE: str(midnight_at)}
    with serving(env, workers=3, threads=8, log_level="critical") as (port, master):
        signed_in = {name: _signed_in(port, name) for name in OFFICERS}
        _wait_for_midnight(port)
        _blow(planned, signed_in, score, master)
        again = [post for post in planned if not post.is_undone][::5]
        answers = [_sent_again(signed_in[post.officer], post) for post in again]
    sys.exit(storm_verdict.told(planned, score, list(zip(again, answers, strict=True))))


def _plan(many: int) -> list[Post]:
    chance, now = random.Random(300), clock.MIDNIGHT - timedelta(minutes=20)
    makers = {
        "visit": (DESK, forms.visit),
        "sealed": (DESK, forms.sealed_visit),
        "petition": (POST_ROOM, forms.petition),
    }
    planned = []
    for number in range(many):
        # Officers change with every ten forms, so that each meets every kind and every mishap.
        path, made = makers[_KINDS[number % len(_KINDS)]]
        mishap = (number + number // 10) % 10
        planned.append(
            Post(
                officer=OFFICERS[number // 10 % len(OFFICERS)],
                path=path,
                fields=made(chance, now),
                is_undone=mishap == 7,
                cut={3: 0.5, 6: 1.0}.get(mishap),
            )
        )
    return planned


def _signed_in(port: int, name: str) -> Client:
    client = Client(port)
    client.sign_in(name)
    client.get(DESK)
    return client


def _wait_for_midnight(port: int) -> None:
    """Until a few seconds before it, by the clock of the server that will number."""
    told = Client(port).get("/health/").headers["Date"]
    left = (clock.MIDNIGHT - parsedate_to_datetime(told)).total_seconds()
    time.sleep(max(0.0, left - _BEFORE_MIDNIGHT))


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
    begun = time.perf_counter()
    for share in KILLS_AT:
        while score.done < share * len(planned) and any(t.is_alive() for t in threads):
            time.sleep(0.01)
        _kill_one(master, score)
    for thread in threads:
        thread.join()
    score.seconds = time.perf_counter() - begun


def _same_person(client: Client) -> Client:
    """The same person at another window: cookies alike, a connection of its own."""
    return Client(client.port, deepcopy(client.cookies))


def _send(post: Post, client: Client, gate: threading.Barrier, score: Score) -> None:
    """Posts until an answer comes, as a browser with the same form would be made to."""
    extra = {HEADER: "rollback"} if post.is_undone else {}
    gate.wait()
    if post.cut is not None:
        _hang_up(post, client, score)
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


def _sent_again(client: Client, post: Post) -> str:
    """Where a form leads that is sent once more the next day; idle connections are long closed."""
    again = Client(client.port, deepcopy(client.cookies), is_patient=True)
    return again.post(post.path, post.fields).headers.get("Location", "")


def _hang_up(post: Post, client: Client, score: Score) -> None:
    """The line goes dead in the middle of the form, or after it and before the answer."""
    assert post.cut is not None
    try:
        client.hang_up(post.path, post.fields, share=post.cut)
    except OSError:
        return  # a killed worker was quicker; the form is sent again all the same
    with score.lock:
        score.cut += 1


def _kill_one(master: int, score: Score) -> None:
    """kill -9 of one worker of our own server; gunicorn starts another."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    if children:
        os.kill(int(children[score.kills % len(children)]), signal.SIGKILL)
        score.kills += 1
