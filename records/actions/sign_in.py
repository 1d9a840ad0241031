"""Sign-ins and sign-outs reach the ledger (signals of Django's own auth app)."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils import timezone

from records.actions import ledger
from records.enums import Verb


def _signed_in(sender: Any, user: Any, **kwargs: Any) -> None:
    ledger.write(by=user, verb=Verb.SIGN_IN, subject=user, now=timezone.now())


def _signed_out(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        ledger.write(by=user, verb=Verb.SIGN_OUT, subject=user, now=timezone.now())


def connect() -> None:
    """Connects the two receivers once."""
    user_logged_in.connect(_signed_in, dispatch_uid="records.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="records.signed_out")
