"""The hostile corpus as it comes in: each file in its process, by the clock and the memory it takes."""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from records.files import apart
from records.files.kinds import Bad
from tests.records.hostile_files import DISARMED, REFUSED

pytestmark = [pytest.mark.soak, pytest.mark.own_process]
LIMIT = 20 * 1024 * 1024


def test_every_file_ends_within_its_bounds(capsys):
    # In a process of its own, whose largest child is one of these and not of a test before.
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as alone:
        refused, disarmed, slowest, largest = alone.submit(_opened).result()
    with capsys.disabled():
        print(f"\n{refused} refused, {disarmed} disarmed, slowest {slowest:.2f} s, {largest} MB")
    assert (refused, disarmed) == (len(REFUSED), len(DISARMED))
    assert slowest < 20
    assert largest < 512


def _opened() -> tuple[int, int, float, int]:
    """(refused, disarmed, seconds of the slowest, MB of the largest) of all hostile files."""
    refused = disarmed = 0
    slowest = 0.0
    for name, made in {**REFUSED, **DISARMED}.items():
        content, start = made(), time.monotonic()
        try:
            apart.check(name=name, content=content, limit=LIMIT, private=False)
        except Bad:
            refused += 1
        else:
            disarmed += 1
        slowest = max(slowest, time.monotonic() - start)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return refused, disarmed, slowest, largest
