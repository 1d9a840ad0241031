"""A new key while the house works: stopped, gone on with, nothing left on the old one."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from complaints import vault
from complaints.actions import key_rotation
from complaints.enums import PetitionKind
from complaints.models import Person, SealedIdentity
from complaints.vault import keyring
from records.models import LedgerEntry
from tests.complaints.conftest import THANH

OLD, NEW = "ab" * 32, "cd" * 32


@pytest.fixture
def key_file(settings, tmp_path: Path) -> Path:
    path = tmp_path / "identity-key"
    path.write_text(f"{OLD}\n")
    settings.IDENTITY_KEY_FILE = str(path)
    return path


@pytest.fixture
def new_key(tmp_path: Path) -> Path:
    path = tmp_path / "new-key"
    path.write_text(f"{NEW}\n")
    return path


@pytest.fixture
def house(key_file, register):
    """Three sealed identities and one number of a paper under the old key."""
    register()
    return [register(kind=PetitionKind.DENUNCIATION).matter for _ in range(3)]


def rotate(*words: object) -> str:
    out = StringIO()
    call_command("rotate_identity_keys", *map(str, words), stdout=out)
    return out.getvalue()


def refusal(*words: object) -> str:
    with pytest.raises(CommandError) as caught:
        rotate(*words)
    return str(caught.value)


def keys_in_use() -> list[str]:
    return list(SealedIdentity.objects.values_list("key_id", flat=True).distinct())


def ensure_all_open(matters) -> None:
    for matter in matters:
        kept = vault.Kept.of(SealedIdentity.objects.get(matter=matter))
        assert vault.get(matter_id=matter.pk, kept=kept, why="test") == THANH.as_texts()
    person = Person.objects.get()
    number = vault.open_number(person_id=person.pk, cipher=bytes(person.id_cipher))
    assert (number, person.id_hash) == (THANH.id_number, vault.number_hash(THANH.id_number))


def test_everything_goes_to_the_new_key_and_the_old_one_goes_away(house, new_key, key_file):
    said = rotate("--new-key-file", new_key, "--drop-old")
    assert "0 dòng còn dùng khóa cũ." in said
    assert key_file.read_text() == f"{NEW}\n"
    assert keys_in_use() == [vault.key_id()]
    ensure_all_open(house)
    told = [row.details["viec"] for row in LedgerEntry.objects.filter(details__has_key="khoa")]
    assert told == ["khoa_moi", "xoay_xong", "bo_khoa_cu"]
    assert NEW not in said
    assert OLD not in said


def test_killed_in_the_middle_it_goes_on(house, new_key, key_file, monkeypatch):
    seal, done = key_rotation._wrap_again, []

    def killed(row):
        if done:
            raise KeyboardInterrupt
        done.append(seal(row))

    monkeypatch.setattr(key_rotation, "_wrap_again", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate("--new-key-file", new_key, "--batch", "1")
    monkeypatch.setattr(key_rotation, "_wrap_again", seal)
    assert (len(keys_in_use()), key_rotation.left()) == (2, 3)
    ensure_old_and_new_open(house)
    assert "0 dòng còn dùng khóa cũ." in rotate("--new-key-file", new_key, "--batch", "1")
    key_file.write_text(f"{NEW}\n")
    ensure_all_open(house)


def ensure_old_and_new_open(matters) -> None:
    for row in SealedIdentity.objects.filter(matter__in=matters):
        kept = vault.Kept.of(row)
        assert vault.get(matter_id=row.matter_id, kept=kept, why="test") == THANH.as_texts()


def test_what_was_sealed_before_keys_were_named_is_wrapped_anew_under_the_same_key(house, key_file):
    marks = list(SealedIdentity.objects.order_by("pk").values_list("number_mark", "phone_mark"))
    row = SealedIdentity.objects.get(matter=house[0])
    SealedIdentity.objects.filter(pk=row.pk).update(
        wrapped_key=bytes(row.wrapped_key).removeprefix(vault.head()), number_mark="", phone_mark=""
    )
    person = Person.objects.get()
    number = bytes(person.id_cipher).removeprefix(vault.head())
    Person.objects.filter(pk=person.pk).update(id_cipher=number)
    assert key_rotation.left() == 2
    ensure_all_open(house)
    assert "0 dòng còn dùng khóa cũ." in rotate()
    found = SealedIdentity.objects.order_by("pk").values_list("number_mark", "phone_mark")
    assert (list(found), set(marks) & {("", "")}) == (marks, set())
    ensure_all_open(house)


def test_a_person_is_recognised_while_keys_are_turned(house, new_key, key_file, register):
    keyring.write(key_file, (keyring.present(str(new_key)), *keyring.ring()))
    assert register().person_id == Person.objects.get().pk


def test_what_no_key_opens_is_told_and_the_rest_is_done(house, new_key):
    SealedIdentity.objects.filter(matter=house[0]).update(wrapped_key=b"\x01broken")
    said = refusal("--new-key-file", new_key, "--batch", "1")
    assert said.startswith("1 dòng không mở được bằng khóa nào trong tệp khóa")
    assert key_rotation.left() == 1


def test_bad_input_changes_nothing(house, new_key, key_file, tmp_path):
    assert refusal("--batch", "0") == "--batch là số dòng mỗi lượt, từ 1 đến 10000."
    assert "Không đọc được khóa danh tính" in refusal("--new-key-file", tmp_path / "none")
    new_key.write_text("abc")
    assert "64 chữ số hex" in refusal("--new-key-file", new_key)
    key_file.write_text(f"{NEW}\n{OLD}\n")
    new_key.write_text(OLD)
    assert refusal("--new-key-file", new_key) == (
        "Khóa trong tệp này là khóa cũ; hãy tạo khóa mới."
    )
    assert key_rotation.left() == 4
