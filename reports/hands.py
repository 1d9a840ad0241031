"""Who wrote a draft: what tells whether its approval is a second person's (người thứ hai)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agencies.models import User

HANDS = "hands"


def with_hand(parameters: Mapping[str, Any], by: User | None) -> dict[str, Any]:
    """`parameters` that name one more person who wrote the draft; nobody for a schedule."""
    hands = list(parameters.get(HANDS, ()))
    if by is not None and str(by.pk) not in hands:
        hands.append(str(by.pk))
    return {**parameters, HANDS: hands}
