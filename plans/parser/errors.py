"""The one error of the parser."""


class PlanReadError(Exception):
    """A file that cannot be read as a plan; the message is one Vietnamese sentence."""
