"""The files of a periodic report: the same figures in PDF, workbook, Word and data."""

import io
import json
import re
import subprocess

import openpyxl
import pikepdf
import pytest
from docx import Document
from jsonschema import Draft202012Validator

from law.form_headings import heading_rows
from law.shipped import shipped_forms
from reports.files import (
    drawing,
    so_lieu,
    statutory_docx,
    statutory_pdf,
    statutory_xlsx,
    table_pdf,
    table_xlsx,
)
from reports.files.printed import pages_of
from reports.files.so_lieu import schema
from reports.files.spelling import figure
from reports.hashing import hash_of
from tests.reports.formulas import evaluated
from tests.reports.report_pdfs import attached, issued_pdf, unit_pdf, units_of
from tests.reports.statutory_figures import NARRATIVE, REGIME, report_of
from tests.texts import pdf_text

pytestmark = pytest.mark.django_db
FORMS = {form.code: form for form in shipped_forms().regime(REGIME).forms}
HOSTILE = '=HYPERLINK("http://127.0.0.1","x")\x07 <b>Xã</b> & ' + "Dài " * 30


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_a_draft_reads_as_an_official_document(province):
    content = unit_pdf(province["SKHCN"])
    printed = " ".join(word for page in pages_of(content) for word in page)
    for sentence in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Lạng Sơn, ngày … tháng … năm 2026",
        "BÁO CÁO Công tác tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo 6 tháng đầu năm 2026",
        "Kính gửi: - Ủy ban nhân dân tỉnh Lạng Sơn; - Thanh tra tỉnh.",
        "Thực hiện Thông tư số 06/2025/TT-TTCP của Thanh tra Chính phủ",
        "I. TÌNH HÌNH KHIẾU NẠI, TỐ CÁO 1. Tình hình khiếu nại, tố cáo Tình hình khiếu nại, tố cáo cơ "
        "bản ổn định. Không phát sinh điểm nóng.",
        "Nơi nhận: - Như trên;",
        "GIÁM ĐỐC",
        "Biểu số: 01/TCD",
        "Số liệu tính từ ngày 15/12/2025 đến ngày 14/06/2026",
        "22. Ghi chú: không có.",
    ):
        assert sentence in printed, sentence
    pages = pages_of(content)
    assert all({"DỰ", "THẢO"} <= set(page) for page in pages)
    assert "1" not in (pages[0][0], pages[0][-1])
    code = hash_of("statutory", report_of(province["SKHCN"]).figures, NARRATIVE)
    assert f"Mã kiểm tra số liệu (SHA-256): {code}" in " ".join(pages[-1])


def test_an_issued_report_carries_number_tables_and_every_figure(province):
    agency = province["UBND"]
    content, report = issued_pdf(agency), report_of(agency, units_of(agency))
    printed = squeezed(pdf_text(content))
    assert "THẢO" not in printed
    assert "Số: 12/BC-" in printed
    assert "(Kèm theo Báo cáo số 12/BC-LS ngày 15 tháng 06 năm 2026 của" in printed
    words = [word for page in pages_of(content) for word in page]
    text = " ".join(words)
    for table in report.figures["tables"]:
        for row in [*table["rows"], {"name": "Tổng số", "values": table["total"]}]:
            cells = " ".join(figure(value) for value in row["values"].values())
            name = row["name"].replace("Ủy ban nhân dân", "UBND")
            assert f"{name} {cells}" in text, (table["code"], row["name"])
        for column in FORMS[table["code"]].columns:
            assert set(column.heading[-1].split()) <= set(words)
    # By hand: the fourth and fifth unit had 10 + 4, 5 receptions at the desk, 4 + 4, 5 by the head,
    # 4, 5 by a delegate: 26 + 29.
    assert "Xã, phường, đặc khu 55 " in text


