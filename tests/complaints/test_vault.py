"""The vault on this server: bound to its place, one key of several, marks that tell little."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from complaints import vault
from complaints.vault import ciphers, keyring, marks
from complaints.vault.checks import identity_is_kept
from config.local.places import CHECKOUT

HOA = {"full_name": "Đặng Thị Hòa", "id_number": "020068001234", "phone": "0912345678"}
OLD, NEW = "ab" * 32, "cd" * 32


@pytest.fixture
def key_file(settings, tmp_path: Path) -> Path:
    path = tmp_path / "identity-key"
    path.write_text(f"{OLD}\n")
    settings.IDENTITY_KEY_FILE = str(path)
    return path


def opened(matter_id, kept):
    return vault.get(matter_id=matter_id, kept=kept, why="test")


def test_the_same_identity_twice_differs_and_neither_opens_for_the_other(key_file):
    first, second = uuid.uuid4(), uuid.uuid4()
    one, two = (vault.put(matter_id=matter, identity=HOA) for matter in (first, second))
    assert one.cipher != two.cipher
    assert one.wrapped_key != two.wrapped_key
    assert opened(first, one) == opened(second, two) == HOA
    with pytest.raises(ValueError, match="does not open"):
        opened(first, two)


def test_an_older_key_opens_until_it_is_gone(key_file):
    matter, person = uuid.uuid4(), uuid.uuid4()
    kept = vault.put(matter_id=matter, identity=HOA)
    number = vault.seal_number(person_id=person, number="020068001234")
    key_file.write_text(f"{NEW}\n{OLD}\n")
    assert opened(matter, kept) == HOA
    assert vault.open_number(person_id=person, cipher=number) == "020068001234"
    assert vault.key_id() != kept.key_id
    assert vault.number_hash("1") == vault.number_hashes("1")[0]
    key_file.write_text(f"{NEW}\n")
    with pytest.raises(ValueError, match="does not open"):
        opened(matter, kept)


def test_what_was_sealed_before_keys_were_named_still_opens(key_file):
    person, key = uuid.uuid4(), keyring.present()
    context = f"person|{person}|number|1"
    before = ciphers.seal_with(key.derived("number"), b"020068001234", context)
    key_file.write_text(f"{NEW}\n{OLD}\n")
    assert vault.open_number(person_id=person, cipher=before) == "020068001234"


def test_marks_are_short_alike_however_written_and_of_their_own_key(key_file):
    key = keyring.present()
    mark = marks.mark_of_phone(key, "0912345678")
    assert (len(mark), mark) == (5, marks.mark_of_phone(key, "+84 912.345.678"))
    assert marks.mark_of_number(key, "020 068 001 234") == marks.mark_of_number(key, "020068001234")
    assert marks.mark_of_number(key, "0912345678") != mark
    assert (marks.mark_of_number(key, ""), marks.mark_of_phone(key, "")) == ("", "")
    assert vault.put(matter_id=uuid.uuid4(), identity={"full_name": "A"}).phone_mark == ""


def test_no_key_stands_in_a_traceback(key_file):
    assert OLD not in repr(keyring.ring())


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, f"{OLD}\nxyz", OLD[:-2]])
def test_a_broken_key_file_is_told_in_one_sentence(key_file, content):
    key_file.write_text(content)
    with pytest.raises(ImproperlyConfigured, match=r"phải dài 32 byte \(64 chữ số hex\)"):
        vault.key_id()


@pytest.mark.parametrize(
    ("mode", "key", "socket", "why"),
    [
        ("server", "", "", "Thiếu khóa danh tính: đặt biến IDENTITY_KEY_FILE."),
        ("paper", "", "", "Thiếu khóa danh tính: đặt biến IDENTITY_KEY_FILE."),
        ("safe", "x", "", "IDENTITY_MODE là server, apart hoặc paper; không phải “safe”."),
        ("apart", "x", "/s", "Với IDENTITY_MODE=apart, tiến trình phục vụ không giữ khóa: hãy bỏ biến "
                             "IDENTITY_KEY_FILE ở đây."),
        ("apart", "", "", "Thiếu socket của tiến trình giữ danh tính: đặt biến IDENTITY_SOCKET."),
        ("apart", "", "/khong-co", "Không thấy tiến trình giữ danh tính ở socket /khong-co; hãy chạy lệnh "
                                   "identity_keeper trước."),
    ],
)  # fmt: skip
def test_a_house_that_cannot_seal_does_not_open(settings, mode, key, socket, why):
    settings.IDENTITY_MODE, settings.IDENTITY_KEY_FILE = mode, key
    settings.IDENTITY_SOCKET = socket
    assert [problem.msg for problem in identity_is_kept()] == [why]


@pytest.mark.parametrize(
    "start",
    [["-c", "import config.wsgi"], ["manage.py", "check", "--deploy", "--tag", "danh_tinh"]],
)
def test_without_its_key_no_process_starts(key_file, start):
    key_file.write_text("abc")
    env = {**os.environ, "IDENTITY_KEY_FILE": str(key_file), "IDENTITY_MODE": "server"}
    done = subprocess.run(
        [sys.executable, *start], cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Khóa danh tính phải dài 32 byte (64 chữ số hex), mỗi khóa một dòng." in done.stderr
    assert "Traceback" not in done.stderr


def test_with_its_key_it_opens(key_file):
    assert identity_is_kept() == []
