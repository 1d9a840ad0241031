"""Why something is refused: one Vietnamese sentence that reaches the person."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Refused(Exception):
    """A rule of procedure or of permission says no. `status` is the HTTP status of the answer."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refused):
    """The role does not carry this right."""

    status = 403


class TellsErrors(Protocol):
    """A form."""

    def add_error(self, field: str | None, error: str) -> None: ...


@contextmanager
def told_beside(form: TellsErrors, field: str | None) -> Iterator[None]:
    """What a rule refuses within is told beside `field`, None: above the form; a missing right is a 403."""
    try:
        yield
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(field, refused.sentence)
