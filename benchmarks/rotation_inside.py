"""The rotation itself, on an empty database named in the environment."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from agencies.models import Agency, User
from agencies.units.build import build_demo
from benchmarks import forms
from benchmarks.server import Client, serving
from complaints import vault
from complaints.actions.key_rotation import left
from complaints.actions.petitions import register_petition
from complaints.actions.sealing import ask_identity, decide_identity
from complaints.enums import Field, PetitionKind, Source
from complaints.models import Matter, SealedIdentity
from complaints.petitioner import Petitioner

_BATCH = 5_000
_OPENED = 20
_BESIDE = 3.0  # seconds of work between two steps
_PROOF = 180.0
_THOUGHT = 0.3  # seconds between two answers of one person
OPEN, LIST, SEAL = WORK = ("mở danh tính", "trang danh sách", "niêm phong mới")
Work = Callable[[int, list[str], "Score"], None]
HANDLER, CUSTODIAN, DESK = "xuly.ttt", "giumat.ttt", "tiepdan.ls"


@dataclass
class Score:
    """What the threads count together; every answer that is no page is an error."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    answers: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    slowest: float = 0.0
    is_over: bool = False

    def add(self, what: str, status: int, expected: int, milliseconds: float) -> None:
        with self.lock:
            self.answers[what] += 1
            self.slowest = max(self.slowest, milliseconds)
            if status != expected:
                self.errors.append(f"{what}: {status}")
        time.sleep(_THOUGHT)


def main(rows: str, new_key: str) -> None:
    """Tells on the error output, prints one JSON object; ends with 1 on an error or a row left."""
    count = int(rows)
    build_demo(now=timezone.now())
    _fill(count)
    requests, score = _approved(), Score()
    connection.close()
    _say(f"đã niêm phong {count} danh tính")
    with serving(dict(os.environ), workers=2, threads=4) as (port, _):
        users = _started(port, requests, score)
        time.sleep(_BESIDE)
        killed_after = _killed(new_key)
        in_the_middle = left()
        _say(f"dừng đột ngột sau {killed_after:.1f} giây, còn {in_the_middle} dòng khóa cũ")
        time.sleep(_BESIDE)
        resumed = _run("--new-key-file", new_key)
        time.sleep(_BESIDE)
        _run("--drop-old")  # from here on whatever still needs the old key fails
        time.sleep(_BESIDE)
        score.is_over = True
        for user in users:
            user.join()
    found = {
        "ms": (killed_after + resumed) * 1000, "users": len(users), "killed_with_left": in_the_middle,
        "left": left(), "errors": len(score.errors), "answers": dict(score.answers),
        "slowest_ms": round(score.slowest),
    }  # fmt: skip
    print(json.dumps(found, ensure_ascii=False))
    for error in score.errors[:5]:
        _say(f"lỗi: {error}")
    is_idle = any(not score.answers[what] for what in WORK)
    is_bad = score.errors or found["left"] or is_idle or not 0 < in_the_middle < count
    sys.exit(1 if is_bad else 0)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _started(port: int, requests: list[str], score: Score) -> list[threading.Thread]:
    """Ten people at work."""
    work = [_opens] * 4 + [_lists] * 3 + [_seals] * 3
    users = [threading.Thread(target=_safely, args=(one, port, requests, score)) for one in work]
    for user in users:
        user.start()
    return users


def _safely(work: Work, port: int, requests: list[str], score: Score) -> None:
    """A thread that dies in silence would be no error."""
    try:
        work(port, requests, score)
    except Exception as error:
        with score.lock:
            score.errors.append(f"{work.__name__}: {error!r}")


