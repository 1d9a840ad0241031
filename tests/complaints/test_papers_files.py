"""Each form as PDF and DOCX, from a case that has everything and from one that is sealed."""

import io
from functools import cache

import docx
import pytest

from complaints.enums import PetitionKind
from complaints.papers.filling import draw
from complaints.papers.registry import forms
from complaints.papers.said import first_answers
from complaints.papers.setting import head_of, text_of
from complaints.papers.values import values_of
from complaints.papers.word import as_docx
from tests.complaints.conftest import THANH
from tests.complaints.papers import TODAY, case, pages_of, paper_for, pdf_of

__all__ = ["case"]
pytestmark = pytest.mark.django_db


def docx_text(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


# A letter, a decision of several pages, a receipt with a table.
SAMPLE = ("124-07", "124-15", "154-02")


def test_each_layout_becomes_pdf_and_word_with_the_words_of_the_paper(case, province):
    by = province.person("handler", "SKHCN")
    for code in SAMPLE:
        assert_word(case, code, by)
        assert_pdf(case, code, by)


@pytest.mark.soak
def test_every_form_becomes_pdf_and_word_with_the_words_of_the_paper(case, province):
    by = province.person("handler", "SKHCN")
    for code in forms():
        assert_word(case, code, by)
        assert_pdf(case, code, by)


def assert_word(case, code, by):
    text = text_of(paper_for(case, code, by), by=by, today=TODAY)

    word = " ".join(docx_text(word_of(case, code, by)).split())

    assert [w for w in words_of(text) if w not in word] == [], code


def assert_pdf(case, code, by):
    paper = paper_for(case, code, by)
    wanted = words_of(text_of(paper, by=by, today=TODAY))

    pdf = letters(" ".join(pages_of(pdf_of(paper, by))))

    assert [w for w in wanted if letters(w) not in pdf] == [], code


def words_of(text):
    return [" ".join(b.text.split()) for b in text.blocks if getattr(b, "text", "")]


def word_of(case, code, by):
    paper = paper_for(case, code, by)
    text = text_of(paper, by=by, today=TODAY)
    return as_docx(
        forms()[code], text, head_of(paper, text, TODAY), signer_name="Lương Quốc Bảo",
        unsure=False,
    )  # fmt: skip


@cache
def letters(text):
    """Letters and digits alone: where a line breaks in the PDF does not matter."""
    return "".join(char for char in text.lower() if char.isalnum())


def test_the_acceptance_notice_reads_as_the_decree_prints_it(case, province):
    by = province.person("handler", "SKHCN")

    (page,) = pages_of(pdf_of(paper_for(case, "124-03", by), by))

    assert "Sở Khoa học và Công nghệ đã nhận được đơn khiếu nại của: Lý Văn Thành" in page
    assert "Địa chỉ: thôn Nà Lầu, xã Tân Thanh" in page
    assert "hộ chiếu: 020068001234 ngày cấp" in page
    assert "Khiếu nại về việc: Khiếu nại quyết định thu hồi đất." in page
    assert "Vậy thông báo để Lý Văn Thành được biết./." in page
    assert page.count("Nơi nhận:") == 1
    assert "GIÁM ĐỐC" in page
    assert "BẢN XEM TRƯỚC" in page


def test_the_minutes_say_who_came_and_leave_room_for_six_signatures(case, province):
    by = province.person("handler", "SKHCN")

    text = " ".join(pages_of(pdf_of(paper_for(case, "124-14", by), by)))

    assert "Vào hồi 09 giờ 30 phút, ngày 18 tháng 11 năm 2026, tại Hội trường UBND xã" in text
    assert "Ông (bà) Lương Quốc Bảo chức vụ Giám đốc" in text
    assert "Biên bản được lập thành 03 bản; mỗi người nhận 01 bản./." in text
    assert text.count("Ký, ghi rõ họ tên") == 6
    assert "Số:" not in text
    assert "Nơi nhận" not in text


def test_no_form_of_a_sealed_case_tells_who_denounced(register, province):
    sealed = register(kind=PetitionKind.DENUNCIATION)
    by = province.person("handler", "SKHCN")
    told = (THANH.full_name, THANH.address, THANH.id_number, sealed.petitioner_label)
    known = values_of(sealed, by=by, today=TODAY)
    for code, form in forms().items():
        first = first_answers(form, known)

        text = repr(draw(form, {**known, **first})) + repr(first)

        assert [one for one in told if one in text] == [], code


def test_a_sealed_preview_leaves_room_for_name_and_number(register, province):
    sealed = register(kind=PetitionKind.DENUNCIATION)
    by = province.person("handler", "SKHCN")

    text = " ".join(pages_of(pdf_of(paper_for(sealed, "31-05", by), by)))

    assert THANH.full_name not in text
    assert sealed.petitioner_label not in text


def test_the_word_copy_is_laid_out_by_decree_30(case, province):
    by = province.person("handler", "SKHCN")
    content = word_of(case, "124-03", by)
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]

    page = (section.page_width, section.page_height)
    margins = (
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin,
    )  # fmt: skip
    sides = [round(side.mm) for side in (*page, *margins)]
    assert sides == [210, 297, 20, 15, 20, 30]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.core_properties.author == ""
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in docx_text(content)
