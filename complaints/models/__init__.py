"""Matters, petitions, their clocks, hot spots and sealed identities."""

from complaints.models.hotspot import HotSpot
from complaints.models.matter import Matter, MatterExclusion, MatterFact, MatterGrant
from complaints.models.person import Person
from complaints.models.petition import Clock, ClockEvent, Petition
from complaints.models.sealed import IdentityRequest, SealedIdentity

__all__ = [
    "Clock",
    "ClockEvent",
    "HotSpot",
    "IdentityRequest",
    "Matter",
    "MatterExclusion",
    "MatterFact",
    "MatterGrant",
    "Person",
    "Petition",
    "SealedIdentity",
]
