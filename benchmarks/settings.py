"""Settings of the product with the floor page beside its pages and a counter of statements."""

import os
from datetime import datetime

from benchmarks import clock
from config.settings import *  # noqa: F403, TID251 - the benchmark measures these very settings
from config.settings import MIDDLEWARE as _MIDDLEWARE  # noqa: TID251
from config.settings import TEMPLATES as _TEMPLATES  # noqa: TID251

ROOT_URLCONF = "benchmarks.urls"
MIDDLEWARE = ["benchmarks.statements.count", "benchmarks.rollback.roll_back", *_MIDDLEWARE]
TEMPLATES = [
    {**_TEMPLATES[0], "DIRS": [*_TEMPLATES[0]["DIRS"], BASE_DIR / "benchmarks" / "templates"]}  # noqa: F405
]

# A desk is measured in office hours, whatever the hour of the machine.
if _clock := os.environ.get("BENCH_CLOCK"):
    import time_machine

    time_machine.travel(datetime.fromisoformat(_clock), tick=True).start()
clock.follow_environment()
