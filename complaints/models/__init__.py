"""Matters, petitions, their proceedings and clocks, hot spots and sealed identities."""

from complaints.models.archives import ArchiveDelivery, ArchivedMatter, ArchiveReturn
from complaints.models.decision import Decision, EnforcementDone, EnforcementItem
from complaints.models.exclusion import ExclusionLift
from complaints.models.files import RedactedCopy, SealedOriginal
from complaints.models.hearing import (
    Dialogue,
    DialogueParty,
    Evidence,
    FileReading,
    StayOrder,
    TeamMember,
)
from complaints.models.hotspot import (
    HotMeasure,
    HotSpot,
    HotSpotEvent,
    SignalAssessment,
    SituationReport,
)
from complaints.models.matter import (
    Matter,
    MatterEnding,
    MatterExclusion,
    MatterFact,
    MatterGrant,
)
from complaints.models.papers import CasePaper, FormConfirmation, PaperSend
from complaints.models.parties import PaperHandover, PetitionLink, PetitionParty, PlaceAlias
from complaints.models.person import Person
from complaints.models.petition import Clock, ClockEvent, Petition
from complaints.models.proceeding import Proceeding, ProceedingEvent
from complaints.models.processing import Assessment, CaseUrge, Proposal, Transfer
from complaints.models.protection import (
    AdverseNote,
    ProtectedPerson,
    ProtectionFile,
    ProtectionLetter,
    ProtectionMeasure,
    ProtectionReader,
    ProtectionStep,
)
from complaints.models.review import ReviewItem, ReviewList
from complaints.models.sealed import IdentityRequest, SealedIdentity
from complaints.models.sighting import CoordinationRequest, Liaison, Sighting
from complaints.models.tasks import CaseTask
from complaints.models.work import Assignment, CaseNotice, ClockMove, Substitution

__all__ = [
    "AdverseNote",
    "ArchiveDelivery",
    "ArchiveReturn",
    "ArchivedMatter",
    "Assessment",
    "Assignment",
    "CaseNotice",
    "CasePaper",
    "CaseTask",
    "CaseUrge",
    "Clock",
    "ClockEvent",
    "ClockMove",
    "CoordinationRequest",
    "Decision",
    "Dialogue",
    "DialogueParty",
    "EnforcementDone",
    "EnforcementItem",
    "Evidence",
    "ExclusionLift",
    "FileReading",
    "FormConfirmation",
    "HotMeasure",
    "HotSpot",
    "HotSpotEvent",
    "IdentityRequest",
    "Liaison",
    "Matter",
    "MatterEnding",
    "MatterExclusion",
    "MatterFact",
    "MatterGrant",
    "PaperHandover",
    "PaperSend",
    "Person",
    "Petition",
    "PetitionLink",
    "PetitionParty",
    "PlaceAlias",
    "Proceeding",
    "ProceedingEvent",
    "Proposal",
    "ProtectedPerson",
    "ProtectionFile",
    "ProtectionLetter",
    "ProtectionMeasure",
    "ProtectionReader",
    "ProtectionStep",
    "RedactedCopy",
    "ReviewItem",
    "ReviewList",
    "SealedIdentity",
    "SealedOriginal",
    "Sighting",
    "SignalAssessment",
    "SituationReport",
    "StayOrder",
    "Substitution",
    "TeamMember",
    "Transfer",
]
