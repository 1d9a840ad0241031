"""Signing in as a person of the tests, and the price of a page."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import User


def client_of(user: User) -> Client:
    """Signed in with all that the door does but its form: later GETs write nothing."""
    client = Client()
    client.force_login(user)
    return client


def statements(client: Client, address: str) -> int:
    """Statements of one GET that succeeds, session and user included."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
