"""Tasks of plans that a unit which ends leaves: counted here, handed over by who keeps the plan."""

from datetime import datetime

from agencies.models import UnitEnd
from agencies.succession import Heirs, Line, Part
from plans.enums import PlanState
from plans.models import PlanTaskUnit
from plans.workflow import UNFINISHED

_NOTE = "người theo dõi kế hoạch bàn giao ở trang của kế hoạch"


def part() -> Part:
    return Part(preview=_preview, carry=_nothing)


def _preview(heirs: Heirs) -> list[Line]:
    places = PlanTaskUnit.objects.filter(
        agency=heirs.predecessor, task__state__in=UNFINISHED, task__plan__state=PlanState.ACCEPTED
    ).count()
    return [Line("Nhiệm vụ kế hoạch chưa xong", stays=places, note=_NOTE)] if places else []


def _nothing(*, ending: UnitEnd, heirs: Heirs, now: datetime) -> None:
    """The issuer decides who does a task (plans/actions/succession.py)."""
