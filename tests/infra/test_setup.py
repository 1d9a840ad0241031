"""Set-up: system packages, front-end parts, and the commands people type."""

import re
import shutil
from pathlib import Path

import pytest

from config.local import frontend, system
from config.local.failure import Unavailable
from config.local.places import CHECKOUT
from tests.infra.commands import python

TARGETS = set(re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))


def test_the_image_installs_the_packages_of_the_set_up() -> None:
    install = re.search(
        r"apt-get install -y --no-install-recommends((?: \\\n +[\w.+-]+)+)",
        (CHECKOUT / "Dockerfile").read_text(),
    )
    assert install is not None
    assert re.findall(r"[\w.+-]+", install[1]) == list(system.PRODUCT)


def test_building_the_image_leaves_no_key_in_it(empty_folder: Path) -> None:
    line = re.search(
        r"&& (SECRET_KEY=.+ python manage.py \w+)", (CHECKOUT / "Dockerfile").read_text()
    )
    assert line is not None
    *variables, _, program, command = line[1].split()
    given = dict(word.split("=", 1) for word in variables)
    done = python(program, command, "--no-input", "--dry-run", TCD_DATA_DIR=empty_folder, **given)
    assert done.returncode == 0, done.stderr
    assert not empty_folder.exists()


def test_this_machine_has_what_the_set_up_installs() -> None:
    assert system.missing({**system.PRODUCT, **system.TESTS}) == []


def test_missing_packages_are_one_sentence_where_nothing_can_be_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "PRODUCT", {"libpango-1.0-0": lambda: False, "khác": lambda: True})
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Unavailable) as caught:
        system.ensure(tests=False)
    assert str(caught.value) == (
        "Máy này còn thiếu gói hệ thống, hãy cài rồi chạy lại: libpango-1.0-0."
    )


def test_served_files_carry_no_source_map() -> None:
    served = [target for _, target in frontend.files()]
    assert [path for path in served if not path.is_file()] == []
    assert [path for path in served if b"sourceMappingURL" in path.read_bytes()] == []


def test_icons_are_named_once_in_order() -> None:
    assert frontend.icons() == sorted(set(frontend.icons()))


def test_ci_runs_the_two_commands() -> None:
    script = (CHECKOUT / ".ci/run").read_text()
    assert re.findall(r"^make --no-print-directory (\w+)", script, re.MULTILINE) == [
        "check",
        "test",
    ]


def test_documents_name_only_targets_that_exist() -> None:
    pages = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")]
    named = {word for page in pages for word in re.findall(r"`make ([a-z-]+)", page.read_text())}
    assert named - TARGETS == set()


def test_groups_of_tests_stay_in_one_process(request: pytest.FixtureRequest) -> None:
    """A server of a module is started once only where pytest-xdist can name the group."""
    marked = [item for item in request.session.items if item.get_closest_marker("xdist_group")]
    if not hasattr(request.config, "workerinput"):
        marked = []
    assert [item.nodeid for item in marked if "@" not in item.nodeid] == []
