"""Backup and restore through the commands, on a small database of their own (ADR 0029)."""

import json
import os
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from agencies.refusals import Refused
from agencies.roles import Role
from complaints import vault
from complaints.models import Matter, SealedIdentity
from records.actions import files, ledger
from records.actions.sealing_ledger import seal_ledger
from records.backup import manifest as manifest_of
from records.backup import snapshot
from records.backup.reading import Backup
from records.backup.restoring import _ensure_same, _key
from records.backup.server import connect
from records.enums import Verb
from records.ledger.backup_key import ledger_key
from records.ledger.keys import signer
from records.models import LedgerEntry, StoredFile
from tests import database
from tests.factories import make_agency, make_user

NAME = "Nguyễn Thị Kín"


@pytest.fixture(scope="module")
def template(django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return database.ensure_template()


@pytest.fixture
def house(template: str, django_db_blocker: Any, settings: Any, tmp_path: Path) -> Iterator[Any]:
    """One agency with one file, one ledger row, one sealed identity, in a database of this test."""
    name, before = f"{connection.settings_dict['NAME']}_backup", connection.settings_dict["NAME"]
    key = tmp_path / "identity-key"
    key.write_text("ab" * 32)
    settings.IDENTITY_KEY_FILE = str(key)
    settings.LEDGER_KEY_FILE = str(tmp_path / "ledger-key")
    (tmp_path / "ledger-key").write_text("12" * 32)
    with django_db_blocker.unblock():
        connection.close()
        _alone(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _alone(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        connection.settings_dict["NAME"] = name
        try:
            yield _filled()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            for left in (name, f"{name}_dang_khoi_phuc", f"{name}_truoc_khoi_phuc"):
                _alone(f'DROP DATABASE IF EXISTS "{left}" WITH (FORCE)')


def _alone(statement: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)


def _filled() -> StoredFile:
    now = timezone.now()
    agency = make_agency("SL-1")
    user = make_user("an", (Role.HEAD, agency))
    ledger.write(by=user, verb=Verb.CREATE, subject=agency, now=now)
    matter = Matter.objects.create(
        agency=agency, scope_path=agency.path, secrecy=1, kind="denunciation", field="land",
        title="Vụ việc kín", petitioner_label="Người tố cáo 1", opened_on="2026-11-02",
    )  # fmt: skip
    wrapped, cipher = vault.seal_identity(matter_id=matter.pk, identity={"name": NAME})
    SealedIdentity.objects.create(
        matter=matter, alias="Người tố cáo 1", key_id=vault.key_id(), wrapped_key=wrapped,
        cipher=cipher, sealed_at=now,
    )  # fmt: skip
    return files.store(parent=matter, name="don.txt", content=b"mot hai ba", by=user, now=now)


def run(*words: object) -> str:
    out = StringIO()
    call_command(*[str(word) for word in words], stdout=out)
    return out.getvalue()


def refusal(*words: object) -> str:
    with pytest.raises(CommandError) as caught:
        run(*words)
    return str(caught.value)


def test_a_backup_brings_back_rows_files_and_the_key(
    house: StoredFile, tmp_path: Path, settings: Any
) -> None:
    copy, safe = tmp_path / "copy", tmp_path / "safe"
    seal_ledger(now=timezone.now())
    run("backup", copy, "--keys", safe)
    told = json.loads((copy / "manifest.json").read_text())
    assert told["tables"]["records_storedfile"] == 1
    assert told["files"] == {"count": 1, "bytes": 10}
    assert (told["ledger"]["rows"], told["ledger"]["newest"]) == (2, 2)
    assert told["keys"] == {"identity-key": vault.key_id(), "ledger-key": signer().key_id}
    for name in told["keys"]:
        assert (safe / name).stat().st_mode & 0o777 == 0o600
    every_byte = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    assert [secret for secret in (b"ab" * 32, NAME.encode()) if secret in every_byte] == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    StoredFile.objects.all().delete()
    shutil.rmtree(settings.FILES_DIR)
    # A new machine made itself another key.
    Path(settings.IDENTITY_KEY_FILE).write_text("cd" * 32)
    Path(settings.LEDGER_KEY_FILE).write_text("34" * 32)
    assert "--wipe" in refusal("restore", copy, "--keys", safe)
    assert "hãy chỉ thư mục giữ khóa bằng --keys" in refusal("restore", copy, "--wipe")
    assert StoredFile.objects.count() == 0
    said = run("restore", copy, "--keys", safe, "--wipe")
    assert "Mở thử bằng khóa danh tính, khóa niêm phong sổ vết: được." in said
    assert NAME not in said
    assert files.path_of(StoredFile.objects.get().sha256).read_bytes() == b"mot hai ba"
    assert Path(settings.IDENTITY_KEY_FILE).read_text() == "ab" * 32
    assert Path(settings.LEDGER_KEY_FILE).read_text() == "12" * 32
    assert [p.read_text() for p in tmp_path.glob("identity-key.truoc-*")] == ["cd" * 32]
    details = list(LedgerEntry.objects.order_by("id").values_list("verb", flat=True))
    assert details == ["create", "create", "change"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('tcd_runtime', 'records_ledgerentry', 'SELECT'), "
            "has_table_privilege('tcd_runtime', 'records_ledgerentry', 'UPDATE')"
        )
        assert cursor.fetchone() == (True, False)


def test_what_is_broken_is_refused_and_nothing_changes(house: StoredFile, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert "không phải bản sao lưu" in refusal("restore", tmp_path, "--wipe")
    assert "Không có thư mục sao lưu" in refusal("restore", tmp_path / "none", "--wipe")
    assert "tách rời" in refusal("backup", copy, "--keys", copy / "keys")
    run("backup", copy)
    assert "đã có nội dung" in refusal("backup", copy)
    manifest, dump = copy / "manifest.json", copy / "database.dump"
    whole, bytes_ = manifest.read_text(), dump.read_bytes()
    stored = copy / "files" / house.sha256[:2] / house.sha256
    dump.write_bytes(bytes_[:-1] + bytes([bytes_[-1] ^ 1]))
    assert "Mã kiểm tra của database.dump" in refusal("restore", copy, "--wipe")
    dump.write_bytes(bytes_)
    stored.write_bytes(b"khac")
    assert "Mã kiểm tra của tệp" in refusal("restore", copy, "--wipe")
    stored.unlink()
    assert "thiếu tệp" in refusal("restore", copy, "--wipe")
    stored.write_bytes(b"mot hai ba")
    manifest.write_text(whole.replace('"records_storedfile": 1', '"records_storedfile": 2'))
    assert "đã bị sửa" in refusal("restore", copy, "--wipe")
    manifest.write_text("{")
    assert "Không đọc được tệp manifest.json" in refusal("restore", copy, "--wipe")
    _rewrite(manifest, whole, migrations=["records.9999_later"])
    assert "mới hơn (có bước records.9999_later)" in refusal("restore", copy, "--wipe")
    for name, label in (("identity-key", "danh tính"), ("ledger-key", "niêm phong sổ vết")):
        _rewrite(manifest, whole, keys={**json.loads(whole)["keys"], name: "0" * 16})
        assert f"cần khóa {label} có mã {'0' * 16}" in refusal("restore", copy, "--wipe")
    told = json.loads(whole)
    # A backup of before there were seals names no key of theirs; a later one must.
    sealed_by = ledger_key()
    _rewrite(manifest, whole, keys={"identity-key": told["keys"]["identity-key"]})
    assert "không ghi mã của khóa niêm phong sổ vết" in refusal("restore", copy, "--wipe")
    before = [name for name in told["migrations"] if name != "records.0010_ledger_seals"]
    _rewrite(manifest, whole, keys={}, migrations=before)
    assert _key(_as_it_lies(copy), sealed_by, None) == sealed_by.path
    # The ledger holds one row more since: the backup itself.
    counts = {**told["tables"], "records_ledgerentry": 3, "records_storedfile": 2}
    _rewrite(manifest, whole, tables=counts)
    with pytest.raises(Refused, match="records_storedfile khôi phục được 1 dòng"):
        _ensure_same(_as_it_lies(copy), _now())
    _rewrite(manifest, whole, ledger={**told["ledger"], "sha256": "0" * 64})
    assert "Sổ vết" in refusal("restore", copy, "--wipe")
    assert StoredFile.objects.count() == 1


def _as_it_lies(copy: Path) -> Backup:
    return Backup(copy, manifest_of.read(copy), {})


def _now() -> snapshot.Moment:
    with snapshot.opened(str(connection.settings_dict["NAME"])) as reader:
        return snapshot.moment(reader)


def _rewrite(path: Path, whole: str, **changed: Any) -> None:
    """A manifest whose own hash is right, as a forger would make it."""
    body = {**json.loads(whole), **changed}
    body.pop("sha256")
    path.write_text(json.dumps({**body, "sha256": manifest_of._hash(body)}))


def test_a_lost_file_or_a_full_disk_leaves_no_half_backup(
    house: StoredFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copies" / "copy"
    files.path_of(house.sha256).unlink()
    assert "mất hoặc hỏng" in refusal("backup", copy)
    assert list((tmp_path / "copies").iterdir()) == []
    torn = tmp_path / "copies" / ".earlier.dang-ghi-7"
    torn.mkdir()
    os.utime(torn, (0, 0))
    assert "thiếu 1 tệp" in refusal("backup", copy, "--thieu-tep")
    assert json.loads((copy / "manifest.json").read_text())["missing_files"] == [house.sha256]

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("records.backup.copying.settle_below", full)
    other = tmp_path / "copies" / "other"
    assert "đã đầy" in refusal("backup", other, "--thieu-tep")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy"]


def test_nobody_restores_under_a_running_product(house: StoredFile, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    run("backup", copy)
    other = connect(str(connection.settings_dict["NAME"]))
    try:
        assert "Còn 1 kết nối" in refusal("restore", copy, "--wipe")
    finally:
        other.close()
    assert StoredFile.objects.count() == 1
