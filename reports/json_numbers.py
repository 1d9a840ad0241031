"""Numbers of a frozen table: JSON knows no Decimal. Pure."""

from decimal import Decimal


def plain(value: int | Decimal) -> int | float:
    """A number of JSON: whole ones without a point, so that the same figure has the same hash."""
    return int(value) if value == int(value) else float(value)