def _fill(rows: int) -> None:
    agency = Agency.objects.get(code="LS-TTT")
    now = timezone.now()
    for first in range(0, rows, _BATCH):
        matters = [
            Matter(agency=agency, scope_path=agency.path, secrecy=1, kind="denunciation",
                   field="land", title=f"Vụ việc kín {n}", petitioner_label=f"Người tố cáo #{n}",
                   opened_on=now.date())
            for n in range(first, min(first + _BATCH, rows))
        ]  # fmt: skip
        Matter.objects.bulk_create(matters)
        SealedIdentity.objects.bulk_create(
            SealedIdentity(
                matter=matter, alias=matter.petitioner_label, sealed_at=now,
                **vault.put(matter_id=matter.pk, identity=_identity(first + n)).columns(),
            )
            for n, matter in enumerate(matters)
        )  # fmt: skip


def _identity(number: int) -> dict[str, str]:
    return {"full_name": f"Người Thứ {number}", "id_number": f"020{number:09d}",
            "phone": f"09{number:08d}", "address": "thôn Nà Lầu, xã Tân Thanh"}  # fmt: skip


def _approved() -> list[str]:
    """Requests that may be opened for half an hour."""
    agency, now = Agency.objects.get(code="LS-TTT"), timezone.now()
    found = []
    for number in range(_OPENED):
        # Read anew, as a request does: what one may know is remembered with the user.
        handler, custodian = (User.objects.get(username=name) for name in (HANDLER, CUSTODIAN))
        petition = register_petition(
            agency=agency, kind=PetitionKind.DENUNCIATION, field=Field.LAND, source=Source.POST,
            received_on=timezone.localdate(now) - timedelta(days=1),
            petitioner=Petitioner(full_name=f"Người Được Mở {number}"),
            summary="Tố cáo thu tiền sai quy định", content="Thu tiền không có biên lai.",
            by=handler, now=now,
        )  # fmt: skip
        asked = ask_identity(
            matter_id=petition.matter_id, reason="Cần mời làm việc.", by=handler, now=now
        )
        decide_identity(request_id=asked.pk, approve=True, note="", by=custodian, now=now)
        found.append(str(asked.pk))
    return found


def _command(*words: str) -> list[str]:
    return [sys.executable, "manage.py", "rotate_identity_keys", *words]


def _run(*words: str) -> float:
    """The command to its end; its seconds."""
    begun = time.perf_counter()
    done = subprocess.run(_command(*words), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    _say(done.stdout.strip().splitlines()[-1])
    return time.perf_counter() - begun


def _killed(new_key: str) -> float:
    """kill -9 once a third is done; the seconds until then."""
    total, begun = SealedIdentity.objects.count(), time.perf_counter()
    command = _command("--new-key-file", new_key)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if line.startswith("danh tính: ") and int(line.split()[-1]) > total // 3:
                break
        process.send_signal(signal.SIGKILL)
    return time.perf_counter() - begun


def _signed_in(port: int, username: str) -> Client:
    client = Client(port, is_patient=True)
    client.sign_in(username)
    return client


def _opens(port: int, requests: list[str], score: Score) -> None:
    """Opens identities: each time the name must stand in the page."""
    chance, again = random.Random(), 0.0
    while not score.is_over:
        if time.monotonic() > again:  # the proof of who is at the desk ends after five minutes
            client, again = _signed_in(port, HANDLER), time.monotonic() + _PROOF
        client.get("/danh-tinh/")
        answer = client.post(f"/danh-tinh/{chance.choice(requests)}/mo/", {})
        status = answer.status if "Người Được Mở" in answer.body else 0
        score.add(OPEN, status, 200, answer.milliseconds)


def _lists(port: int, requests: list[str], score: Score) -> None:
    client = _signed_in(port, CUSTODIAN)
    while not score.is_over:
        for path in ("/so-kin/", "/danh-tinh/"):
            answer = client.get(path)
            score.add(LIST, answer.status, 200, answer.milliseconds)


def _seals(port: int, requests: list[str], score: Score) -> None:
    """Denunciations told at the desk: something new is sealed all the while."""
    client, chance = _signed_in(port, DESK), random.Random(5)
    while not score.is_over:
        client.get("/tiep-cong-dan/ban-tiep/")
        told = forms.sealed_visit(chance, timezone.now())
        answer = client.post("/tiep-cong-dan/ban-tiep/", told)
        score.add(SEAL, answer.status, 302, answer.milliseconds)
