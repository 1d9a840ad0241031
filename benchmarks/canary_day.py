"""A working day around fifty sealed people, through the doors that officers take."""

import random
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from agencies.units.people import PASSWORD
from benchmarks import canary_rights as rights
from benchmarks import forms
from benchmarks.canary_strings import Sealed
from benchmarks.form_reader import main_form
from benchmarks.hanoi import HANOI
from benchmarks.server import Answer, Client
from config.local import chromium
from tests.browser.product import QUIET, sign_in

DESK, POST_ROOM, DRAFT = "/tiep-cong-dan/ban-tiep/", "/don/moi/", "/tiep-cong-dan/ban-tiep/luu-tam/"
OFFICER, HANDLER = rights.OFFICER, rights.HANDLER
# Who walks through the pages afterwards: none of them may know one of the fifty.
READERS = ("giamdoc.skhcn", "phogiamdoc.skhcn", "thutruong.ls", "lanhdao.ls", "thanhtra.ls",
           "tiepdan.ls", "xuly.ls", "quantri.ls", "giamdoc.snnmt", "baove.ls")  # fmt: skip
_LINK = re.compile(r'href="(/[^"#]*)"')
_AWAY = ("/static/", "/dang-xuat")
# Files first: they are what leaves the house.
_FILE = re.compile(r"tai-ve|ket-xuat|xlsx|pdf|docx|/in/|/tep/")
PAGES_EACH = 30
REPORT_KINDS = ("statutory", "weekly", "petitions", "visits", "overdue", "transfers", "hotspots")


@dataclass
class Day:
    """What was done, and where it lies."""

    done: dict[str, int] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)
    petitions: list[str] = field(default_factory=list)


def told(person: Sealed) -> dict[str, object]:
    """What identifies, as it is typed."""
    return {
        "full_name": person.name, "birth_year": person.year, "id_number": person.number,
        "phone": person.phone, "address": person.address,
    }  # fmt: skip


def type_in(port: int, people: Sequence[Sealed]) -> Day:
    """Twenty at the desk, five of them mistreated since; ten by post; ten in forms that are never sent."""
    chance, now, day = random.Random(7), datetime.now(HANOI), Day()
    desk, room = rights.signed_in(port, OFFICER), rights.signed_in(port, HANDLER)
    desk.get(DESK)
    for number, person in enumerate(people[:20]):
        visit = {**forms.sealed_visit(chance, now), **told(person)}
        if number >= 15:
            words = f"{person.name} bị dọa ở {person.address}, gọi {person.phone}."
            visit |= {"was_mistreated": "on", "mistreatment": words}
        day.visits.append(_sent(desk, DESK, visit))
    room.get(POST_ROOM)
    for person in people[20:30]:
        by_post = {
            **forms.petition(chance, now), **told(person), "kind": "denunciation",
            "subject_code": "tham_nhung.hoi_lo", "summary": "Tố cáo nhận tiền khi cấp phép",
        }  # fmt: skip
        by_post.pop("birth_year")
        day.petitions.append(_sent(room, POST_ROOM, by_post))
    for person in people[30:40]:
        answer = desk.post(DRAFT, {**forms.sealed_visit(chance, now), **told(person)})
        if answer.status >= 300:
            raise RuntimeError(f"không lưu tạm được: {answer.status}")
    day.done = {"lượt tiếp kín": len(day.visits), "đơn tố cáo qua bưu điện": len(day.petitions),
                "bản ghi dở": 10}  # fmt: skip
    return day


def use_rights(port: int, day: Day, people: Sequence[Sealed], pages: Path) -> str:
    """Everything that may be done with what is sealed; returns the matter whose identity is open."""
    desk, room = rights.signed_in(port, OFFICER), rights.signed_in(port, HANDLER)
    rights.letters_wished(port, (OFFICER, HANDLER, rights.CUSTODIAN, rights.HEAD))
    told_at_desk, by_post = rights.matter_of(desk, day.visits[0]), [
        rights.matter_of(room, petition) for petition in day.petitions[:3]
    ]  # fmt: skip
    for matter, person in ((told_at_desk, people[0]), (by_post[0], people[20])):
        rights.opened_identity(port, matter, person)
    for visit, what in zip(day.visits, ("receipt", "guidance", "minutes"), strict=False):
        rights.printed(desk, visit, what)
    pages.mkdir(exist_ok=True)
    for number, (matter, person) in enumerate(
        ((told_at_desk, people[0]), (by_post[1], people[21]))
    ):
        copy = rights.original_and_copy(port, matter, person)
        (pages / f"ban-luoc-bo-{number}.pdf").write_bytes(copy)
    rights.protected(port, by_post[0], people[20], people[49])
    rights.looked_up(port, people[:5])
    rights.broken(port, people[:5])
    day.done |= {"danh tính được mở": 2, "bản in": 3, "bản gốc và bản lược bỏ": 2, "hồ sơ bảo vệ": 1,
                 "tra cứu": 20, "trang lỗi": 15}  # fmt: skip
    return by_post[2]


