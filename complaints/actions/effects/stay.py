"""Tạm đình chỉ thi hành quyết định bị khiếu nại (Luật Khiếu nại 2011, art. 35; forms 11, 12)."""

from complaints.actions.effects.taken import Taken
from complaints.models import StayOrder
from complaints.procedure import said as spoken


def stay(taken: Taken) -> None:
    """The contested decision is not carried out while the case is resolved."""
    StayOrder.objects.create(
        petition=taken.petition,
        decision=spoken.text(taken.said, "decision", 300),
        reason=spoken.text(taken.said, "reason", 300),
        document=taken.document[:120],
        from_on=taken.happened_on,
    )


def lift(taken: Taken) -> None:
    """Hủy bỏ: the reason for the stay is gone."""
    StayOrder.objects.filter(petition=taken.petition, lifted_on=None).update(
        lifted_on=taken.happened_on,
        lifted_document=taken.document[:120],
        lifted_reason=spoken.text(taken.said, "reason", 300),
    )
