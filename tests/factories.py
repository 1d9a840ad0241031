"""Small builders for tests: agencies, people with roles, and what they own."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from agencies.enums import Level
from agencies.models import Agency, Membership, User
from agencies.roles import Role
from agencies.vietnamese import name_sort_key, sort_key

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = date(2020, 1, 1)
# A Wednesday, in office hours; tests travel here with time_machine where pages read the clock.
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=HANOI)
PASSWORD = "mat-khau-de-thu-2026"


def make_agency(code: str, **fields: object) -> Agency:
    """An agency in force; the symbol is the last part of its code."""
    made = _agency(code, **fields)
    made.save()
    return made


def _agency(
    code: str,
    *,
    name: str | None = None,
    level: Level = Level.DEPARTMENT,
    parent: Agency | None = None,
    oversees: Agency | None = None,
    **fields: object,
) -> Agency:
    name = name or f"Cơ quan {code}"
    return Agency(
        code=code,
        name=name,
        short_name=fields.pop("short_name", name),
        symbol=code.rsplit("-", 1)[-1],
        level=level,
        parent=parent,
        oversees=oversees,
        place=fields.pop("place", "Lạng Sơn"),
        valid_from=fields.pop("valid_from", LONG_AGO),
        **fields,
    )


def make_user(username: str, *roles: tuple[Role, Agency], full_name: str | None = None) -> User:
    """A user who holds these roles since long ago; the password is PASSWORD."""
    user = User.objects.create_user(
        username, PASSWORD, full_name=full_name or f"Nguyễn Văn {username.title()}"
    )
    for role, agency in roles:
        Membership.objects.create(user=user, agency=agency, role=role, valid_from=LONG_AGO)
    return user


@cache
def _password() -> str:
    """PASSWORD as it is kept, made once."""
    return make_password(PASSWORD)


class Province:
    """UBND tỉnh with its inspectorate, reception board, a department and a commune, and one person
    for each role in each: `people["head", "SKHCN"]`."""

    def __init__(self, code: str = "LS", name: str = "Lạng Sơn") -> None:
        top = _agency(code, name=f"Ủy ban nhân dân tỉnh {name}", level=Level.PROVINCE)
        self.agencies = {"UBND": top}
        for part, title, level in (
            ("TTT", "Thanh tra tỉnh", Level.PROVINCE_INSPECTORATE),
            ("BTCD", "Ban Tiếp công dân tỉnh", Level.RECEPTION_BOARD),
            ("SKHCN", "Sở Khoa học và Công nghệ", Level.DEPARTMENT),
            ("XA", "Ủy ban nhân dân xã Tân Thanh", Level.COMMUNE),
        ):
            self.agencies[part] = _agency(
                f"{code}-{part}",
                name=title,
                level=level,
                parent=top,
                oversees=top if part == "TTT" else None,
            )
        held = [
            (role, part)
            for part in self.agencies
            for role in (Role.OFFICER, Role.HANDLER, Role.HEAD, Role.CUSTODIAN, Role.GUARD)
        ]
        held += [(Role.INSPECTOR, "TTT"), (Role.ADMIN, "UBND")]
        self.people = {(role.value, part): self._person(role, part, code) for role, part in held}
        for agency in self.agencies.values():  # `save` would write them
            agency.path = f"{code}/" if agency is top else f"{code}/{agency.code}/"
            agency.sort_key = sort_key(agency.name)
        # Three statements for all of them: thousands of tests begin here.
        Agency.objects.bulk_create(self.agencies.values())
        User.objects.bulk_create(self.people.values())
        Membership.objects.bulk_create(
            Membership(
                user=self.people[role.value, part],
                agency=self.agencies[part],
                role=role,
                valid_from=LONG_AGO,
            )
            for role, part in held
        )

    @staticmethod
    def _person(role: Role, part: str, code: str) -> User:
        username = f"{role.value}.{part}.{code}".lower()
        full_name = f"Nguyễn Văn {username.title()}"
        return User(
            username=username,
            password=_password(),
            full_name=full_name,
            sort_key=name_sort_key(full_name),  # `save` would write it
        )

    def __getitem__(self, part: str) -> Agency:
        return self.agencies[part]

    def person(self, role: str, part: str) -> User:
        return self.people[role, part]
