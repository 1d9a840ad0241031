"""Xử lý kết luận nội dung tố cáo (Luật Tố cáo 2018, art. 36), and what those who must act report."""

from agencies.refusals import Refused
from complaints.actions.effects.sending import decision_of
from complaints.actions.effects.taken import Taken

_RESTORED = ("rights_restored_people", "rights_restored_organisations")


def handle(taken: Taken) -> None:
    """Xử lý: rights given back to whoever did no wrong are counted with the conclusion."""
    decision = decision_of(taken)
    told = {name: taken.said[name] for name in _RESTORED if taken.said.get(name) is not None}
    if decision is None or not told:
        return
    for name, number in told.items():
        setattr(decision, name, number)
    decision.save(update_fields=list(told))


def check_report(taken: Taken) -> None:
    """Báo kết quả xử lý comes after the result; its five working days run from there (clause 3)."""
    if taken.said["handled_on"] > taken.happened_on:
        raise Refused("Ngày có kết quả xử lý không thể sau ngày báo kết quả.")
