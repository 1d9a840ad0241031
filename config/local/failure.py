"""The one error of this package: its text is the sentence a person reads."""


class Unavailable(Exception):  # noqa: N818 - the product word: a part that cannot be had here
    """A part cannot be had on this machine; str() is one Vietnamese sentence saying why and what to do."""
