"""Rounds of every page with the floor page between them, so that a busy machine slows both alike."""

import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from benchmarks import forms
from benchmarks.server import Answer, Client
from benchmarks.statements import HEADER

WARM_UP, ROUNDS = 4, 40
# A commune of middle size: about one in fifty petitions of the province is its own.
OFFICER, HANDLER, INSPECTOR = "tiepdan.huulung", "xuly.huulung", "thanhtra.ls"


@dataclass
class Timing:
    """What was seen of one page."""

    name: str
    took: list[float] = field(default_factory=list)
    statements: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.took)


def measure(port: int, case: dict[str, str], rounds: int = ROUNDS) -> dict[str, Timing]:
    """Timings by name; "floor" among them. `case`: ids of a petition and of its matter."""
    doors = _doors(port, case)
    found = {name: Timing(name) for name in doors}
    for number in range(WARM_UP + rounds):
        for name, ask in doors.items():
            answer = ask()
            if answer.status not in (200, 302):
                raise RuntimeError(f"{name}: HTTP {answer.status}")
            if number >= WARM_UP:
                found[name].took.append(answer.milliseconds)
                found[name].statements = max(
                    found[name].statements, int(answer.headers.get(HEADER, "0"))
                )
    return found


def _doors(port: int, case: dict[str, str]) -> dict[str, Callable[[], Answer]]:
    officer, handler, inspector = (Client(port, is_patient=True) for _ in range(3))
    chance = random.Random(7)
    officer.sign_in(OFFICER)
    handler.sign_in(HANDLER)
    inspector.sign_in(INSPECTOR)
    deep = _second_page(officer)
    now = timezone.now()
    return {
        "floor": lambda: officer.get(f"/san/{case['petition']}/"),
        "danh sách đơn": lambda: officer.get("/don/"),
        "danh sách đơn, trang sau": lambda: officer.get(deep),
        "danh sách đơn, lọc": lambda: officer.get("/don/?loai=complaint"),
        "sổ tiếp công dân": lambda: officer.get("/tiep-cong-dan/so/"),
        "vụ việc": lambda: officer.get(f"/vu-viec/{case['matter']}/"),
        "tra cứu": lambda: officer.get("/tra-cuu/?q=boi+thuong+dat"),
        "tra cứu, không có": lambda: officer.get("/tra-cuu/?q=khong+he+co+tu+nay"),
        "ghi lượt tiếp kèm đơn": lambda: _posted(
            officer, "/tiep-cong-dan/ban-tiep/", forms.visit(chance, now)
        ),
        "vào sổ đơn": lambda: _posted(officer, "/don/moi/", forms.petition(chance, now)),
        "tổng quan": lambda: inspector.get("/tong-quan/"),
        "tổng quan, cả năm theo địa bàn": lambda: inspector.get("/tong-quan/?ky=nam&chieu=dia_ban"),
        "tổng quan: ai chờ ai": lambda: inspector.get("/tong-quan/ai-cho-ai/"),
        "tổng quan: cần xem": lambda: inspector.get("/tong-quan/can-xem/"),
        "điểm nóng": lambda: inspector.get("/diem-nong/"),
        "điểm nóng, mọi trạng thái": lambda: inspector.get("/diem-nong/?tinh_trang="),
        "cùng nơi, cùng đối tượng": lambda: inspector.get("/diem-nong/cung-noi/"),
        "trang chủ": lambda: officer.get("/"),
        "việc hôm nay": lambda: handler.get("/viec/"),
        "đơn tôi thụ lý, theo hạn": lambda: handler.get("/don/?giu=toi&xep=han"),
        "hồ sơ một đơn": lambda: handler.get(f"/don/{case['petition']}/"),
    }


def _second_page(officer: Client) -> str:
    page = officer.get("/don/").body
    cursor = page.partition("?sau=")[2].partition('"')[0]
    return f"/don/?sau={cursor}" if cursor else "/don/"


def _posted(client: Client, path: str, fields: dict[str, object]) -> Answer:
    answer = client.post(path, fields)
    if answer.status != 302:
        raise RuntimeError(f"{path}: HTTP {answer.status}")
    return answer
