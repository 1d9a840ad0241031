"""What one unit, one succession and one account are told by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from agencies.enums import Level
from agencies.roles import Role

_NAMESPACE = UUID("6f0f5a3e-0d38-5a5b-9a52-3a7c5f4f2c11")

# First day for which the system keeps records of a body that existed before, not its founding.
KEPT_FROM = date(2016, 1, 1)
# Two-level local government (Luật Tổ chức chính quyền địa phương số 72/2025/QH15).
REFORM = date(2025, 7, 1)
LAST_OLD_DAY = date(2025, 6, 30)


def demo_id(*names: str) -> UUID:
    """The same id for the same name on every machine: same seed, same data."""
    return uuid5(_NAMESPACE, "|".join(names))


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """One agency; `parent` and `oversees` are codes."""

    code: str
    name: str
    short_name: str
    symbol: str
    level: Level
    place: str
    parent: str = ""
    oversees: str = ""
    commune_code: str = ""
    valid_from: date = KEPT_FROM
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class SuccessionSpec:
    """`successor` continues the work of `predecessor` (codes) from `starts_on`, by `document`."""

    predecessor: str
    successor: str
    document: str
    starts_on: date = REFORM


@dataclass(frozen=True, slots=True)
class AccountSpec:
    """One demonstration account with its role in one agency, and what to look at with it."""

    username: str
    full_name: str
    title: str
    agency: str
    role: Role
    look_at: str
    is_excluded: bool = False
