"""The five real plans against what a reader wrote down before the parser was tuned."""

import json
from pathlib import Path

import pytest

from plans.parser import parse_plan
from plans.sample import FOLDER

EXPECTED = Path(__file__).parent / "expected"
SEEDS = sorted(FOLDER.glob("*.txt"))


def expected(name: str) -> dict:
    return json.loads((EXPECTED / f"{name}.expected.json").read_text(encoding="utf-8"))


def without_source(task: dict) -> dict:
    return {k: v for k, v in task.items() if k != "paragraph"}


@pytest.fixture(scope="module", params=SEEDS, ids=lambda p: p.stem)
def seed(request: pytest.FixtureRequest) -> tuple[dict, dict]:
    path: Path = request.param
    return parse_plan(path.read_bytes()).as_json(), expected(path.stem)


def test_there_are_five_seeds():
    assert len(SEEDS) == 5


@pytest.mark.parametrize(
    "name",
    ["number", "symbol", "date", "place", "issuer", "parent_issuer", "title", "events",
     "implements", "legal_bases", "recipients", "signer"],
)  # fmt: skip
def test_field_is_what_a_reader_finds(seed, name):
    found, there = seed
    assert found[name] == there[name]


def test_tasks_are_what_a_reader_finds(seed):
    found, there = seed
    assert [without_source(t) for t in found["tasks"]] == there["tasks"]


def test_other_paragraphs_are_kept_with_a_reason(seed):
    found, there = seed
    assert [{"text": r["text"]} for r in found["other"]] == there["other"]
    assert all(r["why"] for r in found["other"])


def test_each_task_stands_in_its_paragraph(seed):
    found, _ = seed
    for row in found["tasks"] + found["other"]:
        assert row["text"] in row["paragraph"]["text"]
