"""What may not stand in a tracked file: registry hosts, package addresses, outside paths."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from config.local.places import CHECKOUT

# Written in two halves, so that this file does not hold what it forbids.
FORBIDDEN = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com/",
    "yarnpkg" + ".com",
    "debian" + ".org",
    "index" + "-url =",
    ".." + "/shared",
]
LOCKS = CHECKOUT / "config" / "lock"


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (CHECKOUT / name for name in done.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def versions(name: str) -> dict[str, str]:
    lines = (LOCKS / name).read_text().splitlines()
    found = (re.match(r"([\w.-]+)==([\w.+-]+)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("words", FORBIDDEN)
def test_no_tracked_file_names(words: str) -> None:
    guilty = [path for path in tracked() if words.encode() in path.read_bytes()]
    assert guilty == []


@pytest.mark.parametrize("name", ["requirements.txt", "production.txt", "node.txt", "uv.txt"])
def test_every_locked_package_has_a_hash_and_no_address(name: str) -> None:
    text = (LOCKS / name).read_text()
    packages = re.split(r"\n(?=[a-z0-9])", text)
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def test_production_lock_is_the_tested_lock_without_the_tools() -> None:
    tested, production = versions("requirements.txt"), versions("production.txt")
    assert production.items() <= tested.items()
    assert {"pytest", "playwright", "ruff"} & production.keys() == set()


def test_lock_holds_every_dependency_of_the_project() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.match(r"[\w.-]+", line)[0].lower() for line in wanted}
    assert names - versions("requirements.txt").keys() == set()


def test_front_end_lock_names_no_address() -> None:
    lock = json.loads((CHECKOUT / "config/frontend/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
