"""Door to the notices for apps below `records`, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.registry import Kind, entry


def give(
    *, users: Iterable[Any], key: str, sentence: str, url_name: str, subject_id: UUID, now: datetime
) -> None:
    """Tells each of `users` once for this `key`; raises KeyError when nobody is there to tell them."""
    entry(Kind.NOTICE_WRITER, "records")(
        users=users, key=key, sentence=sentence, url_name=url_name, subject_id=subject_id, now=now
    )
