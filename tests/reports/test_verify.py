"""Verification of a file offline: what is right passes, every tampering is named in a sentence."""

import io
import json
import zlib

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from reports import verifying
from reports.files import statutory_pdf
from reports.hashing import hash_of
from reports.verifying import verify
from reports.weekly_kind import pdf as weekly_file
from tests.factories import NOW
from tests.reports.report_pdfs import attached, once, unit_pdf, with_data
from tests.reports.statutory_figures import NARRATIVE, report_of
from tests.reports.weeks import AFTER, hand_counted_week

pytestmark = pytest.mark.django_db
LONG = " ".join(f"Nội dung đánh giá số {n} của kỳ báo cáo." for n in range(400))


@pytest.fixture
def good(province) -> bytes:
    return unit_pdf(province["SKHCN"])


def changed(pdf: bytes, change) -> bytes:
    """The file with other data attached, hashed anew: what a careful forger would do."""
    data = json.loads(attached(pdf))
    change(data)
    data["sha256"] = hash_of("statutory", data["figures"], data["narrative"])
    return with_data(pdf, json.dumps(data, ensure_ascii=False).encode())


def test_a_report_as_it_was_made_is_right_and_no_database_is_asked(
    good, django_assert_num_queries, tmp_path, capsys
):
    with django_assert_num_queries(0):
        result = verify(good)
    assert result.problems == []
    assert result.sha256 == json.loads(attached(good))["sha256"]
    assert result.figures == json.loads(attached(good))["figures"]
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(good)
    call_command("verify_report", str(path))
    told = capsys.readouterr().out.splitlines()
    # Two lines (the unit and the total) of 21 + 25 + 23 + 25 + 31 + 17 columns.
    assert told[:4] == [
        f"Mã kiểm tra số liệu đúng: {result.sha256}.",
        "284 con số in trong 06 biểu đều bằng số liệu đính kèm.",
        "Lời văn in đúng như dữ liệu đính kèm.",
        "Số liệu thỏa mọi quan hệ bắt buộc của biểu.",
    ]
    assert told[-1] == "Báo cáo đúng."
    call_command("verify_report", str(path), "--json")
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_words_that_run_over_pages_are_followed(province):
    report = report_of(province["SKHCN"], narrative={**NARRATIVE, "III.1": LONG})
    report.figures["tables"] = report.figures["tables"][:1]
    content = once("long", lambda: statutory_pdf(report))
    assert "Lời văn in đúng như dữ liệu đính kèm." in verify(content).passed


def test_data_changed_without_their_hash(good):
    data = json.loads(attached(good))
    data["figures"]["tables"][0]["rows"][0]["values"]["5"] += 1
    (first, *rest) = verify(with_data(good, json.dumps(data).encode())).problems
    assert first.startswith(
        "Số liệu hoặc lời văn trong so-lieu.json đã bị sửa: mã kiểm tra tính lại"
    )
    assert rest


def test_data_changed_with_their_hash_differ_from_what_is_printed(good):
    def more(data):
        for row in (
            data["figures"]["tables"][0]["rows"][0]["values"],
            data["figures"]["tables"][0]["total"],
        ):
            row["9"] += 3

    problems = verify(changed(good, more)).problems
    assert "Biểu 01/TCD, Tổng số, cột (9): trang 4 in 6, dữ liệu đính kèm là 9." in problems
    assert any(sentence.startswith("Mã kiểm tra in trên trang") for sentence in problems)


def test_words_changed_with_their_hash_differ_from_what_is_printed(good):
    def kinder(data):
        data["narrative"]["II.1"] = "Trong kỳ không có đoàn đông người."

    problems = verify(changed(good, kinder)).problems
    assert (
        "Lời văn in khác dữ liệu đính kèm: không thấy “Trong kỳ không có đoàn đông người.”."
        in problems
    )


def test_figures_that_contradict_each_other_are_named(good):
    def one_more(data):
        table = data["figures"]["tables"][1]
        for values in (table["rows"][0]["values"], table["total"]):
            values["3"] += 1

    problems = verify(changed(good, one_more)).problems
    assert any(
        "Biểu 02/XLD" in said and "cột 3 (" in said and "cột 23 (" in said for said in problems
    )


def test_a_head_of_another_unit_is_found(good):
    def other(data):
        data["report"]["agency"]["code"] = "LS-XA"

    assert (
        "Đơn vị ở phần đầu của tệp (LS-XA) khác với số liệu (LS-SKHCN)."
        in verify(changed(good, other)).problems
    )


