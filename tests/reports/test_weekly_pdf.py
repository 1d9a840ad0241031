"""The PDF: Vietnamese right to the letter, the layout of Decree 30/2020, nothing fetched, attached."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from agencies.enums import Level
from agencies.models import Agency
from agencies.refusals import Refused
from law.periods import parse_period
from records import pdf
from records.typesetting import archival
from reports.document import TEMPLATE, weekly_pdf, weekly_words
from reports.weekly import weekly_figures
from reports.weekly_text import WeeklyText
from tests.factories import make_agency
from tests.reports.weeks import AFTER, hand_counted_week

pytestmark = pytest.mark.django_db
W46 = parse_period("2026-W46")
UNPRINTED = {"title", "alt", "svg", "look", "party"}
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def figures_of(agency: Agency) -> dict:
    return weekly_figures(agency=agency, period=W46, today=AFTER)


def made(agency: Agency, figures: dict | None = None) -> bytes:
    return weekly_pdf(
        agency=agency, period=W46, figures=figures or figures_of(agency), made_on=AFTER
    )


def text_of(content: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout


def words_in(told: object) -> list[str]:
    """Every word of the data that is printed; the drawing of the chart adds words of its own."""
    if isinstance(told, dict):
        printed = (value for key, value in told.items() if key not in UNPRINTED)
        return [word for value in printed for word in words_in(value)]
    if isinstance(told, list | tuple):
        return [word for value in told for word in words_in(value)]
    return told.split() if isinstance(told, str) else []


def test_text_of_the_pdf_is_the_text_of_the_source(province, tmp_path):
    hand_counted_week(province)
    agency = province["SKHCN"]
    data = weekly_words(agency=agency, text=WeeklyText(figures_of(agency), W46), made_on=AFTER)
    blocks = [{**block, "kind": ""} for block in data["blocks"]]
    source = words_in({**data, "blocks": blocks})
    # The template itself ends the lines of an enumeration: marks are no part of a word.
    source = [word.strip(".;:()") for word in source]
    printed = [word.strip(".;:()") for word in text_of(made(agency), tmp_path).split()]
    assert len(source) > 300
    for word in set(source):
        assert printed.count(word) >= source.count(word), word


def test_letterhead_and_prose_read_as_an_official_document(province, tmp_path):
    hand_counted_week(province)
    # As it is read aloud, not as columns stand beside each other.
    printed = re.sub(r"\s+", " ", text_of(made(province["SKHCN"]), tmp_path, "-raw"))
    for sentence in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH LẠNG SƠN",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "/BC-SKHCN",
        "Lạng Sơn, ngày 16 tháng 11 năm 2026",
        "BÁO CÁO Kết quả tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo tuần 46 "
        "(từ ngày 09/11/2026 đến ngày 15/11/2026)",
        "Kính gửi: - Ủy ban nhân dân tỉnh Lạng Sơn; - Thanh tra tỉnh.",
        "Trong tuần, đã tiếp 05 lượt với 16 người về 04 vụ việc, trong đó có 02 đoàn đông người "
        "với 12 người; số lượt tiếp tăng 04 lượt so với tuần trước.",
        "Trong tuần, đã tiếp nhận 03 đơn, gồm 01 đơn khiếu nại, 01 đơn tố cáo và 01 đơn kiến nghị, "
        "phản ánh; bằng tuần trước.",
        "Trong tuần, đã xử lý 02 đơn: thụ lý giải quyết 01 đơn và chuyển đơn 01 đơn; tăng 02 đơn "
        "so với tuần trước; cuối kỳ còn 04 đơn chờ xử lý.",
        "Tính đến hết ngày 15/11/2026, có 04 vụ việc quá hạn, tăng 03 vụ việc so với tuần trước.",
        "Trong tuần đã bố trí 02 ca trực; 7 ngày tới có 01 ca trực.",
        "GIÁM ĐỐC",
        "Nơi nhận: - Như trên; - Lãnh đạo cơ quan; - Lưu: VT, TCD.",
        "của Sở Khoa học và Công nghệ./.",
    ]:
        assert sentence in printed, sentence


def test_sealed_and_restricted_matters_leave_no_word(province, tmp_path):
    hand_counted_week(province)
    printed = text_of(made(province["SKHCN"]), tmp_path)
    assert "Tố cáo cấp phép sai" not in printed
    assert printed.count("Đơn kín") == 1


def test_every_vietnamese_letter_survives(province, tmp_path):
    figures = figures_of(province["SKHCN"])
    words = f"{LETTERS} {LETTERS.upper()}"
    figures["hotspots"] = [
        {
            "title": words,
            "locality": "ế ộ ữ ằ ỹ",
            "level": "Theo dõi",
            "since": "2026-11-09",
            "people": 5,
        }
    ]
    printed = "".join(text_of(made(province["SKHCN"], figures), tmp_path).split())
    assert "ếộữằỹ" in printed
    assert set(LETTERS + LETTERS.upper()) - set(printed) == set()


def test_pages_are_a4_numbered_from_the_second(province, tmp_path):
    hand_counted_week(province)
    content = made(province["SKHCN"])
    path = tmp_path / "y.pdf"
    path.write_bytes(content)
    reader = PdfReader(path)
    assert len(reader.pages) == 3
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (595, 842)
    }
    first = text_of(content, tmp_path, "-f", "1", "-l", "1").strip().splitlines()
    second = text_of(content, tmp_path, "-f", "2", "-l", "2").strip().splitlines()
    assert first[0] != "1"
    assert second[0] == "2"


def test_only_its_figures_are_attached_and_nobody_is_named_in_the_metadata(province, tmp_path):
    content = made(province["SKHCN"])
    path = tmp_path / "z.pdf"
    path.write_bytes(content)
    listed = subprocess.run(["pdfdetach", "-list", str(path)], capture_output=True, text=True)
    assert listed.stdout.split() == ["1", "embedded", "files", "1:", "so-lieu.json"]
    metadata = PdfReader(path).metadata
    assert metadata.title.startswith("BÁO CÁO Kết quả tiếp công dân")
    assert metadata.author is None
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True).stdout
    faces = {line.split()[0].split("+")[1] for line in fonts.splitlines()[2:]}
    assert {face.split("-")[0] for face in faces} == {"LiberationSerif"}


@pytest.mark.parametrize(
    "reference",
    [
        '<img src="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<link rel="stylesheet" href="http://127.0.0.1/x.css">',
        '<img src="data:image/svg+xml,<svg/>">',
        '<img src="drawn:another">',
    ],
)
def test_a_document_that_asks_for_anything_outside_is_not_made(reference, monkeypatch):
    monkeypatch.setattr(pdf, "render_to_string", lambda *args: f"<body>x{reference}</body>")
    try:
        content = pdf.document("x", {}, {"chart": b"<svg/>"})
    except FatalURLFetchingError:
        return
    assert b"root:" not in content
    assert b"/EmbeddedFile" not in content


def test_without_the_face_one_sentence_and_no_document(monkeypatch):
    monkeypatch.setattr(pdf, "FACE", "Mặt chữ không có")
    monkeypatch.setattr(pdf, "render_to_string", lambda *args: "<body>chữ</body>")
    with pytest.raises(Refused) as refused:
        pdf.document("x", {}, {})
    assert refused.value.sentence == (
        "Máy chủ thiếu phông chữ Liberation Serif đủ chữ tiếng Việt nên chưa lập được văn bản; "
        "hãy cài gói fonts-liberation2 rồi làm lại."
    )


def test_the_signature_never_stands_alone_on_a_page(province, tmp_path):
    agency = province["SKHCN"]
    data = weekly_words(agency=agency, text=WeeklyText(figures_of(agency), W46), made_on=AFTER)
    data |= {"made": [2026, 11, 16], "foot": "", "attached": {}}
    *blocks, closing = data["blocks"]
    assert closing["text"].startswith("Trên đây là báo cáo")
    line = {"kind": "text", "text": "Một dòng."}
    # A page has some forty lines and the signature takes seven: in steps of five each place is met.
    for more in range(0, 45, 5):
        pdf_made = archival(TEMPLATE, {**data, "blocks": [*blocks, *[line] * more, closing]})
        last_page = text_of(pdf_made, tmp_path).rstrip("\f").split("\f")[-1]
        assert "Nơi nhận:" in last_page
        assert "Trên đây là báo cáo" in last_page, more


def test_a_party_body_writes_by_guidance_36(tmp_path):
    above = make_agency("PT-DU", name="Đảng bộ UBND tỉnh Phú Thọ", level=Level.PARTY)
    party = make_agency(
        "PT-DU-ĐU", name="Đảng ủy Sở Khoa học và Công nghệ", level=Level.PARTY, parent=above,
        place="Việt Trì",
    )  # fmt: skip
    printed = re.sub(r"\s+", " ", text_of(made(party), tmp_path))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in printed
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in printed
    assert "-BC/ĐU" in printed
    assert "T/M ĐẢNG ỦY BÍ THƯ" in printed


def test_a_committee_stands_alone_and_units_below_are_added(province, tmp_path):
    hand_counted_week(province, "XA")
    printed = re.sub(r"\s+", " ", text_of(made(province["UBND"]), tmp_path))
    assert "VI. TỔNG HỢP CÁC ĐƠN VỊ CẤP DƯỚI" in printed
    assert "Có 01 trên tổng số 04 đơn vị cấp dưới phát sinh trong tuần" in printed
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in printed
    assert "Kính gửi" not in printed


def test_a_running_week_says_up_to_when_it_counts(province, tmp_path):
    figures = weekly_figures(agency=province["XA"], period=W46, today=date(2026, 11, 12))
    printed = re.sub(r"\s+", " ", text_of(made(province["XA"], figures), tmp_path))
    assert "; tuần chưa kết thúc, số liệu tính đến hết ngày 11/11/2026) như sau:" in printed
