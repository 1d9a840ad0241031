"""docs/security.md names a test for each promise, and no test or command that is not there."""

import re

from config.local.places import CHECKOUT

PAGE = CHECKOUT / "docs" / "security.md"
GOALS = [f"G{n}" for n in (1, 2, 3, 4, 5, 6, 7, 12, 13, 17, 18, 19, 20, 21, 22, 23, 25)]
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_goal_has_its_test_and_every_test_is_there():
    page = PAGE.read_text()
    rows = {m[1]: m[0] for m in re.finditer(r"^\| (G\d+) \|.*$", page, re.MULTILINE)}
    assert list(rows) == GOALS
    assert [goal for goal, row in rows.items() if not _TEST.search(row)] == []
    missing = [
        f"{path}::{name}"
        for path, name in set(_TEST.findall(page))
        if not re.search(rf"^def {name}\(", (CHECKOUT / path).read_text(), re.MULTILINE)
    ]
    assert missing == []


def test_every_command_of_it_is_a_target():
    targets = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", PAGE.read_text())) <= targets
