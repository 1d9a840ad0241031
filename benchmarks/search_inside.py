"""Asks the search of one filled database (in DATABASE_URL), the floor page between, prints JSON."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable

from benchmarks.measuring import INSPECTOR, OFFICER, ROUNDS, WARM_UP, Timing
from benchmarks.server import Answer, Client, serving
from benchmarks.statements import HEADER
from complaints.models import Petition

# A phrase of many records, a word of a fifth of them, a common name, a number, words that never
# stand together, a word that nobody wrote.
ASKED = {
    "cụm từ": "boi+thuong+dat",
    "từ thường gặp": "dat",
    "họ tên": "nguyen+thi+lan",
    "số đơn": "12/2026",
    "từ không đi cùng": "khong+he+co+tu+nay",
    "từ không có": "xyzzy",
}


def main(agency_code: str) -> None:
    petition = Petition.objects.filter(agency__code=agency_code, secrecy=0).latest("received_on")
    with serving(dict(os.environ), workers=1, threads=1) as (port, _):
        found = _measured(_doors(port, str(petition.pk)))
    floor = statistics.median(found.pop("trang sàn").took)
    print(json.dumps([_row(timing, floor) for timing in found.values()]))


def _doors(port: int, petition: str) -> dict[str, Callable[[], Answer]]:
    inspector, officer = (Client(port, is_patient=True) for _ in range(2))
    inspector.sign_in(INSPECTOR)
    officer.sign_in(OFFICER)
    doors = {"trang sàn": lambda: inspector.get(f"/san/{petition}/")}
    for who, client in (("thanh tra", inspector), ("cán bộ", officer)):
        for name, words in ASKED.items():
            doors[f"tra cứu {name}, {who}"] = _door(client, f"/tra-cuu/?q={words}")
    doors["tra cứu trang sau, thanh tra"] = _door(inspector, _next_page(inspector))
    doors["sổ đơn theo từ, thanh tra"] = _door(inspector, "/don/?q=boi+thuong+dat")
    return doors


def _door(client: Client, path: str) -> Callable[[], Answer]:
    return lambda: client.get(path)


def _next_page(client: Client) -> str:
    page = client.get("/tra-cuu/?q=dat").body
    query = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    return f"/tra-cuu/{query}"


def _measured(doors: dict[str, Callable[[], Answer]]) -> dict[str, Timing]:
    found = {name: Timing(name) for name in doors}
    for number in range(WARM_UP + ROUNDS):
        for name, ask in doors.items():
            answer = ask()
            if answer.status != 200:
                raise RuntimeError(f"{name}: HTTP {answer.status}")
            if number >= WARM_UP:
                found[name].took.append(answer.milliseconds)
                found[name].statements = int(answer.headers.get(HEADER, "0"))
    return found


def _row(timing: Timing, floor: float) -> dict[str, object]:
    return {
        "name": timing.name,
        "kind": "page",
        "median_ms": round(timing.median, 1),
        "floor_ms": round(floor, 1),
        "ratio": round(timing.median / floor, 2),
        "statements": timing.statements,
    }
