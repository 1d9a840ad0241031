"""Why something is refused: one Vietnamese sentence that reaches the person."""


class Refused(Exception):
    """A rule of procedure or of permission says no. `status` is the HTTP status of the answer."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refused):
    """The role does not carry this right."""

    status = 403
