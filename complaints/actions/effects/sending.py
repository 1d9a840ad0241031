"""Gửi và công khai quyết định, kết luận: told to those concerned, then to everybody."""

from datetime import date

from django.utils import timezone

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.models import Decision
from complaints.procedure import said as spoken
from complaints.procedure.complaint_grounds import DECISION
from complaints.procedure.denunciation_grounds import POSTED
from complaints.procedure.names import ProcedureKind

DENUNCIATIONS = frozenset({ProcedureKind.DENUNCIATION, ProcedureKind.DENUNCIATION_AGAIN})


def decision_of(taken: Taken) -> Decision | None:
    """The decision of the case, once there is one."""
    return Decision.objects.filter(petition=taken.petition).first()


def send(taken: Taken) -> None:
    """Gửi quyết định (Luật Khiếu nại 2011, art. 32, 41), kết luận (Luật Tố cáo 2018, art. 35 clause 3).

    A suspension or termination is sent too, and then only its duty ends. Of several sendings the
    first day counts, and the first receipt.
    """
    decision = decision_of(taken)
    if decision is None or taken.said.get("what", DECISION) != DECISION:
        return
    _not_before(taken.happened_on, decision, "gửi")
    decision.sent_on = min(filter(None, (decision.sent_on, taken.happened_on)))
    received_on = taken.said.get("received_on")
    if received_on and received_on < decision.sent_on:
        raise Refused("Ngày người khiếu nại nhận không thể trước ngày gửi.")
    if received_on and received_on > timezone.localtime(taken.now).date():
        raise Refused("Ngày người khiếu nại nhận không thể ở tương lai; hãy ghi khi đã nhận.")
    decision.received_on = decision.received_on or received_on
    decision.save(update_fields=["sent_on", "received_on"])


def publish(taken: Taken) -> None:
    """Công khai (Luật Khiếu nại 2011, art. 12; Luật Tố cáo 2018, art. 40): a posted paper stays 15 days."""
    decision = decision_of(taken)
    if decision is None:
        raise Refused("Chưa có quyết định, kết luận để công khai.")
    _not_before(taken.happened_on, decision, "công khai")
    concerns_denunciation = taken.proceeding.kind in DENUNCIATIONS
    if concerns_denunciation and not taken.said.get("redacted"):
        raise Refused(
            "Chỉ công khai bản không làm lộ thông tin về người tố cáo và bí mật nhà nước "
            "(Luật Tố cáo 2018, điều 40 khoản 3)."
        )
    decision.published_on = min(filter(None, (decision.published_on, taken.happened_on)))
    how = spoken.choice_label(taken.step.asks, taken.said, "how")
    where = spoken.text(taken.said, "where")
    now_too = ": ".join(part for part in (how, where) if part)
    decision.published_how = "; ".join(filter(None, (decision.published_how, now_too)))[:200]
    decision.save(update_fields=["published_on", "published_how"])
    if taken.said.get("how") == POSTED:
        rule = "TC_NIEMYET" if concerns_denunciation else "KN_CONGKHAI"
        duties.begin(taken, rule, taken.happened_on)


def _not_before(day: date, decision: Decision, what: str) -> None:
    if day < decision.decided_on:
        raise Refused(
            f"Ngày {what} không thể trước ngày ban hành văn bản ({decision.decided_on:%d/%m/%Y})."
        )
