"""The one error of this package: its text is the sentence a person reads."""


class Unavailable(Exception):
    """A part cannot be had here; str() is one Vietnamese sentence: why, and what to do."""
