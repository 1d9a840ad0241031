"""What is missing at the start is said in one sentence, with a non-zero exit and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "IDENTITY_KEY_FILE",
            "/khong-co",
            "Không đọc được tệp khóa IDENTITY_KEY_FILE (/khong-co).",
        ),
        ("DATABASE_URL", "postgresql://a:b@127.0.0.1:1/c", "Cơ sở dữ liệu không trả lời: "),
        ("DATABASE_URL", "mysql://a", "DATABASE_URL phải là địa chỉ PostgreSQL (postgresql://…)."),
    ],
)
def test_a_missing_part_is_one_sentence(variable: str, value: str, sentence: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "demo"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, variable: value}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(sentence), done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
