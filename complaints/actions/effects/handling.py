"""Xử lý kết luận nội dung tố cáo (Luật Tố cáo 2018, art. 36), and what those who must act report."""

from agencies.refusals import Refused
from complaints.actions.effects.sending import decision_of
from complaints.actions.effects.taken import Taken


def handle(taken: Taken) -> None:
    """Xử lý: rights given back to whoever did no wrong are counted with the conclusion."""
    decision = decision_of(taken)
    restored = taken.said.get("rights_restored_people")
    if decision is None or restored is None:
        return
    decision.rights_restored_people = restored
    decision.save(update_fields=["rights_restored_people"])


def check_report(taken: Taken) -> None:
    """Báo kết quả xử lý comes after the result; its five working days run from there (clause 3)."""
    if taken.said["handled_on"] > taken.happened_on:
        raise Refused("Ngày có kết quả xử lý không thể sau ngày báo kết quả.")
