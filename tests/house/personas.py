"""Who knocks at every door: people of one department, above it, beside it, elsewhere, and nobody.

Each rival owns rich data of its own, so that a 404 is about the row and not about an empty house.
"""

from collections.abc import Iterator

from agencies.enums import Level
from agencies.models import Membership, User
from agencies.roles import Role
from tests.factories import LONG_AGO, Province, make_agency, make_user

# Order of the columns in access_rules.py.
NAMES = (
    "anonymous", "officer", "handler", "head", "custodian", "above", "inspector", "beside",
    "rival", "admin", "guard",
)  # fmt: skip


def personas(home: Province, elsewhere: Province) -> Iterator[tuple[str, User | None]]:
    """(name, user) in the order of NAMES; rows under test belong to the department of `home`."""
    yield "anonymous", None
    for role in ("officer", "handler", "head", "custodian"):
        yield role, home.person(role, "SKHCN")
    yield "above", home.person("head", "UBND")
    yield "inspector", home.person("inspector", "TTT")
    yield "beside", home.person("officer", "BTCD")
    yield "rival", elsewhere.person("handler", "SKHCN")
    yield "admin", home.person("admin", "UBND")
    yield "guard", home.person("guard", "SKHCN")


def intruders(home: Province, elsewhere: Province) -> Iterator[tuple[str, User]]:
    """Whoever reads no row of the department: the head of a unit below it, the head of another
    province. Both hold rights and data of their own."""
    below = make_agency(
        f"{home.agencies['UBND'].code}-SKHCN-TT", name="Trung tâm Thông tin", level=Level.DEPARTMENT,
        parent=home["SKHCN"],
    )  # fmt: skip
    yield "below", make_user("thu.truong.duoi", (Role.HEAD, below), (Role.HANDLER, below))
    yield "head elsewhere", elsewhere.person("head", "UBND")


def everybodys_roles(home: Province) -> User:
    """One person with every role but the guard's, in the department, above it and at its inspectorate:
    whatever is kept from this one is kept by an exclusion alone."""
    found = make_user("moi.vai.tro")
    for part in ("SKHCN", "UBND", "TTT"):
        for role in Role:
            if role is not Role.GUARD:
                Membership.objects.create(
                    user=found, agency=home[part], role=role, valid_from=LONG_AGO
                )
    return found
