"""Bì niêm phong: the code under which an identity lies on paper (ADR 0038)."""

from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from complaints import vault
from complaints.enums import IdentityPlace
from complaints.models import Matter, SealedIdentity

Row = TypeVar("Row", bound=Model)


def with_envelope(rows: QuerySet[Row], *, matter: str = "pk") -> QuerySet[Row]:
    """The same rows with `envelope`, the code on the envelope of their matter or "": for a page that
    pays no statement of its own for it, in whatever mode the identity was sealed.
    """
    on_paper = SealedIdentity.objects.filter(matter=OuterRef(matter), place=IdentityPlace.PAPER)
    return rows.annotate(envelope=Coalesce(Subquery(on_paper.values("envelope")[:1]), Value("")))


def envelope_of(matter: Matter) -> str:
    """The code on the envelope of a matter that was fetched through `visible_to`; "" for none."""
    if not matter.secrecy:
        return ""
    rows = SealedIdentity.objects.filter(matter=matter, place=IdentityPlace.PAPER)
    return rows.values_list("envelope", flat=True).first() or ""


def is_on_paper() -> bool:
    """New identities go into envelopes: forms say that names are not typed."""
    return vault.place() is IdentityPlace.PAPER
