"""The one exception of this package: a sentence that a person can read."""


class LawError(ValueError):
    """Input the law has no answer for; its text is one clear Vietnamese sentence."""
