"""manage.py import_plan, score_plans and the five plans as demonstration data."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from agencies.units.build import build_demo
from agencies.units.order import DemoOrder
from plans.models import Plan
from plans.sample import FOLDER, load
from tests.factories import NOW, make_agency

KEYS = [
    "number", "symbol", "date", "place", "issuer", "parent_issuer", "title", "events",
    "implements", "legal_bases", "tasks", "other", "recipients", "signer",
]  # fmt: skip
TASK_KEYS = [
    "text", "units", "deadline", "due", "recurring", "section", "paragraph", "sure",
]  # fmt: skip


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("import_plan", *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_a_dry_run_prints_one_object_and_needs_no_database(path):
    printed = json.loads(run(str(path), "--json", "--dry-run"))
    assert list(printed) == KEYS
    assert list(printed["tasks"][0]) == TASK_KEYS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp trống, không có nội dung để đọc."),
        ("BÁO CÁO\nTuần 46".encode(), "Tệp này là báo cáo, không phải kế hoạch phối hợp."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff",
         "Không nhận ra định dạng tệp; hãy dùng DOCX, PDF có chữ, TXT hoặc Markdown."),
        (b"PK\x03\x04 hong", "Tệp Word bị hỏng hoặc không phải là DOCX."),
        (b"%PDF-1.7 hong", "Tệp PDF bị hỏng, không mở được."),
    ],
)  # fmt: skip
def test_a_bad_file_gets_one_sentence(tmp_path, content, sentence):
    file = tmp_path / "tep"
    file.write_bytes(content)
    with pytest.raises(CommandError, match="^" + sentence.replace(".", r"\.") + "$"):
        run(str(file), "--dry-run")


def test_a_missing_file_gets_one_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"^Không đọc được tệp “.*”\.$"):
        run(str(tmp_path / "khong-co.txt"), "--dry-run")


@pytest.mark.django_db
def test_an_unknown_agency_gets_one_sentence_and_changes_nothing():
    with pytest.raises(CommandError, match=r"^Không có đơn vị nào mang mã “XX”\.$"):
        run(str(FOLDER / "my-xuyen-ubnd-huyen-2024.txt"), "--agency", "XX")
    assert Plan.objects.count() == 0


@pytest.mark.django_db
def test_several_agencies_of_one_name_are_named_by_code():
    for code in ("A-SCT", "B-SCT"):
        make_agency(code, name="Sở Công Thương", place="Hà Nội")
    with pytest.raises(CommandError, match="A-SCT, B-SCT"):
        run(str(FOLDER / "dong-nai-so-cong-thuong-2024.txt"))
    assert Plan.objects.count() == 0


@pytest.mark.django_db
def test_an_agency_may_be_named_and_twice_is_once():
    make_agency("X-SCT", name="Sở Công Thương")
    path = str(FOLDER / "dong-nai-so-cong-thuong-2024.txt")
    assert run(path, "--agency", "X-SCT").startswith("Đã nhập: Kế hoạch không số của Sở Công")
    assert run(path, "--agency", "X-SCT").startswith("Đã có từ trước: ")
    assert Plan.objects.count() == 1


@pytest.mark.django_db
def test_each_demonstration_plan_finds_its_issuer():
    build_demo(now=NOW)
    load(order=DemoOrder(seed=1, until=NOW.date()), now=NOW)
    assert sorted((p.agency.code, p.tasks.count()) for p in Plan.objects.accepted()) == [
        ("BN-SVHTTDL", 16),
        ("DN-SCT", 15),
        ("LS-SKHCN", 6),
        ("PT-DUSKHCN", 12),
        ("ST-MX", 14),
    ]


@pytest.mark.parametrize(("folder", "plans"), [("expected", 5), ("layouts", 6), ("unseen", 6)])
def test_scoring_finds_everything(folder, plans):
    out = io.StringIO()
    call_command("score_plans", f"tests/plans/{folder}", stdout=out)
    lines = [x for x in out.getvalue().splitlines() if x.startswith("  ")]
    assert len(lines) == plans * 7
    assert all(line.count("100.0%") == 2 for line in lines)


def test_scoring_an_empty_folder_gets_one_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"^Không có tệp \*\.expected\.json nào"):
        call_command("score_plans", str(tmp_path))
