"""Why something is refused: one Vietnamese sentence that reaches the person."""

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Protocol, Self


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


class KeptRefusal:
    """Keeps what a rule refuses within, and hands the sentence to `tell`; a missing right is a 403.

    Behind the block `sentence` and `status` are those of the refusal; empty and 0 where nothing was.
    """

    def __init__(self, tell: Callable[[str], object] | None = None) -> None:
        self.sentence = ""
        self.status = 0
        self._tell = tell

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: object, raised: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(raised, NotAllowed) or not isinstance(raised, Refused):
            return False
        self.sentence, self.status = raised.sentence, raised.status
        if self._tell is not None:
            self._tell(self.sentence)
        return True


def told_beside(form: TellsErrors, field: str | None) -> KeptRefusal:
    """What a rule refuses within is told beside `field`, None: above the form."""
    return KeptRefusal(partial(form.add_error, field))
