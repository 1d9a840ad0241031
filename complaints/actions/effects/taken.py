"""A step as it was taken, from the engine to the effects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agencies.models import User
from complaints.models import Petition, Proceeding
from complaints.procedure.steps import Step


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of one case, locked and allowed; what effects write is in the engine's transaction."""

    petition: Petition
    proceeding: Proceeding
    step: Step
    happened_on: date
    said: Mapping[str, Any]
    document: str
    signer: str
    ground: str
    note: str
    by: User
    now: datetime
