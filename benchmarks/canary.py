"""make canary: 200 strings of sealed people are typed in through a working day; then nothing on the disk
knows one of them (Luật Tố cáo 2018, art. 8, 56). PostgreSQL, Redis, files, logs are of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path

import django
import psycopg2

from benchmarks.canary_scan import hits, unpack
from benchmarks.canary_strings import forms_of, people
from benchmarks.hanoi import HANOI
from benchmarks.kill_reports import _FOREIGN, Stage
from law.periods import week_of

# An open petitioner: found everywhere, which shows that the scan sees.
CONTROL = "Đối Chứng Ngoạch"
WAIT_SECONDS = 120


def main() -> int:
    parser = ArgumentParser(
        description="Gõ 200 chuỗi danh tính niêm phong rồi tìm chúng khắp ổ đĩa."
    )
    parser.add_argument("--keep", action="store_true", help="giữ thư mục để xem")
    parser.add_argument("--again", metavar="THƯ MỤC", help="thêm một ngày vào thư mục đã giữ")
    options = parser.parse_args()
    folder = Path(options.again or tempfile.mkdtemp(prefix="tcd-canary-", dir="/var/tmp"))
    folder.chmod(0o711)
    for name in _FOREIGN:
        os.environ.pop(name, None)
    for name, part in (("FILES_DIR", "files"), ("MAIL_DIR", "mail"), ("TMPDIR", "tmp")):
        (folder / part).mkdir(mode=0o777, exist_ok=True)
        (folder / part).chmod(0o777)
        os.environ[name] = str(folder / part)
    tempfile.tempdir = None
    os.environ.update({"TCD_DATA_DIR": str(folder), "LOG_LEVEL": "DEBUG"})
    stage = Stage({})
    try:
        return _day(stage, folder, is_new=not options.again)
    finally:
        from config.local import postgres  # noqa: PLC0415 - reads the folder just named

        stage.stop()
        postgres.stop()
        if options.keep:
            print(f"Giữ lại {folder}")
        else:
            shutil.rmtree(folder)


def _day(stage: Stage, folder: Path, *, is_new: bool) -> int:
    port = _started(stage, is_new=is_new)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    from benchmarks import canary_day as day  # noqa: PLC0415 - asks for names of the demonstration

    sealed = people()
    begun = time.monotonic()
    today = day.type_in(port, sealed)
    done = today.done
    day.control(port, CONTROL)
    left_open = day.use_rights(port, today, sealed, folder / "pages")
    done["báo cáo"] = day.ask_for_reports(port)
    done["lượt trong Chromium"] = day.type_in_browser(port, sealed[40:], folder / "chromium")
    day.open_in_browser(port, left_open, sealed[22], folder / "chromium")
    _wait_for_jobs()
    done["trang, tệp người khác đọc"] = sum(
        day.read_by(port, who, folder / "pages") for who in day.READERS
    )
    _papers(folder / "papers")
    _wait_for_jobs()
    done["thư báo"] = _wait_for_letters(folder / "mail")
    print("; ".join(f"{count} {what}" for what, count in done.items()), flush=True)
    print(f"Một ngày làm việc: {time.monotonic() - begun:.0f} giây.", flush=True)
    return _verdict(folder, [text for person in sealed for text in person.strings])


def _started(stage: Stage, *, is_new: bool) -> int:
    from config.local import parts, ports, redis_server  # noqa: PLC0415 - as above
    from config.local.environment import prepare  # noqa: PLC0415 - as above

    prepare(["run"])
    if is_new:
        migrate = ["manage.py", "migrate", "-v", "0", "--skip-checks"]
        subprocess.run([sys.executable, *migrate], check=True)
        subprocess.run([sys.executable, "-m", "benchmarks.start", "desk_people"], check=True)
    stage.environment = dict(os.environ)
    stage.start("redis", parts.queue)
    os.environ["REDIS_URL"] = redis_server.url()
    stage.environment = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    stage.start("worker", parts.worker)
    stage.start("beat", parts.beat)
    port = ports.any_free()
    stage.environment["DJANGO_SETTINGS_MODULE"] = "benchmarks.canary_settings"
    stage.start("web", lambda environment: parts.web(environment, port))
    return port


def _papers(into: Path) -> None:
    """PDF and XLSX of the unit that received them all, as its head asks for them."""
    into.mkdir(exist_ok=True)
    week = week_of(datetime.now(HANOI).date()).code
    for arguments in (
        ("weekly_report", "--agency", "LS-SKHCN", "--week", week, "--output", str(into / "tuan.pdf")),
        ("statutory_table", "01/TCD", "--agency", "LS-SKHCN", "--period", week, "--format", "xlsx",
         "--output", str(into / "bieu.xlsx")),
        ("backup", str(into / "ban-sao"), "--keys", str(into.parent / "keys-apart")),
    ):  # fmt: skip
        told = subprocess.run(
            [sys.executable, "manage.py", *arguments], capture_output=True, text=True, check=False
        )
        if told.returncode:
            raise SystemExit(f"{arguments[0]}: {told.stderr[-800:]}")


def _asked(statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def _wait_for_jobs() -> None:
    end = time.monotonic() + WAIT_SECONDS
    left = "SELECT count(*) FROM records_job WHERE state IN ('waiting', 'running')"
    while _asked(left) != [(0,)] and time.monotonic() < end:
        time.sleep(1)


def _wait_for_letters(folder: Path) -> int:
    """Beat sends them once a minute."""
    end = time.monotonic() + WAIT_SECONDS
    left = "SELECT count(*) FROM records_noticemail WHERE state IN ('waiting', 'sending')"
    while _asked(left) != [(0,)] and time.monotonic() < end:
        time.sleep(1)
    return sum(path.read_bytes().count(b"Message-ID:") for path in folder.rglob("*.log"))


def _verdict(folder: Path, strings: list[str]) -> int:
    from config.local import cluster, postgres, programs  # noqa: PLC0415 - as above

    dumped = programs.run(
        "pg_dump", f"--dbname={os.environ['DATABASE_OWNER_URL']}", "--no-password"
    )
    for name in ("dump", "unpacked", "papers-texts"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    (folder / "dump" / "dump.sql").write_text(dumped.stdout)
    postgres.stop()  # a shutdown writes every page and the end of the WAL
    data = cluster.folder()
    for name in ("files", "pages"):
        unpack(folder / name, folder / "unpacked")
    places = {
        "bản kết xuất cơ sở dữ liệu": folder / "dump",
        "thư mục dữ liệu PostgreSQL": data / "base",
        "WAL": data / "pg_wal",
        "nhật ký PostgreSQL": folder / "postgres" / "server.log",
        "Redis": folder / "redis",
        "tệp": folder / "files",
        "tệp đã giải nén": folder / "unpacked",
        "thư báo": folder / "mail",
        "nhật ký các tiến trình": folder / "log",
        "trạng thái các tiến trình": folder / "run",
        "tệp tạm": folder / "tmp",
        "hồ sơ Chromium": folder / "chromium",
        "trang của người không có quyền": folder / "pages",
        "PDF, XLSX, bản sao lưu": folder / "papers",
    }
    unpack(folder / "papers", folder / "papers-texts")
    places["chữ trong PDF, XLSX, bản sao lưu"] = folder / "papers-texts"
    return told(places, strings)


def told(places: dict[str, Path], strings: list[str]) -> int:
    there = {name: path for name, path in places.items() if path.exists()}
    for name in places.keys() - there.keys():
        print(f"Không có: {name}")
    seen = hits(there.values(), forms_of(CONTROL))
    print(f"Chuỗi đối chứng (không niêm phong) thấy trong {len(seen)} tệp.")
    found = hits(there.values(), {form for text in strings for form in forms_of(text)})
    for path in found:
        which = [text for text in strings if hits([Path(path)], forms_of(text))]
        print(f"THẤY {len(which)} chuỗi trong {path}: ví dụ {which[:2]}")
    print(f"{len(set(strings))} chuỗi, {len(there)} nơi, {len(found)} lần thấy")
    return 0 if seen and not found else 1


if __name__ == "__main__":
    sys.exit(main())
