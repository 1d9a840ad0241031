"""First step on a bare machine: .venv, uv and the Python packages of the lock.

Runs with the machine's own Python as a script, so it uses the standard library alone.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV = ENVIRONMENT / "bin" / "uv"
LOCKS = CHECKOUT / "config" / "lock"
STAMP = ENVIRONMENT / ".packages"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
SUPPORTED = ((3, 11), (3, 13))


def fail(sentence: str) -> None:
    """Say it and stop."""
    sys.exit(sentence)


def run(*command: object, quiet: bool = False) -> bool:
    """True when the command ends well."""
    settings = {"UV_PYTHON_DOWNLOADS": "never"}
    if CERTIFICATES.exists():  # an agency's own certificate authority is known there alone
        settings["UV_SYSTEM_CERTS"] = "1"
    done = subprocess.run(
        [str(word) for word in command],
        env={**settings, **os.environ},
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    return done.returncode == 0


def works() -> bool:
    """True when .venv has a Python that starts."""
    return PYTHON.exists() and run(PYTHON, "-c", "", quiet=True)


def make_environment() -> None:
    """Create .venv; Debian keeps the venv module in a package of its own."""
    command = (sys.executable, "-m", "venv", "--clear", ENVIRONMENT)
    if run(*command, quiet=True):
        return
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt and (not sudo or shutil.which("sudo")):
        install = (
            *sudo,
            apt,
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            "python3-venv",
        )
        installed = run(*install) or (run(*sudo, apt, "update", "-q") and run(*install))
        if installed and run(*command):
            return
    fail("Không tạo được môi trường .venv: hãy cài gói python3-venv rồi chạy lại.")


def wanted() -> str:
    """What the environment must hold: the locks and the Python that reads them."""
    content = b"".join((LOCKS / name).read_bytes() for name in ("uv.txt", "requirements.txt"))
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def install() -> None:
    """Install exactly what the locks name, by hash."""
    if not UV.exists() and not run(
        *(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"),
        *("--require-hashes", "-r", LOCKS / "uv.txt"),
    ):
        fail("Không cài được uv: hãy kiểm tra kết nối tới kho gói Python rồi chạy lại.")
    # Compiled once here: without, every start of a part or of a command compiles 2,000 files.
    if not run(
        *(UV, "pip", "install", "-q", "--compile-bytecode"),
        *("--python", PYTHON, "--require-hashes"),
        *("-r", LOCKS / "requirements.txt"),
    ):
        fail("Không cài được các gói Python theo khóa: hãy kiểm tra kết nối tới kho gói.")


def main() -> None:
    """Bring .venv to the state of the locks; does nothing when it is there already."""
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        fail(f"Cần Python 3.11 đến 3.13, máy này có {sys.version.split()[0]}.")
    goal = wanted()
    if STAMP.exists() and STAMP.read_text() == goal and PYTHON.exists():
        return
    print("Đang cài các gói Python…", flush=True)
    if not works():
        make_environment()
    install()
    STAMP.write_text(goal)


if __name__ == "__main__":
    main()