def ask_for_reports(port: int) -> int:
    """Reports of the unit that received them all, asked for by its head."""
    head, asked = rights.signed_in(port, rights.HEAD), 0
    for kind in REPORT_KINDS:
        address = f"/bao-cao/lap/?loai={kind}"
        fields = main_form(rights.expect(head.get(address), 200, address).body)
        rights.expect(head.post("/bao-cao/lap/", fields), 302, address)
        asked += 1
    return asked


def control(port: int, name: str) -> None:
    """An open visit: its name is found where open names lie."""
    desk = Client(port, is_patient=True)
    desk.sign_in(OFFICER)
    desk.get(DESK)
    _sent(desk, DESK, {**forms.visit(random.Random(8), datetime.now(HANOI)), "full_name": name})


def _sent(client: Client, path: str, fields: dict[str, object]) -> str:
    answer = rights.expect(client.post(path, fields), 302, path)
    return urlsplit(answer.headers["Location"]).path


def type_in_browser(port: int, people: Sequence[Sealed], profile: Path) -> int:
    """In Chromium: the name is looked up, the form is filled; the form keeps itself and is left lying."""
    address = f"http://127.0.0.1:{port}"
    with sync_playwright() as play:
        window = play.chromium.launch_persistent_context(
            str(profile), executable_path=chromium.find(), args=QUIET
        )
        page = window.new_page()
        sign_in(page, address, {"username": OFFICER, "password": PASSWORD})
        for person in people:
            _fill(page, address, person)
        page.goto(f"{address}/")
        window.close()
    return len(people)


def _fill(page: Page, address: str, person: Sealed) -> None:
    page.goto(f"{address}{DESK}")
    page.keyboard.type(person.name)
    page.keyboard.press("Enter")
    page.locator("#id_birth_year").wait_for()
    for name, value in told(person).items():
        page.locator(f"#id_{name}").fill(str(value))
    page.locator("input[name=kind][value=denunciation]").check(force=True)
    page.wait_for_timeout(2500)  # the form keeps itself as a draft


def open_in_browser(port: int, matter: str, person: Sealed, profile: Path) -> None:
    """The same opening and the pages of an original in Chromium, then back and forth."""
    address, room = f"http://127.0.0.1:{port}", rights.signed_in(port, HANDLER)
    room.get(matter)
    words = f"{rights.bare(person.name)} {person.number}"
    rights.expect(room.send_file(f"{matter}tep/", {}, "don.pdf", rights.scan(words)), 302, matter)
    with sync_playwright() as play:
        window = play.chromium.launch_persistent_context(
            str(profile), executable_path=chromium.find(), args=QUIET
        )
        page = window.new_page()
        sign_in(page, address, {"username": HANDLER, "password": PASSWORD})
        page.goto(f"{address}/danh-tinh/")
        page.get_by_role("button", name="Mở danh tính").first.click()
        page.get_by_text("Được xem đến").first.wait_for()
        page.goto(f"{address}{matter}")
        page.get_by_role("link", name="Làm bản lược bỏ").click()
        page.locator(".redaction-sheet img").first.wait_for()
        page.wait_for_timeout(1500)
        page.go_back()
        page.goto(f"{address}/")
        window.close()


def read_by(port: int, username: str, into: Path) -> int:
    """Pages and files that links lead to from the first one, kept as files."""
    client, kept = rights.signed_in(port, username), 0
    into.mkdir(exist_ok=True)
    for path, answer in _walk(client):
        kind = "html" if "text/html" in answer.headers.get("Content-Type", "") else "bin"
        where = into / f"{username}-{kept:03}.{kind}"
        head = f"{path}\n{answer.headers}\n".encode()
        where.write_bytes(answer.raw if kind == "bin" else head + answer.raw)
        kept += 1
    return kept


def _walk(client: Client) -> Iterator[tuple[str, Answer]]:
    seen, waiting = {"/"}, deque(["/"])
    for _ in range(PAGES_EACH):
        if not waiting:
            return
        path = waiting.popleft()
        answer = client.get(path)
        yield path, answer
        for link in _LINK.findall(answer.body):
            link = link.replace("&amp;", "&")
            if link not in seen and not link.startswith(_AWAY):
                seen.add(link)
                (waiting.appendleft if _FILE.search(link) else waiting.append)(link)
