"""Plans against what a reader finds in them: the five real ones, written down before the parser was
tuned; six invented ones of other layouts (Party with an annex, commune, province, prose, letters and
plus signs, articles); six more that the parser had not seen when they were written."""

import json
from pathlib import Path

import pytest

from plans.parser import parse_plan
from plans.sample import FOLDER

HERE = Path(__file__).parent
SEEDS = sorted(FOLDER.glob("*.txt"))
LAYOUTS = sorted((HERE / "layouts").glob("*.txt"))
# Written before the parser saw them: tests/plans/unseen/README.md; the first run is in docs/plans.md.
UNSEEN = sorted(p for p in (HERE / "unseen").iterdir() if p.with_suffix(".expected.json").exists())


def expected(path: Path) -> dict:
    folder = HERE / "expected" if path.parent == FOLDER else path.parent
    return json.loads((folder / f"{path.stem}.expected.json").read_text(encoding="utf-8"))


def without_source(task: dict) -> dict:
    return {k: v for k, v in task.items() if k != "paragraph"}


@pytest.fixture(scope="module", params=SEEDS + LAYOUTS + UNSEEN, ids=lambda p: p.stem)
def seed(request: pytest.FixtureRequest) -> tuple[dict, dict]:
    path: Path = request.param
    return parse_plan(path.read_bytes()).as_json(), expected(path)


def test_there_are_five_seeds_and_twelve_other_layouts():
    assert (len(SEEDS), len(LAYOUTS), len(UNSEEN)) == (5, 6, 6)


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