def test_it_is_pdf_a_3_tagged_with_its_faces_and_nothing_but_its_data(province):
    content = issued_pdf(province["UBND"])
    with pikepdf.open(io.BytesIO(content)) as opened:
        root = opened.Root
        assert 'pdfaid:part="3" pdfaid:conformance="A"' in root.Metadata.read_bytes().decode()
        assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "vi")
        assert root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert {str(page.obj.get("/Rotate", 0)) for page in opened.pages} == {"0"}
        sizes = {
            tuple(round(float(n) / 72 * 25.4) for n in page.mediabox[2:]) for page in opened.pages
        }
    assert sizes == {(210, 297), (297, 210), (420, 297)}
    fonts = subprocess.run(["pdffonts", "-"], input=content, capture_output=True).stdout.decode()
    for line in fonts.splitlines()[2:]:
        face = line.replace("-", "")
        assert ["LiberationSerif" in face, *line.split()[-5:-2]] == [True, "yes", "yes", "yes"]
    told = json.loads(attached(content))
    Draft202012Validator(schema()).validate(told)
    assert told["report"]["number"] == "12/BC-LS"
    assert told["sha256"] == hash_of("statutory", told["figures"], told["narrative"])


def test_every_figure_is_tagged_with_the_heads_of_its_column_and_row(province):
    with pikepdf.open(io.BytesIO(issued_pdf(province["UBND"]))) as opened:
        tree = opened.Root.StructTreeRoot
        tables = [element for element in tree.K[0].K if str(element.S) == "/Table"][-len(FORMS) :]
        # The head, then its last section: the body.
        rows = tables[0].K[-1].K
        assert len(rows) == 8
        for row in rows:
            assert [str(cell.S) for cell in row.K] == ["/TH", *["/TD"] * 21]
            assert row.K[0].A[0].Scope == pikepdf.Name.Row
        named = {str(name) for name in list(tree.IDTree.Names)[::2]}
        pointed = {str(n) for t in tables for r in t.K[-1].K for c in r.K for n in c.A[0].Headers}
        assert pointed <= named
        # Heads of six tables, each cell once.
        assert len(named) == sum(
            1 + sum(map(len, heading_rows(form.columns))) + 1 + len(form.columns)
            for form in FORMS.values()
        )


def test_parts_are_joined_into_one_document_numbered_through(province, monkeypatch):
    agency = province["UBND"]
    report = report_of(agency, units_of(agency))
    report.figures["tables"] = report.figures["tables"][:1]
    monkeypatch.setattr(drawing, "MOST_CELLS", 70)
    content = statutory_pdf(report, given="12")
    pages = pages_of(content)
    foot = f"Mã kiểm tra số liệu: {hash_of('statutory', report.figures, NARRATIVE)}"
    numbers = [page[: -len(foot.split())][-1] for page in pages if page[-1] == foot.split()[-1]]
    assert numbers == [str(n) for n in range(len(pages) - 2, len(pages) + 1)]
    # Eight lines, three at a time on 22 columns.
    assert sum("MS" in page for page in pages) == 3
    assert attached(content) == so_lieu(report, number="12/BC-LS", on="2026-06-15")
    with pikepdf.open(io.BytesIO(content)) as opened:
        tree = opened.Root.StructTreeRoot
        assert [int(page.obj.StructParents) for page in opened.pages] == list(range(len(pages)))
        assert [int(n) for n in list(tree.ParentTree.Nums)[::2]] == list(range(len(pages)))
        owners = {page.obj.objgen for page in opened.pages}
        assert {element.Pg.objgen for element in tree.K[0].K if "/Pg" in element} <= owners


