"""What invented petitions are about, by kind and field, in the words people and offices use."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

from complaints.enums import Field, PetitionKind

K, D, R = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION, PetitionKind.RECOMMENDATION


@dataclass(frozen=True, slots=True)
class Subject:
    """One petition to be: what it is about, what is asked."""

    kind: PetitionKind
    field: Field
    title: str
    content: str
    request: str


def _rows() -> dict[PetitionKind, list[dict[str, str]]]:
    """The data file by kind; a text broken over lines there is one line here."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    found: dict[PetitionKind, list[dict[str, str]]] = {kind: [] for kind in PetitionKind}
    for row in data["subject"]:
        row["content"] = " ".join(row["content"].split())
        found[PetitionKind(row["kind"])].append(row)
    return found


_ROWS = _rows()
_PROJECTS = (
    "dự án đường cao tốc Hữu Nghị – Chi Lăng",
    "dự án khu công nghiệp Hữu Lũng",
    "dự án khu đô thị mới",
    "dự án kè bờ sông Kỳ Cùng",
    "dự án mở rộng trường học",
    "dự án đường kết nối cửa khẩu",
)
_ROADS = ("đường liên thôn", "quốc lộ 1B", "quốc lộ 4B", "đường tỉnh 242", "đường trục xã")
# As in the figures of provinces: about 80 % recommendations, 14 % complaints, 5 % denunciations.
_WEIGHTS = ((R, 805), (K, 143), (D, 52))


def kind_by_chance(chance: random.Random) -> PetitionKind:
    kinds, weights = zip(*_WEIGHTS, strict=True)
    return chance.choices(kinds, weights)[0]


def subject(chance: random.Random, kind: PetitionKind, place: str, village: str) -> Subject:
    """An invented petition of this kind about `place` ("xã Hữu Lũng")."""
    row = chance.choice(_ROWS[kind])
    words = {
        "place": place,
        "village": village,
        "area": chance.randint(6, 90) * 10,
        "no": chance.randint(11, 2900),
        "year": chance.randint(1996, 2024),
        "households": chance.randint(8, 60),
        "project": chance.choice(_PROJECTS),
        "road": chance.choice(_ROADS),
    }
    title, content, request = (
        row[part].format(**words) for part in ("title", "content", "request")
    )
    return Subject(kind, Field(row["field"]), title[:200], content, request)
