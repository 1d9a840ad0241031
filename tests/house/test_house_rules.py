"""Our semgrep rules find their bad examples, leave the good ones, and none is without both."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from config.local.places import CHECKOUT

RULES = CHECKOUT / ".semgrep" / "house.yml"
EXAMPLES = CHECKOUT / ".semgrep" / "examples"
_MARK = re.compile(r"(?:#|<!--) (ruleid|ok): ([a-z-]+)")


def marks(path: Path) -> list[tuple[str, str, int]]:
    """(what is expected, rule, line below the mark)."""
    lines = enumerate(path.read_text().splitlines(), start=1)
    return [(m[1], m[2], n + 1) for n, line in lines if (m := _MARK.search(line))]


def files() -> list[Path]:
    return sorted(path for path in EXAMPLES.rglob("*") if path.is_file())


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    known = [rule["id"] for rule in yaml.safe_load(RULES.read_text())["rules"]]
    shown = {(what, rule) for path in files() for what, rule, _ in marks(path)}
    assert shown == {(what, rule) for rule in known for what in ("ruleid", "ok")}
    assert len(known) == len(set(known)) >= 15


@pytest.mark.soak  # starting semgrep takes longer than all other tests of the house
def test_rules_find_what_is_bad_and_nothing_else() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("semgrep"), "scan", "--json", "--quiet", "--no-git-ignore",
         "--metrics=off", "--disable-version-check", "--config", RULES, *files()],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["errors"] == []
    at = {
        (Path(r["path"]).name, r["check_id"].rpartition(".")[2], r["start"]["line"])
        for r in found["results"]
    }
    bad = {
        (path.name, rule, line)
        for path in files()
        for what, rule, line in marks(path)
        if what == "ruleid"
    }
    assert at == bad
