"""What sign-in keeps: guesses that were evaluated, so that they can be counted (security.md G20)."""

from __future__ import annotations

from django.db import models


class SignInGuess(models.Model):
    """Lần thử mật khẩu, mã: one try at the door of one account, kept for a day.

    `account` is a keyed hash of what was typed as the name: people type passwords there by mistake.
    `device`: the known device it came from; empty for one that never signed in to this account.
    """

    account = models.CharField(max_length=64)
    device = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "device", "at"], name="guess_by_account"),
            models.Index(fields=["at"], name="guess_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.account[:8]} {self.at:%H:%M}"
