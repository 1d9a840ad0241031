"""Models of coordination plans, one file a subject."""

from plans.models.activity import ManagementActivity, ReadingRequest, ReadingSignature
from plans.models.plan import Plan
from plans.models.standing import (
    ContactLine,
    Contingency,
    ContingencyStep,
    ReadyItem,
    SettleItem,
)
from plans.models.task import PlanTask, PlanTaskUnit, TaskUpdate

__all__ = [
    "ContactLine",
    "Contingency",
    "ContingencyStep",
    "ManagementActivity",
    "Plan",
    "PlanTask",
    "PlanTaskUnit",
    "ReadingRequest",
    "ReadingSignature",
    "ReadyItem",
    "SettleItem",
    "TaskUpdate",
]
