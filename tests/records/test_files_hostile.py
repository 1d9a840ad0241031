"""Files that mean harm: each is refused with a sentence, or kept without what would harm."""

import io
import re
import zipfile

import pikepdf
import pytest
from PIL import Image, ImageFile

from records.files import apart
from records.files.checking import checked
from records.files.kinds import Bad
from records.files.names import clean_name
from tests.records.hostile_files import DISARMED, NAMES, PAYLOAD, REFUSED, docx, linked, pdf, word
from tests.scans import scan

LIMIT = 20 * 1024 * 1024
ACTIVE = re.compile(
    rb"/(JS|JavaScript|Launch|GoToR|GoToE|SubmitForm|ImportData|EmbeddedFiles?|EF|AF|RichMedia\w*|XFA|AA|"
    rb"Rendition|FileAttachment)\b"
)


@pytest.fixture(autouse=True)
def as_in_the_process_apart(monkeypatch):
    """The typesetter of this process takes cut pictures; the one that opens files does not know it."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def plain(content: bytes) -> bytes:
    """All a PDF holds, nothing of it packed."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            made,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return made.getvalue()


def test_there_are_enough_of_them():
    assert len(REFUSED) + len(DISARMED) + len(NAMES) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name):
    with pytest.raises(Bad) as refused:
        checked(name=name, content=REFUSED[name](), limit=LIMIT)
    assert refused.value.sentence.endswith((".", "lại."))


@pytest.mark.parametrize("name", DISARMED)
def test_it_is_kept_without_what_would_harm(name):
    content = DISARMED[name]()
    kept = checked(name=name, content=content, limit=LIMIT)
    assert PAYLOAD in (plain(content) + content if name.endswith(".pdf") else content)
    bare = plain(kept.content) if name.endswith(".pdf") else kept.content
    assert (PAYLOAD in bare, ACTIVE.findall(bare)) == (False, [])
    assert kept.removed or "hai-mat" in name


@pytest.mark.parametrize("sent", NAMES)
def test_a_name_is_one_plain_line(sent):
    assert clean_name(sent) == NAMES[sent]


def test_what_does_no_harm_stays_as_it_is():
    for name, content in (
        ("don.docx", word("<w:p><w:r><w:t>Đơn</w:t></w:r></w:p>")),
        ("lien-ket.docx", linked("hyperlink", "https://chinhphu.vn/")),
        ("don.txt", "Kính gửi…\r\n\tĐơn".encode()),
    ):
        assert checked(name=name, content=content, limit=LIMIT).content == content
    once = checked(name="a.pdf", content=scan("Quyet dinh"), limit=LIMIT)
    assert once.removed == ()


def test_a_signed_document_keeps_its_bytes_unless_it_acts():
    signature = "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>"
    signed = scan("da ky", objects=(signature,), root="/AcroForm << /Fields [5 0 R] >>")
    assert checked(name="a.pdf", content=signed, limit=LIMIT).content == signed
    acting = scan(
        "da ky", objects=(signature,), root="/AcroForm << /Fields [5 0 R] >> /AA << /WC 5 0 R >>"
    )
    assert checked(name="a.pdf", content=acting, limit=LIMIT).removed == (
        "hiệu lực chữ ký số (tệp đã viết lại)",
        "lệnh tự chạy hoặc gọi ra ngoài",
    )


def test_the_figures_of_a_report_come_back_with_it_and_no_other_file():
    def carrying(**files: bytes) -> bytes:
        def add(made: pikepdf.Pdf) -> None:
            for name, content in files.items():
                made.attachments[name.replace("_", "-") + ".json"] = content

        return pdf(add)

    kept = checked(name="a.pdf", content=carrying(so_lieu=b'{"a": 1}'), limit=LIMIT)
    with pikepdf.open(io.BytesIO(kept.content)) as read:
        assert read.attachments["so-lieu.json"].get_file().read_bytes() == b'{"a": 1}'
    for bad in (carrying(so_lieu=b"MZ"), carrying(so_lieu=b"{}", khac=b"{}"), carrying(khac=b"{}")):
        made = checked(name="a.pdf", content=bad, limit=LIMIT)
        with pikepdf.open(io.BytesIO(made.content)) as read:
            assert (list(read.attachments), made.removed) == ([], ("tệp đính kèm bên trong",))


def test_of_a_sealed_matter_nobody_is_told_who_made_the_file():
    told = scan("don", objects=("<< /Author (Nguyen Van A) >>",)).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Info 5 0 R"
    )
    kept = checked(name="a.pdf", content=told, limit=LIMIT, private=True)
    assert (b"Nguyen Van A" in plain(told), b"Nguyen Van A" in plain(kept.content)) == (True, False)
    core = "<c:coreProperties xmlns:c='c' xmlns:d='d'><d:creator>Nguyễn Văn A</d:creator></c:coreProperties>"
    noted = docx(
        {
            "docProps/core.xml": core,
            "word/comments.xml": '<w:c xmlns:w="w" w:author="Nguyễn Văn A" w:initials="NVA">Ý kiến</w:c>',
        }
    )
    made = checked(name="a.docx", content=noted, limit=LIMIT, private=True)
    assert made.removed == ("thông tin về người lập và phần mềm",)
    read = zipfile.ZipFile(io.BytesIO(made.content))
    said = b"".join(read.read(name) for name in read.namelist()).decode()
    assert ("Nguyễn Văn A" in said, "Ý kiến" in said) == (False, True)


def test_a_picture_is_turned_upright_and_says_nothing_of_where_it_was_taken():
    told, made = Image.Exif(), io.BytesIO()
    told[0x0112] = 6
    Image.new("RGB", (20, 10), "white").save(made, "JPEG", exif=told.tobytes())
    kept = Image.open(
        io.BytesIO(checked(name="a.jpg", content=made.getvalue(), limit=LIMIT).content)
    )
    assert (kept.size, dict(kept.getexif())) == ((10, 20), {})


@pytest.mark.own_process
def test_a_file_is_opened_in_a_process_of_its_own():
    kept = apart.check(
        name="a.pdf", content=DISARMED["mo-la-chay.pdf"](), limit=LIMIT, private=False
    )
    assert kept.removed == ("mã lệnh chạy trong tệp",)
    with pytest.raises(Bad, match="40 triệu điểm ảnh"):
        apart.check(name="a.png", content=REFUSED["bom.png"](), limit=LIMIT, private=False)
