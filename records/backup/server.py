"""Plain connections to the server of the product, beside the one that Django keeps."""

from typing import Any

import psycopg2
from django.db import connection


def connect(database: str) -> Any:
    """A new connection to `database`, with the address and role of the settings."""
    place = {**connection.get_connection_params(), "dbname": database}
    place.pop("cursor_factory", None)
    return psycopg2.connect(**place)
