"""Makes the secret files that docker-compose.yml names: `make secrets`, once, before all else.

Standard library only: the host of the containers needs nothing else. Never overwrites a file, so a
lost database password is a matter for the operator, not for this script.
"""

import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "secrets"
DATABASE = "postgresql://{role}:{password}@postgres:5432/tcd"


def contents() -> Mapping[str, str]:
    """Name of each secret file and what stands in it."""
    owner, runtime, queue = (secrets.token_urlsafe(32) for _ in range(3))
    return {
        "postgres_password": secrets.token_urlsafe(32),
        "owner_password": owner,
        "runtime_password": runtime,
        "database_owner_url": DATABASE.format(role="tcd_owner", password=owner),
        "database_url": DATABASE.format(role="tcd_runtime", password=runtime),
        "redis_auth": f"requirepass {queue}",
        "redis_url": f"redis://:{queue}@redis:6379/0",
        "secret_key": secrets.token_urlsafe(64),
        "identity_key": secrets.token_hex(32),
        "ledger_key": secrets.token_hex(32),
    }


def write(folder: Path) -> None:
    """The folder is closed to others; the files in it are open to the container's user."""
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"Thư mục {folder} đã có bí mật, không ghi đè; hãy giữ nguyên và sao lưu riêng.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, value in contents().items():
        path = folder / name
        path.write_text(value + "\n", encoding="ascii")
        path.chmod(0o444)
    sys.stdout.write(
        f"Đã tạo bí mật trong {folder}; hãy sao lưu identity_key ở nơi khác với cơ sở dữ liệu.\n"
    )


if __name__ == "__main__":
    write(FOLDER)
