"""Sentences prefilled from the figures (lời văn lập sẵn), for a person to finish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from law.periods import Period


def prefilled(figures: Mapping[str, Any], period: Period) -> dict[str, str]:
    """Outline key -> text."""
    return {}


def refilled(
    words: Mapping[str, str], before: Mapping[str, Any], now: Mapping[str, Any], period: Period
) -> dict[str, str]:
    """`words` with the sentences that nobody touched written anew from the figures of `now`."""
    old, new = prefilled(before, period), prefilled(now, period)
    return {
        key: new[key] if words.get(key, "") == old.get(key) else words.get(key, "") for key in new
    }
