"""500 reports while the worker, Redis and PostgreSQL are killed in turn (make soak)."""

import subprocess
import sys

import pytest

from config.local.places import CHECKOUT


@pytest.mark.soak
def test_every_report_is_made_once_and_whole_within_five_minutes_of_the_last_fault() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kill_reports"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
