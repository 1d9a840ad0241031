"""A clock for a server of our own: this process believes that a chosen midnight is near.

The machine stays as it is (and in UTC); time and datetime of the process alone move, and tick on.
"""

import os
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

VARIABLE = "BENCH_MIDNIGHT_AT"
# In Viet Nam; 31/12/2026 17:00 in UTC. The working calendar of the product knows both years.
MIDNIGHT = datetime(2027, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def follow_environment() -> None:
    """Moves the clock of this process when the environment says at which real second midnight is."""
    at = os.environ.get(VARIABLE)
    if at is not None:
        moment = MIDNIGHT + timedelta(seconds=time.time() - float(at))
        time_machine.travel(moment, tick=True).start()
