"""`manage.py deadline`: the worked examples of the design, and one sentence for bad input."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies import law_in_force
from tests.law import test_oracle_counted, test_oracle_undated

SUSPENDED = [
    {"type": "pause", "on": "2026-07-13", "ground": "điều 11a", "document": "12/QĐ-UBND"},
    {"type": "resume", "on": "2026-08-03", "ground": "", "document": "15/QĐ-UBND"},
]
EXTENDED = [
    {"type": "extend", "on": "2026-02-10", "ground": "phức tạp", "document": "3/QĐ", "days": 30}
]


def run(*args):
    out = StringIO()
    call_command("deadline", *args, stdout=out)
    return out.getvalue()


def answer(*args):
    return json.loads(run(*args, "--json"))


@pytest.mark.parametrize(
    ("code", "start", "due", "valid_from"),
    [
        ("TC_XLBD", "2026-04-24", "2026-05-08", "2019-01-01"),
        ("TC_CHUYEN", "2026-01-05", "2026-01-10", "2019-01-01"),
        ("KN_THULY", "2026-06-26", "2026-07-06", "2012-07-01"),
        ("KN_THULY", "2026-06-30", "2026-07-10", "2012-07-01"),
        ("KN_THULY", "2026-07-01", "2026-07-10", "2026-07-01"),
        ("KN_DOITHOAI_MOI", "04/09/2026", "2026-08-28", "2026-07-01"),
    ],
)
def test_worked_examples(code, start, due, valid_from):
    result = answer(code, "--from", start)
    assert (result["rule"], result["due"], result["valid_from"]) == (code, due, valid_from)


@pytest.mark.parametrize(
    ("code", "start", "events", "due"),
    [
        ("KN_GQ1", "2026-07-06", SUSPENDED, "2026-08-26"),
        ("TC_GQ", "2026-01-16", EXTENDED, "2026-03-17"),
        ("KN_GQ1", "2026-07-06", SUSPENDED[:1], None),
    ],
)
def test_events_file_moves_the_date(tmp_path, code, start, events, due):
    file = tmp_path / "events.json"
    file.write_text(json.dumps(events), encoding="utf-8")
    assert answer(code, "--from", start, "--events", str(file))["due"] == due


def test_branches_and_alias():
    result = answer("KN_GQ1", "--from", "2026-03-02", "--branch", "remote", "--branch", "complex")
    assert (result["amount"], result["branches"]) == (60, ["complex", "remote"])
    assert answer("KN_THULY_OLD", "--from", "2026-06-26")["rule"] == "KN_THULY"


def test_period_gives_reporting_duties_their_date():
    result = answer("BC_GUI_TTCP", "--period", "2026-Q1")
    assert (result["from"], result["due"]) == ("2026-03-14", "2026-03-20")
    later = answer("BC_GUI_TTCP", "--from", "2026-03-01", "--period", "2026-Q1")
    assert (later["from"], later["due"]) == ("2026-03-01", "2026-03-20")


def test_quota_has_a_sentence_instead_of_a_date():
    result = answer("TIEP_XA", "--from", "2026-07-01")
    assert (result["due"], result["days"]) == (None, [])
    assert result["sentence"].startswith(
        "Chủ tịch UBND cấp xã trực tiếp tiếp công dân: ít nhất 02 ngày trong 01 tháng"
    )


def test_text_for_a_person():
    lines = run("TC_CHUYEN", "--from", "2026-01-05").splitlines()
    assert lines[0] == "TC_CHUYEN: Chuyển tố cáo không thuộc thẩm quyền và thông báo"
    assert lines[-1] == (
        "  x 10/01/2026  ngày làm việc thứ 5 (làm bù cho ngày 02/01/2026; cần đối chiếu)"
    )


def test_list_names_every_duty():
    rules = answer("--list")["rules"]
    assert len(rules) == 49
    assert rules[0]["code"] == "TCD_TB_KQ"
    lines = run("--list").splitlines()
    assert [line.split()[0] for line in lines] == [rule["code"] for rule in rules]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], "Thiếu mã quy định; xem danh sách bằng --list."),
        (["KN_GQ1"], "Thiếu ngày phát sinh; ghi --from 2026-07-01."),
        (
            ["KN_GQ1", "--from", "2026-02-30"],
            "“2026-02-30” không phải là ngày hợp lệ; hãy ghi dạng 2026-07-01 hoặc 01/07/2026.",
        ),
        (
            ["KN_GQX", "--from", "2026-03-02"],
            "Không có quy định mã “KN_GQX”; gần giống: KN_GQ2, KN_GQ1, KNPA_GQ.",
        ),
        (
            ["KN_GQ1", "--from", "2026-03-02", "--branch", "hard"],
            "Không có trường hợp “hard”; các trường hợp: complex, dismissal, remote, "
            "several_places.",
        ),
        (
            ["KN_GQ1", "--from", "2026-03-02", "--branch", "dismissal"],
            "KN_GQ1 không có trường hợp dismissal (kỷ luật buộc thôi việc); chỉ có: complex, "
            "complex+remote, remote.",
        ),
        (
            ["KN_TDC_GUI", "--from", "2026-03-02"],
            "KN_TDC_GUI không có quy định áp dụng cho ngày 02/03/2026; hiện có: từ 01/07/2026 (3 "
            "ngày làm việc).",
        ),
        (
            ["KN_GQ1", "--from", "2026-03-02", "--events", "/khong/co"],
            "Không đọc được tệp sự kiện /khong/co.",
        ),
    ],
)
def test_bad_input_is_one_sentence(args, sentence):
    with pytest.raises(CommandError) as refused:
        run(*args, "--json")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"", b"[" * 100_000])
def test_events_file_that_is_no_json(tmp_path, content):
    file = tmp_path / "events.json"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run("KN_GQ1", "--from", "2026-07-06", "--events", str(file))
    assert str(refused.value) == f"Tệp sự kiện {file} không phải là JSON hợp lệ."


def test_events_file_without_a_document(tmp_path):
    file = tmp_path / "events.json"
    file.write_text(json.dumps([{**SUSPENDED[0], "document": ""}]), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run("KN_GQ1", "--from", "2026-07-06", "--events", str(file))
    assert str(refused.value) == "Tạm đình chỉ ngày 13/07/2026 thiếu số, ký hiệu văn bản."


def test_every_duty_is_answered_by_its_oracle():
    """Both sides of 01/07/2026, Tết, working Saturdays, 2027: the dates of tests/law/test_oracle_*."""
    for amount, duty in test_oracle_counted.LINES:
        code, branches, times = test_oracle_counted.parts(duty)
        if times:
            continue
        more = ["--branch", branches] if branches else []
        for _, start, due in test_oracle_counted.rows(amount, duty):
            assert answer(code, "--from", start, *more)["due"] == due, (duty, start)
    for code, period, due in test_oracle_undated.PERIODS:
        assert answer(code, "--period", period)["due"] == due, (code, period)
    for code, start, said in test_oracle_undated.QUOTAS:
        assert said in answer(code, "--from", start)["sentence"], (code, start)


def test_a_suspension_before_its_law_is_computed_and_noted(tmp_path):
    """The clock reports what happened; the procedure refuses (ADR 0003, convention 6)."""
    early = [
        {"type": "pause", "on": "2026-06-10", "ground": "chờ kết luận", "document": "1/QĐ"},
        {"type": "resume", "on": "2026-06-17", "ground": "", "document": "2/QĐ"},
    ]
    file = tmp_path / "events.json"
    file.write_text(json.dumps(early), encoding="utf-8")
    result = answer("KN_GQ1", "--from", "2026-06-01", "--events", str(file))
    # 2-9/6 are eight days; 17/6 is the ninth, 30/6 the 22nd, 8/7 the thirtieth, Wed.
    assert result["due"] == "2026-07-08"
    assert "Trước ngày 01/07/2026 pháp luật chưa quy định tạm đình chỉ" in result["note"]


@pytest.mark.django_db
def test_adopted_texts_are_asked_for():
    texts = ["TC_CHUYEN", "--from", "2026-12-02"]
    assert answer(*texts)["due"] == answer(*texts, "--adopted")["due"] == "2026-12-09"
    law = law_in_force.with_text(
        law_in_force.SHIPPED,
        "calendar",
        {"day": [{"date": "2026-12-07", "kind": "off", "name": "nghỉ", "confidence": "verified"}]},
    )
    law_in_force.remember(law)
    assert answer(*texts, "--adopted")["due"] == "2026-12-10"
    assert answer(*texts)["due"] == "2026-12-09"
