"""A later regime laid over those that are known: the one before ends the day before (ADR 0025)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from law.dates import parse_date, vn_date
from law.errors import LawError
from law.form_data import book_of, regime_from
from law.forms import FormBook, Regime
from law.measures import shipped_measures

_DAYS = ("valid_from", "valid_to")


def with_regime(book: FormBook, payload: Mapping[str, object]) -> FormBook:
    """The payload is a regime in the shape of `docs/regimes.md`, with days as ISO text."""
    regime = regime_from(with_days(payload), measures=shipped_measures(), earlier=book)
    if any(known.code == regime.code for known in book):
        raise LawError(f"Mã chế độ {regime.code} đã có; chế độ mới phải có mã riêng.")
    later = [known for known in book if known.valid_from >= regime.valid_from]
    if later:
        raise LawError(
            f"Chế độ {regime.code} có hiệu lực từ {vn_date(regime.valid_from)}, chồng lên chế độ "
            f"{later[0].code} ({later[0].span}); chế độ mới phải bắt đầu sau đó."
        )
    last = regime.valid_from - timedelta(days=1)
    return book_of([*(_ended(known, last) for known in book), regime])


def with_days(payload: Mapping[str, object]) -> dict[str, object]:
    """JSON has no days: the text under the keys of days becomes one."""
    return {key: _day(value) if key in _DAYS else value for key, value in payload.items()}


def _day(value: object) -> object:
    return parse_date(value) if isinstance(value, str) else value


def _ended(regime: Regime, last: date) -> Regime:
    if regime.valid_to is not None and regime.valid_to <= last:
        return regime
    forms = tuple(replace(form, valid_to=last) for form in regime.forms)
    return replace(regime, valid_to=last, forms=forms)