def test_a_weekly_report_is_verified_too(province):
    hand_counted_week(province, "XA")
    report = _weekly(province["UBND"])
    content = weekly_file(report)
    assert verify(content).problems == []
    data = json.loads(attached(content))
    data["figures"]["values"]["visits"][0] += 1
    data["sha256"] = hash_of("weekly", data["figures"])
    problems = verify(with_data(content, json.dumps(data).encode())).problems
    assert any(
        sentence.startswith("Bảng tiếp công dân, Tổng số, Lượt: trang 1") for sentence in problems
    )


def _weekly(agency):
    from law.periods import parse_period
    from reports.models import Report
    from reports.weekly import weekly_figures

    week = parse_period("2026-W46")
    figures = weekly_figures(agency=agency, period=week, today=AFTER)
    return Report(
        kind="weekly", agency=agency, period=week.code, starts_on=week.start, ends_on=week.end,
        figures=figures, sha256=hash_of("weekly", figures), made_at=NOW,
    )  # fmt: skip


def _encrypted(pdf: bytes) -> bytes:
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(kept, encryption=pikepdf.Encryption(user="x", owner="y"))
    return kept.getvalue()


def _without_data(pdf: bytes) -> bytes:
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.attachments["so-lieu.json"]
        opened.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda pdf: b"", "Tệp không phải PDF."),
        (lambda pdf: b"PK\x03\x04" + pdf, "Tệp không phải PDF."),
        (lambda pdf: b"%PDF-1.7\nxin chao", "Tệp PDF hỏng, không mở được."),
        (_encrypted, verifying.LOCKED),
        (_without_data, verifying.NO_DATA),
        (lambda pdf: with_data(pdf, b"{"), verifying.BAD_DATA),
        (lambda pdf: with_data(pdf, b"[" * 90_000), verifying.BAD_DATA),
        (lambda pdf: with_data(pdf, b'{"schema": 1}'), verifying.BAD_DATA),
    ],
)  # fmt: skip
def test_what_is_no_report_is_told_in_one_sentence(good, make, sentence):
    content = make(good)
    (problem,) = verify(content).problems
    assert problem.startswith(sentence[:40])


def test_files_beyond_the_limits_are_not_unpacked(good, monkeypatch):
    bomb = zlib.compress(b" " * (60 * 1024 * 1024))
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as opened:
        stream = opened.attachments["so-lieu.json"].get_file().obj
        stream.write(bomb, filter=pikepdf.Name.FlateDecode)
        opened.save(kept)
    assert verify(kept.getvalue()).problems == [verifying.BAD_DATA.format(where=" (quá lớn)")]
    monkeypatch.setattr(verifying, "MOST_BYTES", 1000)
    assert verify(good).problems == [verifying.TOO_LARGE]


def test_a_mangled_file_never_ends_in_a_traceback(good):
    for n in range(1, 9):
        at = len(good) * n // 9
        verify(good[:at])
        verify(good[:at] + bytes(64) + good[at + 64 :])


def test_the_command_ends_with_an_error_for_what_is_wrong(good, tmp_path, capsys):
    path = tmp_path / "sua.pdf"
    path.write_bytes(changed(good, lambda data: data["narrative"].pop("II.1")))
    with pytest.raises(CommandError) as error:
        call_command("verify_report", str(path), "--json")
    assert error.value.returncode == 1
    assert json.loads(capsys.readouterr().out)["ok"] is False
    for name, sentence in (
        ("khong-co.pdf", f"Không đọc được tệp “{tmp_path / 'khong-co.pdf'}”."),
        (".", f"“{tmp_path}” là thư mục, hãy ghi tên tệp PDF."),
    ):
        with pytest.raises(CommandError) as error:
            call_command("verify_report", str(tmp_path / name))
        assert str(error.value) == sentence


@time_machine.travel(NOW, tick=False)
def test_the_page_reads_judges_and_forgets(good, province, client):
    report = report_of(province["SKHCN"])
    report.save()
    client.force_login(province.person("head", "SKHCN"))
    address = reverse("report_check")
    answer = client.post(address, {"file": SimpleUploadedFile("bc.pdf", good, "application/pdf")})
    page = answer.content.decode()
    assert (answer.status_code, "Báo cáo đúng" in page) == (200, True)
    assert "Số liệu đúng như báo cáo đã lưu: " in page
    assert reverse("report_detail", args=[report.pk]) in page
    answer = client.post(address, {"file": SimpleUploadedFile("x.pdf", b"xin chao")})
    assert "Tệp không phải PDF." in answer.content.decode()
    assert client.post(address, {}).status_code == 422
    # Somebody of another body learns nothing of what the house keeps.
    client.force_login(province.person("head", "XA"))
    answer = client.post(address, {"file": SimpleUploadedFile("bc.pdf", good, "application/pdf")})
    assert "Hệ thống không lưu báo cáo này" in answer.content.decode()
