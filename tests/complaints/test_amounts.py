"""Amounts as officials write them."""

from decimal import Decimal

import pytest

from complaints.amounts import read_amount, write_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250.000", Decimal(1_250_000)),
        ("1250000", Decimal(1_250_000)),
        ("1 250 000 đồng", Decimal(1_250_000)),
        ("120,5 m²", Decimal("120.5")),
        ("1.250,75", Decimal("1250.75")),
        ("0", Decimal(0)),
    ],
)
def test_an_amount_is_read(text, amount):
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["", "1.25", "1.2500", "12,345", "-5", "một triệu", "1e6", "٣"])
def test_what_is_no_amount_is_not_guessed(text):
    assert read_amount(text) is None


def test_an_amount_is_written_back_as_it_is_read():
    written = [write_amount(a) for a in (1_250_000, Decimal("120.50"), "0.25", 0)]
    assert written == ["1.250.000", "120,5", "0,25", "0"]
