"""Comparisons in words: below a minimum number the number stands, the share does not."""

from __future__ import annotations

from records.wording import number_plain

# Of fewer cases one case moves a share by more than ten points: nothing is compared (ADR 0035).
LEAST = 10
TOO_FEW = "chưa đủ số để so sánh"


def share(part: int, whole: int) -> str:
    """“90%”; nothing where there are too few."""
    return f"{round(100 * part / whole)}%" if whole >= LEAST else ""


def change(now: int, before: int) -> str:
    """“tăng 12%”, “giảm 5%”, “không đổi” against the same days of last year; nothing where there were
    too few, which the note of the page says once."""
    if before < LEAST:
        return ""
    percent = round(100 * (now - before) / before)
    if percent == 0:
        return "không đổi"
    return f"{'tăng' if percent > 0 else 'giảm'} {number_plain(abs(percent))}%"
