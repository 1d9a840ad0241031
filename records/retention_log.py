"""Lines of what was removed, with the words of their rules."""

from __future__ import annotations

from collections.abc import Iterable

from records.actions import loose_bytes
from records.models import RetentionRun
from records.retention import rules

_BYTES = "Nội dung tệp không còn hồ sơ nào dùng"


def with_labels(runs: Iterable[RetentionRun]) -> list[tuple[str, RetentionRun]]:
    """A rule that is no more is named by its key."""
    labels = {rule.key: rule.label for rule in rules()} | {loose_bytes.KEY: _BYTES}
    return [(labels.get(run.rule, run.rule), run) for run in runs]
