"""make soak: the work on sealed cases again, with identities apart and on paper, and a key turned."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.complaints import keeper

pytestmark = pytest.mark.soak
# Whatever registers, opens, copies or guards a sealed case. On paper nothing opens: those are left out.
_WORK = (
    "tests/complaints/test_exclusions.py",
    "tests/complaints/test_intake_actions.py",
    "tests/complaints/test_intake_pages.py",
    "tests/complaints/test_proceedings.py",
    "tests/complaints/test_register.py",
    "tests/complaints/test_secrecy.py",
    "tests/complaints/test_sealing.py",
    "tests/complaints/test_identity_pages.py",
    "tests/complaints/test_transfers_inbox.py",
    "tests/reception/test_desk.py",
    "tests/reception/test_sealed_visits.py",
)


def again(env: dict[str, str], database: str, marker: str) -> str:
    """The tests of sealed work in a process of their own; what they said."""
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", marker, *_WORK]
    done = subprocess.run(
        [sys.executable, *words], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
        env={**os.environ, **env, "TEST_DB": f"{os.environ.get('TEST_DB', 'main')}_{database}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


def test_with_identities_apart(tmp_path_factory):
    with keeper.running(tmp_path_factory.mktemp("kho")) as socket:
        env = {"IDENTITY_MODE": "apart", "IDENTITY_SOCKET": str(socket), "IDENTITY_KEY_FILE": ""}
        assert " passed" in again(env, "apart", "not soak and not key_here")


def test_with_identities_on_paper():
    assert " passed" in again(
        {"IDENTITY_MODE": "paper"}, "paper", "not soak and not opens_identity"
    )


def test_a_key_is_turned_over_a_hundred_thousand_rows_while_the_house_works():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rotation"], cwd=settings.BASE_DIR, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "lỗi 0" in done.stdout
    assert "; 0 dòng còn dùng khóa cũ." in done.stdout
