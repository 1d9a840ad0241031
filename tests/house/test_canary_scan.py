"""The scan of `make canary` finds a string in every form in which it could lie on a disk."""

import base64
import gzip
import unicodedata
import zipfile

import pytest

from benchmarks.canary import CONTROL, told
from benchmarks.canary_scan import hits, unpack
from benchmarks.canary_strings import forms_of, people

NAME = "Khuất Ngoạn Đượm"
_BARE = "Khuat Ngoan Duom"
LAID = {
    "as typed": NAME.encode(),
    "capitals": NAME.upper().encode(),
    "small, without accents": _BARE.lower().encode(),
    "UTF-16": NAME.encode("utf-16"),
    "hex of a dump": NAME.encode().hex().encode(),
    "base64 in the middle": base64.b64encode(b"ho ten: " + NAME.encode() + b"; xong"),
    "base64 one later": base64.b64encode(b"ho ten:: " + NAME.encode() + b"; xong"),
    "in a URL": b"?q=Khu%E1%BA%A5t+Ngo%E1%BA%A1n+%C4%90%C6%B0%E1%BB%A3m",
    "in JSON": b'"Khu\\u1ea5t Ngo\\u1ea1n \\u0110\\u01b0\\u1ee3m"',
    "decomposed": unicodedata.normalize("NFD", NAME).encode(),
}


@pytest.mark.parametrize("laid", LAID.values(), ids=LAID)
def test_each_form_is_found(tmp_path, laid):
    (tmp_path / "x").write_bytes(b"\0\1\2" + laid + b"\xff\n")
    assert hits([tmp_path], forms_of(NAME)) == [str(tmp_path / "x")]


def test_what_is_packed_is_unpacked_and_nothing_else_is_found(tmp_path):
    into, folder = tmp_path / "into", tmp_path / "from"
    into.mkdir(), folder.mkdir()
    with zipfile.ZipFile(folder / "so.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", f"<t>{NAME}</t>")
    (folder / "nhat-ky.gz").write_bytes(gzip.compress(NAME.encode()))
    (folder / "khac").write_bytes("Khuất Ngoạn Khác".encode())
    assert hits([folder], forms_of(NAME)) == []
    assert unpack(folder, into) == 2
    assert len(hits([into], forms_of(NAME))) == 2


def test_two_hundred_strings_that_differ():
    strings = [text for person in people() for text in person.strings]
    assert len(set(strings)) == 200


def test_one_leak_makes_the_command_fail(tmp_path, capsys):
    """A planted leak is found; so is the open name without which a scan would prove nothing."""
    places = {
        "tệp tạm": tmp_path / "tmp",
        "nhật ký": tmp_path / "log",
        "thư báo": tmp_path / "mail",
    }
    for where in list(places.values())[:2]:
        where.mkdir()
    (tmp_path / "log" / "web.log").write_text(f"GET /don/ {CONTROL}\n")
    assert told(places, [NAME]) == 0
    assert "1 chuỗi, 2 nơi, 0 lần thấy" in capsys.readouterr().out
    (tmp_path / "tmp" / "phien").write_bytes(base64.b64encode(f"x{NAME}".encode()))
    assert told(places, [NAME]) == 1
    assert "1 chuỗi, 2 nơi, 1 lần thấy" in capsys.readouterr().out
    (tmp_path / "tmp" / "phien").unlink()
    (tmp_path / "log" / "web.log").write_text("")
    assert told(places, [NAME]) == 1
