"""Xử lý kết luận nội dung tố cáo (Luật Tố cáo 2018, art. 36), and what those who must act report."""

from agencies.refusals import Refused
from complaints.actions.effects import duties
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


def report_handling(taken: Taken) -> None:
    """Báo kết quả xử lý: within five working days of the result, whoever had to act (art. 36 clause 3).

    The duty is theirs, and known only with their report: it starts on the day of the result.
    """
    handled_on = taken.said["handled_on"]
    if handled_on > taken.happened_on:
        raise Refused("Ngày có kết quả xử lý không thể sau ngày báo kết quả.")
    duties.begin(taken, "TC_XULY_BC", handled_on)
