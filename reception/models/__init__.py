"""Rows of the desk: sessions and visits, the register's corrections, the room, the head's day."""

from reception.models.draft import DeskDraft
from reception.models.heads_day import (
    ConclusionTask,
    Invitation,
    Registration,
    SessionConclusion,
)
from reception.models.kept import PaperSheet, StockImport, VisitCorrection
from reception.models.layout import DeskLayout, DeskQuestion, VisitAnswer
from reception.models.people import GroupMember, Mandate, Representative
from reception.models.room import QueueDay, QueueTicket
from reception.models.session import (
    OnlineArrangement,
    OnlinePoint,
    ReceptionSchedule,
    ReceptionSession,
    Venue,
    VenueMember,
)
from reception.models.visit import Refusal, Visit, VisitMatter, VisitPetition

__all__ = [
    "ConclusionTask",
    "DeskDraft",
    "DeskLayout",
    "DeskQuestion",
    "GroupMember",
    "Invitation",
    "Mandate",
    "OnlineArrangement",
    "OnlinePoint",
    "PaperSheet",
    "QueueDay",
    "QueueTicket",
    "ReceptionSchedule",
    "ReceptionSession",
    "Refusal",
    "Registration",
    "Representative",
    "SessionConclusion",
    "StockImport",
    "Venue",
    "VenueMember",
    "Visit",
    "VisitAnswer",
    "VisitCorrection",
    "VisitMatter",
    "VisitPetition",
]
