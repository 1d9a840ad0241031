"""A diary of things still to happen, worked through in the order of time: numbers follow dates."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

from agencies.refusals import Refused

Deed = Callable[[datetime], object]


class Diary:
    """What is written in happens when its time comes; a deed may write in further ones."""

    def __init__(self, until: datetime) -> None:
        self._until = until
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._order = 0
        self.done = 0

    def write(self, when: datetime, deed: Deed) -> None:
        """Notes `deed` for `when`; what lies after the end of the diary never happens."""
        if when <= self._until:
            self._order += 1
            heapq.heappush(self._waiting, (when, self._order, deed))

    def live(self) -> int:
        """Does everything in order of time; gives how many deeds were done."""
        while self._waiting:
            when, _, deed = heapq.heappop(self._waiting)
            try:
                deed(when)
            except Refused as refusal:
                raise RuntimeError(f"{when:%d/%m/%Y %H:%M} {deed}: {refusal.sentence}") from refusal
            self.done += 1
        return self.done
