"""Search of plans without accents, in the database: plans are few, no index is needed."""

from functools import cache
from string import ascii_lowercase

from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Concat, Lower

from agencies.vietnamese import fold
from plans.models import Plan

_LOWER = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
# Capitals too: the database lowers only plain letters (ADR 0004).
_ACCENTED = _LOWER + _LOWER.upper()
_WORDS = 8


@cache
def _bare() -> str:
    """The letter under each accented one, in the same order."""
    bare = "".join(fold(letter) for letter in _ACCENTED)
    if len(bare) != len(_ACCENTED) or set(bare) - set(ascii_lowercase):
        raise ValueError("every accented letter needs one bare letter")
    return bare


def holding_words(rows: QuerySet[Plan], asked: str) -> QuerySet[Plan]:
    """Plans whose number, symbol, title or issuer hold every word asked for."""
    text = Concat(
        F("number"), Value(" "), F("symbol"), Value(" "), F("title"), Value(" "), F("issuer"),
        output_field=CharField(),
    )  # fmt: skip
    bare = Func(
        text, Value(_ACCENTED), Value(_bare()), function="translate", output_field=CharField()
    )
    words = fold(asked).split()[:_WORDS]
    rows = rows.alias(words_of_plan=Lower(bare)) if words else rows
    for word in words:
        rows = rows.filter(words_of_plan__contains=word)
    return rows
