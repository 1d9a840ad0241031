"""Exchange of data: cases that go out, reports of units outside the system that come in."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from complaints.models import MatterExclusion
from law.periods import parse_period
from law.shipped import shipped_forms
from records.actions import jobs
from records.actions.files import path_of
from records.enums import Verb
from records.models import Job, LedgerEntry, StoredFile
from reports.actions.making import make_report
from reports.enums import ReportKind, ReportOrigin, ReportState
from reports.files.so_lieu import SCHEMA_FILE, spelled
from reports.hashing import hash_of
from reports.models import Report
from reports.statutory_figures import statutory_figures
from tests.factories import NOW, Province
from tests.house.crawl import close_file
from tests.reports.builders import make_matter, make_petition, make_visit

pytestmark = pytest.mark.django_db
PERIOD = "2026-6T"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def province() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Province()


@pytest.fixture
def inspector(client: Any, province: Province) -> Any:
    client.force_login(province.person("inspector", "TTT"))
    return client


VISITS = {"1": 2, "2": 2, "5": 2, "6": 2}  # two regular visits of one person each


def data_of(province: Province, part: str = "SKHCN") -> dict[str, Any]:
    """What another installation wrote of a unit with two visits and no petition, spelled out."""
    unit = province.agencies[part]
    agency = {"code": unit.code, "name": unit.name}
    period = {"code": PERIOD, "from": "2025-12-15", "to": "2026-06-14"}
    tables = []
    for form in shipped_forms().regime("TT06-2025").forms:
        values = {str(column.number): 0 for column in form.columns}
        values |= VISITS if form.code == "01/TCD" else {}
        tables.append(
            {
                "code": form.code, "regime": "TT06-2025", "layout_from": "TT06-2025", "note": "",
                "period": period,
                "columns": [{"number": c.number, "heading": list(c.heading)} for c in form.columns],
                "rows": [
                    {"agency": unit.code, "name": unit.name, "level": unit.level, "values": values}
                ],
                "total": dict(values),
            }
        )  # fmt: skip
    return {
        "schema": "so-lieu/1",
        "report": {
            "kind": "statutory", "agency": agency, "period": period, "regime": "TT06-2025",
            "version": 1, "origin": "counted", "number": "12/BC-SKHCN", "date": "2026-06-16",
        },
        "figures": {
            "schema": 1, "regime": "TT06-2025", "period": period, "agency": agency,
            "as_of": "2026-06-14", "tables": tables, "carried": {}, "units": [],
            "same_period_last_year": {"period": "2025-6T", "totals": {}},
        },
        "narrative": {"I.1": "Tình hình ổn định."},
    }  # fmt: skip


def signed(data: dict[str, Any]) -> bytes:
    """The file with the hash of what it holds, as a program elsewhere writes it."""
    told = hash_of(data["report"]["kind"], data["figures"], data["narrative"])
    return spelled({**data, "sha256": told})


def send(client: Any, content: bytes, name: str = "so-lieu.json", **chosen: str) -> Any:
    fields = {f"bao-cao-{key}": value for key, value in chosen.items()}
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("exchange_import"), {**fields, "bao-cao-file": file})


def refusal(client: Any, content: bytes, name: str = "so-lieu.json", **chosen: str) -> str:
    answer = send(client, content, name, **chosen)
    assert answer.status_code == 422, answer.headers
    assert not Report.objects.exists()
    errors: list[str] = answer.context["imported"].errors["file"]
    return " ".join(errors)


def test_a_unit_outside_sends_its_file_and_is_consolidated(
    inspector: Any, province: Province
) -> None:
    data = data_of(province)
    answer = send(inspector, signed(data))
    report = Report.objects.get()
    assert answer.headers["Location"] == reverse("report_detail", args=[report.pk])
    assert (report.state, report.origin) == (ReportState.RECEIVED, ReportOrigin.IMPORTED)
    assert (report.agency, report.sent_to) == (province.agencies["SKHCN"], province.agencies["TTT"])
    assert report.figures == data["figures"]
    assert report.sha256 == json.loads(signed(data))["sha256"]
    kept = StoredFile.objects.get(parent_id=report.pk)
    assert path_of(kept.sha256).read_bytes() == signed(data)
    assert inspector.get(reverse("report_detail", args=[report.pk])).status_code == 200
    # The same file again, under another name.
    send(inspector, signed(data), "ban-khac.json")
    assert Report.objects.count() == 1
    whole = statutory_figures(
        agency=province.agencies["TTT"], period=parse_period(PERIOD), today=NOW.date()
    )
    units = {unit["code"]: unit["source"] for unit in whole["units"]}
    assert units["LS-SKHCN"] == "imported"
    page = inspector.get(reverse("exchange")).content.decode()
    assert "Nơi nhận đã nhận" in page
    # A later file with other figures is the next version.
    later = deepcopy(data)
    for row in (
        *later["figures"]["tables"][0]["rows"],
        {"values": later["figures"]["tables"][0]["total"]},
    ):
        row["values"] |= {"1": 3, "2": 3, "5": 3, "6": 3}
    send(inspector, signed(later))
    states = list(Report.objects.order_by("version").values_list("version", "state"))
    assert states == [(1, "replaced"), (2, "received")]


def test_a_file_that_is_wrong_is_told_where(inspector: Any, province: Province) -> None:
    data = data_of(province)

    def said(change: Any, *, resign: bool = True) -> str:
        broken = deepcopy(data)
        change(broken)
        return refusal(
            inspector, signed(broken) if resign else spelled({**broken, "sha256": "0" * 64})
        )

    first = "Ở biểu 01/TCD, dòng thứ 1 (Sở Khoa học và Công nghệ)"
    table = data["figures"]["tables"][0]
    assert table["code"] == "01/TCD"
    cases = [
        (lambda d: d["figures"]["tables"][0]["rows"][0].pop("level"), f"{first}: thiếu cấp"),
        (lambda d: d["figures"]["tables"][0]["rows"][0]["values"].update({"5": "hai"}),
         f"{first}, cột 5: phải là số, không phải \"hai\"."),
        (lambda d: d["figures"]["tables"].pop(), "thiếu biểu"),
        (lambda d: d["figures"]["tables"][0]["rows"][0]["values"].update({"1": 9}), "01/TCD"),
        (lambda d: d["report"].update({"regime": "TT01-2024"}), "hai chế độ báo cáo"),
        (lambda d: d["report"]["agency"].update({"code": "LS-LA"}), "không thuộc cấp dưới"),
        (lambda d: d["report"]["agency"].update({"code": "LS-TTT"}), "không thuộc cấp dưới"),
        (lambda d: d["report"]["period"].update({"code": "2027-6T"}), "chưa đến"),
        (lambda d: d["report"]["period"].update({"code": "2026-N"}), "mới hết"),
        (lambda d: d["report"]["period"].update({"from": "2026-01-01"}), "lấy số liệu từ ngày 15/12/2025"),
        (lambda d: d["report"].update({"kind": "weekly"}), "không phải số liệu của báo cáo định kỳ"),
    ]  # fmt: skip
    for change, sentence in cases:
        assert sentence in said(change), sentence
    assert "Mã kiểm tra" in said(lambda d: d["narrative"].update({"I.1": "khác"}), resign=False)
    assert "không thuộc đề cương" in said(lambda d: d["narrative"].update({"IX": "lạ"}))
    assert "hỏng ở dòng 1" in refusal(inspector, b'{"schema": ')
    assert "lồng nhau quá sâu" in refusal(inspector, b'{"a":' + b"[" * 100_000)
    assert "Chỉ nhận tệp" in refusal(inspector, b"%PDF-1.7")
    assert "không phải Ban Tiếp công dân tỉnh đã chọn" in refusal(
        inspector, signed(data), agency=str(province.agencies["BTCD"].pk)
    )
    assert "không phải kỳ “2026-Q1” đã chọn" in refusal(inspector, signed(data), period="2026-Q1")


def test_figures_that_break_a_relation_name_it(inspector: Any, province: Province) -> None:
    data = data_of(province)
    for table in data["figures"]["tables"]:
        if table["code"] == "02/XLD":
            for values in (table["rows"][0]["values"], table["total"]):
                values["24"] = 7
    said = refusal(inspector, signed(data))
    assert said.startswith("Số liệu không khớp: Biểu 02/XLD, Sở Khoa học và Công nghệ:")
    assert "24" in said


def test_a_unit_with_a_report_in_the_system_gets_none_from_a_file(
    inspector: Any, province: Province
) -> None:
    data = data_of(province)
    make_report(
        kind=ReportKind.STATUTORY, agency=province.agencies["SKHCN"], period=PERIOD,
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    answer = send(inspector, signed(data))
    assert "lập trong hệ thống (dự thảo)" in answer.context["imported"].errors["file"][0]
    assert Report.objects.get().origin == ReportOrigin.COUNTED


def empty_book(client: Any, province: Province) -> bytes:
    asked = {"mau": "xlsx", "don_vi": str(province.agencies["SKHCN"].pk), "ky": PERIOD}
    return bytes(client.get(reverse("exchange"), asked).content)


@contextmanager
def typing(content: bytes) -> Iterator[Any]:
    """The workbook with figures in place of formulas; what is typed over is put back after each."""
    book = load_workbook(io.BytesIO(content))
    book["Thông tin"].delete_rows(12, 400)
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = 0

    def typed(cells: dict[str, Any], sheet: str = "01-TCD") -> bytes:
        before = {place: book[sheet][place].value for place in cells}
        kept = io.BytesIO()
        for place, value in cells.items():
            book[sheet][place] = value
        book.save(kept)
        for place, value in before.items():
            book[sheet][place] = value
            book[sheet][place].number_format = "General"  # a date leaves its own behind
        return kept.getvalue()

    yield typed


def first_row(content: bytes) -> int:
    """The row of the unit in 01/TCD: the one after MS."""
    page = load_workbook(io.BytesIO(content), read_only=True)["01-TCD"]
    return next(row[0].row for row in page.iter_rows() if row[0].value == "MS") + 1


def test_a_workbook_filled_in_by_hand_comes_in(inspector: Any, province: Province) -> None:
    empty = empty_book(inspector, province)
    at = first_row(empty)
    # Column n stands in the n+1st of the sheet; 01/TCD: 1 visits, 2 people, 5 and 6 of regular days.
    filled = {f"{letter}{at + row}": 2 for letter in "BCFG" for row in (0, 1)}
    with typing(empty) as typed:
        for cells, sentence in (
            ({f"B{at}": "hai"}, f"ô B{at} (cột 1) ghi “hai”"),
            ({f"B{at}": -1}, "không phải số không âm"),
            ({f"B{at}": 1.5}, "phải là số nguyên"),
            ({f"B{at}": date(2026, 1, 1)}, "không phải số không âm"),
            ({f"B{at}": "=WEBSERVICE(\"http://a\")"}, f"ô B{at} có công thức không phải phép cộng"),
            ({f"B{at}": "=C1+C2"}, f"ô B{at} là công thức chưa có kết quả"),
            ({f"A{at}": "Sở Nội vụ"}, "không phải Sở Khoa học và Công nghệ"),
            ({f"B{at - 1}": "2"}, "phải là cột 1 của biểu"),
            ({f"B{at}": 5}, "Số liệu không khớp: Biểu 01/TCD"),
        ):  # fmt: skip
            assert sentence in refusal(inspector, typed(cells), "a.xlsx"), sentence
        content = typed(filled)
    send(inspector, content, "bieu-mau.xlsx")
    report = Report.objects.get()
    assert (report.agency.code, report.period, report.state) == ("LS-SKHCN", PERIOD, "received")
    values = report.figures["tables"][0]["rows"][0]["values"]
    assert {key: value for key, value in values.items() if value} == {
        "1": 2,
        "2": 2,
        "5": 2,
        "6": 2,
    }
    assert report.figures["tables"][0]["total"] == values
    send(inspector, content, "bieu-mau.xlsx")
    assert Report.objects.count() == 1


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def test_a_hostile_workbook_is_refused_with_its_reason(inspector: Any, province: Province) -> None:
    good = zipfile.ZipFile(io.BytesIO(empty_book(inspector, province)))
    parts = {name: good.read(name) for name in good.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    wide = b'<row r="12">' + b"<c/>" * 200_000 + b"</row></sheetData>"
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    for extra, sentence in (
        ({"xl/media/bomb.bin": b"\0" * 30_000_000}, "giải nén quá lớn"),
        ({"xl/vbaProject.bin": b"x"}, "macro"),
        ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "liên kết tới tệp khác"),
        ({"xl/connections.xml": b"<x/>"}, "kết nối dữ liệu ngoài"),
        ({"xl/sharedStrings.xml": entity}, "khai báo XML lạ"),
        ({sheet: parts[sheet].replace(b"</sheetData>", wide)}, "quá nhiều cột"),
        ({"xl/workbook.xml": b"<not"}, "không mở được"),
    ):
        assert sentence in refusal(inspector, packed({**parts, **extra}), "a.xlsx"), sentence
    assert "không mở được" in refusal(inspector, b"PK\x03\x04 torn", "a.xlsx")


def test_a_head_brings_in_only_what_is_below(client: Any, province: Province) -> None:
    client.force_login(province.person("head", "SKHCN"))
    assert "không thuộc cấp dưới" in refusal(client, signed(data_of(province)))
    assert "không thuộc cấp dưới" in refusal(client, signed(data_of(province, "BTCD")))


def exported(client: Any, agency: Any, period: str = PERIOD, key: str = "") -> Any:
    fields = {"agency": str(agency.pk), "period": period, "key": key or str(uuid4())}
    answer = client.post(
        reverse("exchange_export"), {f"vu-viec-{name}": value for name, value in fields.items()}
    )
    assert answer.status_code == 302
    job = Job.objects.get(pk=answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])
    jobs.run(job_id=job.pk, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    return job


def told(job: Job) -> dict[str, Any]:
    kept = StoredFile.objects.get(parent_id=job.pk)
    data: dict[str, Any] = json.loads(path_of(kept.sha256).read_bytes())
    return data


def some_cases(province: Province) -> None:
    unit, by = province.agencies["SKHCN"], province.person("handler", "SKHCN")
    day = date(2026, 3, 2)
    seen = make_matter(unit, opened_on=day, title="Khiếu nại mở", petitioner_label="Lò Văn Mở")
    make_petition(unit, by, day, seen, petitioner_label="Lò Văn Mở")
    make_visit(unit, by, day, seen)
    sealed = make_matter(
        unit, kind="denunciation", secrecy=1, opened_on=day, title="Tố cáo kín",
        petitioner_label="Người tố cáo 1",
    )  # fmt: skip
    make_petition(
        unit, by, day, sealed, kind="denunciation", secrecy=1, content="nội dung kín",
        petitioner_label="Người tố cáo 1",
    )  # fmt: skip
    early = make_matter(unit, opened_on=date(2025, 6, 2), title="Ngoài kỳ")
    make_petition(unit, by, date(2025, 6, 2), early)


def a_restricted_case(province: Province) -> None:
    unit, by = province.agencies["SKHCN"], province.person("handler", "SKHCN")
    hidden = make_matter(
        unit, kind="denunciation", secrecy=2, opened_on=date(2026, 3, 3), title="Hạn chế"
    )
    make_petition(unit, by, date(2026, 3, 3), hidden, kind="denunciation", secrecy=2)
    MatterExclusion.objects.create(
        matter=hidden, user=province.person("inspector", "TTT"), reason="liên quan", excluded_at=NOW
    )


def test_cases_go_out_without_what_is_sealed_or_restricted(
    inspector: Any, province: Province
) -> None:
    some_cases(province)
    plain = told(exported(inspector, province.agencies["TTT"]))
    schema = json.loads(SCHEMA_FILE.with_name("vu-viec.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(plain)
    assert [case["title"] for case in plain["cases"]] == ["Khiếu nại mở"]
    case = plain["cases"][0]
    assert (case["petitioner"], len(case["petitions"]), len(case["visits"])) == ("Lò Văn Mở", 1, 1)
    assert plain["sealed"] == [
        {
            "kind": "denunciation", "received_on": "2026-03-02", "processed_on": None,
            "resolved_on": None, "state": "received", "outcome": "", "finding": "",
        }
    ]  # fmt: skip
    text = json.dumps(plain, ensure_ascii=False)
    assert [word for word in ("kín", "Người tố cáo", "Hạn chế") if word in text] == []
    a_restricted_case(province)
    assert told(exported(inspector, province.agencies["TTT"])) == plain


@pytest.mark.django_db(transaction=True)
def test_an_export_runs_as_a_worker_runs_it(client: Any) -> None:
    """Outside a transaction each lot of cases has a read-only one of its own."""
    with time_machine.travel(NOW, tick=False):
        province = Province()
        some_cases(province)
        client.force_login(province.person("inspector", "TTT"))
        job = exported(client, province.agencies["TTT"])
    assert (job.arguments["cases"], job.arguments["sealed"], job.progress) == (1, 1, 100)


def test_an_export_stands_in_log_and_ledger_and_its_file_is_guarded(
    inspector: Any, client: Any, province: Province
) -> None:
    some_cases(province)
    key = str(uuid4())
    job = exported(inspector, province.agencies["TTT"], key=key)
    assert exported(inspector, province.agencies["TTT"], key=key) == job
    kept = StoredFile.objects.get(parent_id=job.pk)
    row = LedgerEntry.objects.get(verb=Verb.EXPORT)
    assert row.details == {"period": PERIOD, "cases": 1, "sealed": 1, "sha256": kept.sha256}
    page = inspector.get(reverse("exchange")).content.decode()
    assert kept.sha256[:16] in page
    download = reverse("file_download", args=[kept.pk])
    close_file(inspector.get(download))
    seen = {}
    for role, part in (
        ("head", "UBND"),
        ("officer", "SKHCN"),
        ("head", "SKHCN"),
        ("admin", "UBND"),
    ):
        client.force_login(province.person(role, part))
        seen[role, part] = client.get(download).status_code
    assert set(seen.values()) == {404}
    stranger = Province("CB", "Cao Bằng")
    client.force_login(stranger.person("inspector", "TTT"))
    assert client.get(download).status_code == 404
    fields = {"agency": str(province.agencies["TTT"].pk), "period": PERIOD, "key": str(uuid4())}
    asked = {f"vu-viec-{name}": value for name, value in fields.items()}
    assert client.post(reverse("exchange_export"), asked).status_code == 422
    asked["vu-viec-period"] = "2027-N"
    client.force_login(province.person("inspector", "TTT"))
    answer = client.post(reverse("exchange_export"), asked)
    assert "chưa đến" in answer.context["exported"].errors["period"][0]


def test_the_page_costs_the_same_for_one_and_four(
    inspector: Any, province: Province, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        exported(inspector, province.agencies["TTT"])
    with django_assert_max_num_queries(15):
        assert inspector.get(reverse("exchange")).status_code == 200


def test_heads_and_the_inspectorate_exchange_data(client: Any, province: Province) -> None:
    found = {}
    for role in ("officer", "handler", "head", "custodian", "guard"):
        client.force_login(province.person(role, "SKHCN"))
        found[role] = client.get(reverse("exchange")).status_code
    client.force_login(province.person("admin", "UBND"))
    found["admin"] = client.get(reverse("exchange")).status_code
    client.force_login(province.person("inspector", "TTT"))
    found["inspector"] = client.get(reverse("exchange")).status_code
    assert {role for role, status in found.items() if status == 200} == {"head", "inspector"}
    assert set(found.values()) == {200, 403}


def test_schemas_are_there_to_take(inspector: Any) -> None:
    for name in ("so-lieu", "vu-viec"):
        answer = inspector.get(reverse("exchange"), {"mau": name})
        assert json.loads(answer.content)["$id"].startswith("urn:tiep-cong-dan:")
    asked = {"mau": "xlsx", "don_vi": "", "ky": PERIOD}
    assert inspector.get(reverse("exchange"), asked).status_code == 422
