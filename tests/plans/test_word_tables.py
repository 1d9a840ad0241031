"""DOCX as offices write it: heading and signature in tables, tasks in a table, numbers from Word."""

import io

import pytest
from docx import Document
from docx.document import Document as DocumentType

from plans.parser import PlanDocument, parse_plan

ROWS = [
    ("STT", "Đơn vị thực hiện", "Nội dung công việc", "Đơn vị phối hợp", "Thời hạn"),
    ("1", "Thanh tra Sở", "Trực tiếp công dân", "Văn phòng Sở", "Từ 01/3 đến 20/3/2026"),
    ("", "", "Tổng hợp báo cáo tuần", "", "Thứ Năm hằng tuần"),
    ("2", "Phòng Hành chính tư pháp,\nPhòng Bổ trợ tư pháp", "Rà soát đơn về ứng cử viên", "", ""),
]


def read(document: DocumentType) -> PlanDocument:
    out = io.BytesIO()
    document.save(out)
    return parse_plan(out.getvalue())


def grid(document: DocumentType, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    document = Document()
    grid(document, [
        ("UBND TỈNH LẠNG SƠN\nSỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"),
        ("Số: 88/KH-STP", "Lạng Sơn, ngày 02 tháng 3 năm 2026"),
    ])  # fmt: skip
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Tiếp công dân phục vụ bầu cử đại biểu Quốc hội khóa XVI")
    document.add_paragraph("Sở Tư pháp ban hành Kế hoạch như sau:")
    document.add_heading("Mục đích")
    document.add_paragraph("Bảo đảm trật tự.")
    document.add_heading("Nội dung")
    document.add_paragraph("Tuyên truyền pháp luật về bầu cử.", style="List Bullet")
    document.add_heading("Phân công nhiệm vụ")
    grid(document, ROWS)
    grid(document, [
        ("Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHoàng Thị Mai")
    ])  # fmt: skip
    return read(document)


def test_heading_comes_from_the_cells(plan):
    found = (plan.issuer, plan.parent_issuer, plan.number, plan.date, plan.place)
    assert found == ("Sở Tư pháp", "UBND tỉnh Lạng Sơn", "88/KH-STP", "2026-03-02", "Lạng Sơn")


def test_each_row_is_a_task_of_its_units(plan):
    rows = [
        (t.section, t.text, [(u.name, u.role) for u in t.units], t.deadline, t.due, t.recurring)
        for t in plan.tasks
    ]
    assign = "Phân công nhiệm vụ"
    assert rows == [
        ("Nội dung", "Tuyên truyền pháp luật về bầu cử.", [("Sở Tư pháp", "lead")],
         None, None, False),
        (assign, "Trực tiếp công dân", [("Thanh tra Sở", "lead"), ("Văn phòng Sở", "cooperate")],
         "Từ 01/3 đến 20/3/2026", "2026-03-20", False),
        (assign, "Tổng hợp báo cáo tuần", [("Thanh tra Sở", "lead")],
         "Thứ Năm hằng tuần", None, True),
        (assign, "Rà soát đơn về ứng cử viên",
         [("Phòng Hành chính tư pháp", "lead"), ("Phòng Bổ trợ tư pháp", "lead")],
         None, None, False),
    ]  # fmt: skip


def test_signer_and_recipients_come_from_the_cells(plan):
    assert (plan.signer.name, plan.signer.title, plan.signer.authority) == (
        "Hoàng Thị Mai", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC",
    )  # fmt: skip
    assert [(r.name, r.mark) for r in plan.recipients] == [("UBND tỉnh", "b/c"), ("Lưu: VT", None)]


def test_numbers_that_word_counts_are_read():
    document = Document()
    for text in ("SỞ TƯ PHÁP", "KẾ HOẠCH", "Tiếp công dân năm 2026"):
        document.add_paragraph(text)
    document.add_paragraph("Sở Tư pháp ban hành Kế hoạch như sau:")
    for text, style in (
        ("Mục đích", "List Number"),
        ("Bảo đảm trật tự.", None),
        ("Tổ chức thực hiện", "List Number"),
        ("Văn phòng Sở", "List Number 2"),
        ("Chuẩn bị nơi tiếp công dân.", None),
        ("Thanh tra Sở", "List Number 2"),
        ("Trực tiếp công dân.", None),
    ):
        document.add_paragraph(text, style=style)
    assert [(t.section, t.units[0].name) for t in read(document).tasks] == [
        ("2. Tổ chức thực hiện > 1. Văn phòng Sở", "Văn phòng Sở"),
        ("2. Tổ chức thực hiện > 2. Thanh tra Sở", "Thanh tra Sở"),
    ]
