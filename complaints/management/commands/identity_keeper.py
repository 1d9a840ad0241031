"""`manage.py identity_keeper --socket P --database FILE`: the process that keeps identities apart."""

import signal
import sqlite3
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from complaints.vault import keyring
from complaints.vault.keeper import Keeper, Server
from complaints.vault.shelf import Shelf


class Command(BaseCommand):
    help = (
        "Giữ danh tính kín ở một tiến trình riêng, có khóa và cơ sở dữ liệu riêng; hệ thống hỏi qua socket "
        "(IDENTITY_MODE=apart, IDENTITY_SOCKET=đường dẫn của socket)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--socket", required=True, metavar="P", help="socket để hệ thống hỏi")
        parser.add_argument("--database", required=True, metavar="TỆP", help="tệp SQLite của kho")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = keyring.present()
            shelf = Shelf(Path(options["database"]))
            keeper = Keeper(shelf, now=lambda: timezone.now().isoformat())
            server = Server(Path(options["socket"]), keeper)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        except (OSError, sqlite3.Error) as error:
            raise CommandError(f"Không mở được kho danh tính: {error}.") from None
        self.stdout.write(f"Kho danh tính phục vụ ở {options['socket']}, khóa {key.id}.")
        self.stdout.flush()
        _serve(server)
        Path(options["socket"]).unlink(missing_ok=True)


def _serve(server: Server) -> None:
    """Until somebody asks to stop; what is being answered is answered to its end."""

    def stop(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    with server:
        server.serve_forever(poll_interval=0.2)
