"""A database kept from before the steps of an app were made one: whole it goes on, half way it is refused
(ADR 0045)."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SENTENCE = (
    "Cơ sở dữ liệu dừng ở bước {step} của một phiên bản trước; hãy nâng cấp bằng phiên bản trung gian "
    "nêu trong docs/adr/0045-one-migration-per-app.md rồi chạy lại."
)


def known_steps() -> set[str]:
    """Names of every step this software can say something about, the replaced ones as well."""
    found = MigrationLoader(None).disk_migrations
    replaced = {pair for migration in found.values() for pair in migration.replaces}
    return {f"{app}.{name}" for app, name in found.keys() | replaced}


def half_way(applied: Collection[str]) -> str:
    """The last step of the first app that has some of its replaced steps, not all; "" when none has."""
    for _, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        steps = [f"{app}.{name}" for app, name in migration.replaces]
        done = [step for step in steps if step in applied]
        if done and len(done) < len(steps):
            return done[-1]
    return ""


@register(Tags.database)
def kept_schema_is_whole(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Django itself would pass over such an app in silence, or stop with a traceback."""
    for alias in databases or []:
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        if step := half_way({f"{app}.{name}" for app, name in applied}):
            return [Error(SENTENCE.format(step=step), id="agencies.E001")]
    return []