def book(content: bytes, *, values: bool):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def test_the_workbook_holds_the_figures_and_its_formulas_give_them(province):
    agency = province["UBND"]
    report = report_of(agency, units_of(agency))
    content = statutory_xlsx(report)
    cached, live = book(content, values=True), book(content, values=False)
    assert cached.sheetnames == [*(code.replace("/", "-") for code in FORMS), "Thông tin"]
    formulas = 0
    for table in report.figures["tables"]:
        page, formula_page = (b[table["code"].replace("/", "-")] for b in (cached, live))
        rows = {row[0].value: row for row in page.iter_rows() if row[0].value}
        for told in [*table["rows"], {"name": "Tổng số", "values": table["total"]}]:
            cells = rows[told["name"]][1 : len(table["columns"]) + 1]
            assert [cell.value for cell in cells] == list(told["values"].values())
        for row in formula_page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    assert evaluated(formula_page, cell.coordinate) == pytest.approx(
                        page[cell.coordinate].value
                    )
    # Printed formulas of the form (4, 6, 2, 2, 0, 0 columns) in 5 units; every column of two subtotals
    # and the total (142 columns).
    assert formulas == 5 * 14 + 3 * 142
    first = live["01-TCD"]
    assert first["B10"].value == "=F10+L10+R10"
    assert first.freeze_panes == "B10"
    assert (first.page_setup.orientation, first.page_setup.fitToHeight) == ("landscape", 0)
    assert first.print_title_rows == "$5:$9"
    assert "$A$1:$V$" in first.print_area
    merged = {str(area) for area in first.merged_cells.ranges}
    assert {"A5:A8", "B5:B8", "F5:J5", "K5:V5", "I6:J6", "K6:P6", "Q6:V6"} <= merged
    about = [cell.value for row in cached["Thông tin"].iter_rows() for cell in row]
    assert {report.sha256, agency.code} <= set(about)


def test_a_name_is_text_in_every_file_whatever_it_looks_like(province):
    agency = province["SKHCN"]
    report = report_of(agency, [("X", HOSTILE, "commune")])
    shown = squeezed(HOSTILE.replace("\x07", "")).strip()
    page = book(statutory_xlsx(report), values=False)["01-TCD"]
    assert page["A10"].data_type == "s"
    assert squeezed(page["A10"].value).strip() == shown
    assert page["A10"].quotePrefix
    report.figures["tables"] = report.figures["tables"][:1]
    report.narrative = {"I.1": f"Đơn vị {HOSTILE}\x00\x1b"}
    pdf = statutory_pdf(report)
    assert shown.replace(" ", "") in "".join(word for p in pages_of(pdf) for word in p)
    assert b"/URI" not in pdf
    text = "\n".join(p.text for p in Document(io.BytesIO(statutory_docx(report))).paragraphs)
    assert shown in squeezed(text)


def test_a_figure_that_breaks_its_relation_stands_as_it_was_frozen(province):
    report = report_of(province["SKHCN"])
    report.figures["tables"][0]["rows"][0]["values"]["1"] += 1
    page = book(statutory_xlsx(report), values=False)["01-TCD"]
    assert page["B10"].value == report.figures["tables"][0]["rows"][0]["values"]["1"]
    assert page["B10"].comment.text == "Số đã chốt không bằng 5+11+17; giữ nguyên số đã chốt."


def test_word_has_the_words_for_editing_and_a_line_for_each_table(province):
    report = report_of(province["SKHCN"])
    document = Document(io.BytesIO(statutory_docx(report)))
    lines = [p.text for p in document.paragraphs]
    for words in NARRATIVE.values():
        assert set(words.split("\n")) <= set(lines)
    for code, form in FORMS.items():
        assert any(
            line.startswith(f"Biểu số {code}: {form.title}. Tổng số: (1) ") for line in lines
        )
    assert document.core_properties.author == ""


def test_quarters_without_words_are_a_letter_with_tables(province):
    report = report_of(province["SKHCN"], narrative={})
    report.figures["tables"] = report.figures["tables"][:1]
    printed = squeezed(pdf_text(statutory_pdf(report)))
    assert "theo 01 biểu số liệu kèm theo." in printed
    assert "I. TÌNH HÌNH" not in printed


def test_one_live_table_is_a_file_of_its_own(province):
    data = report_of(province["SKHCN"]).figures["tables"][1]
    printed = squeezed(pdf_text(table_pdf(data)))
    assert "TỔNG HỢP KẾT QUẢ XỬ LÝ ĐƠN" in printed
    assert "Bảng tạm tính từ dữ liệu hiện có, chưa phải báo cáo" in printed
    page = book(table_xlsx(data), values=True)["02-XLD"]
    assert page["A1"].value == "Biểu số: 02/XLD"
