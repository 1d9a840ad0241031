"""Signing in as a person of the tests, and the price of a page."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import User
from tests.factories import PASSWORD


def client_of(user: User) -> Client:
    """Through the door: the moment of signing in is kept by the POST, later GETs write nothing."""
    client = Client()
    client.post(reverse("login"), {"username": user.username, "password": PASSWORD})
    return client


def statements(client: Client, address: str) -> int:
    """Statements of one GET that succeeds, session and user included."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
