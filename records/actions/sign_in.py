"""Sign-ins and sign-outs reach the ledger (signals of Django's own auth app)."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone

from records.actions import ledger
from records.enums import Verb


def _signed_in(sender: Any, user: Any, **kwargs: Any) -> None:
    ledger.write(by=user, verb=Verb.SIGN_IN, subject=user, now=timezone.now())


def _signed_out(sender: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        ledger.write(by=user, verb=Verb.SIGN_OUT, subject=user, now=timezone.now())


def _failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """What was typed is not kept: it may be a password in the wrong field."""
    name = str(credentials.get("username", "")).replace("\0", "")
    user = get_user_model().objects.filter(username=name).first()
    ledger.write(by=None, verb=Verb.FAIL_SIGN_IN, subject=user, now=timezone.now())


def connect() -> None:
    """Connects the receivers once."""
    user_login_failed.connect(_failed, dispatch_uid="records.sign_in_failed")
    user_logged_in.connect(_signed_in, dispatch_uid="records.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="records.signed_out")
