"""Thi hành: the decision takes effect, what it orders is done piece by piece, the file is closed."""

from decimal import Decimal

from django.db.models import Sum

from agencies.refusals import Refused
from complaints.actions.effects.sending import DENUNCIATIONS, decision_of
from complaints.actions.effects.taken import Taken
from complaints.amounts import write_amount
from complaints.models import Clock, EnforcementDone, EnforcementItem
from complaints.procedure import said as spoken
from complaints.procedure.names import DutyItem

EFFECT = "KN_HIEULUC"
_POSTED = ("KN_CONGKHAI", "TC_NIEMYET")


def take_effect(taken: Taken) -> None:
    """Quyết định có hiệu lực pháp luật (Luật Khiếu nại 2011, art. 44): not before its day."""
    due_on = (
        Clock.objects.filter(petition=taken.petition, rule_code=EFFECT)
        .order_by("-started_on")
        .values_list("due_on", flat=True)
        .first()
    )
    if due_on and taken.happened_on < due_on:
        raise Refused(f"Quyết định chỉ có hiệu lực từ ngày {due_on:%d/%m/%Y}.")
    decision = decision_of(taken)
    if decision is None:
        raise Refused("Chưa có quyết định giải quyết.")
    decision.effective_on = taken.happened_on
    decision.save(update_fields=["effective_on"])


def record_done(taken: Taken) -> None:
    """Kết quả thi hành: a part or the rest of one item; more than is due needs its reason."""
    item = _item(taken)
    amount = Decimal(taken.said["amount"])
    people, officials = _people(taken, item, amount)
    done = (item.done.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)) + amount
    if done > item.amount and not taken.note.strip():
        raise Refused(
            f"Tổng đã thực hiện ({write_amount(done)}) vượt số phải thi hành "
            f"({write_amount(item.amount)}); hãy ghi lý do ở phần ghi chú."
        )
    EnforcementDone.objects.create(
        item=item, amount=amount, people=people, officials=officials, done_on=taken.happened_on,
        document=taken.document.strip()[:200], note=taken.note.strip()[:300],
        entered_by=taken.by, entered_at=taken.now,
    )  # fmt: skip
    if item.done_on is None and (done >= item.amount or taken.said.get("is_finished")):
        item.done_on = taken.happened_on
        item.save(update_fields=["done_on"])


def _people(taken: Taken, item: EnforcementItem, amount: Decimal) -> tuple[int, int]:
    """People prosecuted and officials among them: of an investigation the amount is cases, of
    people to be handled it is the people themselves (Thông tư 06/2025/TT-TTCP, biểu 05/KQTH)."""
    people, officials = taken.said.get("people") or 0, taken.said.get("officials") or 0
    if people and item.kind != DutyItem.INVESTIGATION:
        raise Refused("Số người bị khởi tố chỉ ghi với việc chuyển cơ quan điều tra.")
    among = people if item.kind == DutyItem.INVESTIGATION else amount
    if officials > among:
        raise Refused(
            "Số cán bộ, công chức, viên chức không thể lớn hơn số người "
            f"({write_amount(Decimal(among))})."
        )
    return people, officials


def _item(taken: Taken) -> EnforcementItem:
    """The item chosen on the form, by its name in the decision or by its key."""
    chosen = str(taken.said["item"]).strip()
    items = list(
        EnforcementItem.objects.filter(decision__petition=taken.petition)
        .select_for_update()
        .order_by("done_on", "id")
    )
    found = [item for item in items if chosen in (item.what, str(item.pk))]
    if not found:
        raise Refused("Hãy chọn một việc phải thi hành của quyết định, kết luận này.")
    return next((item for item in found if item.done_on is None), found[0])


def check_close(taken: Taken) -> None:
    """Kết thúc hồ sơ: everything is done, or it is written why it ends with something undone."""
    if spoken.text(taken.said, "unfinished_reason"):
        return
    if undone := _undone(taken):
        raise Refused(f"{undone}; hãy ghi lý do nếu vẫn kết thúc hồ sơ.")


def _undone(taken: Taken) -> str:
    items = EnforcementItem.objects.filter(decision__petition=taken.petition, done_on=None)
    if (left := items.count()) > 0:
        return f"Còn {left} việc phải thi hành chưa xong"
    decision = decision_of(taken)
    if taken.proceeding.kind in DENUNCIATIONS and decision and decision.published_on is None:
        return "Kết luận nội dung tố cáo chưa được công khai (Luật Tố cáo 2018, điều 40)"
    posted = Clock.objects.filter(
        petition=taken.petition, rule_code__in=_POSTED, finished_on=None,
        due_on__gt=taken.happened_on,
    ).first()  # fmt: skip
    if posted is not None:
        return f"Bản niêm yết phải treo đến hết ngày {posted.due_on:%d/%m/%Y}"
    return ""
