"""Who knocks at every door: people of one department, above it, beside it, elsewhere, and nobody.

Each rival owns rich data of its own, so that a 404 is about the row and not about an empty house.
"""

from collections.abc import Iterator

from agencies.models import User
from tests.factories import Province

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
