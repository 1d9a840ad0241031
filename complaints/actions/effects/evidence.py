"""Thông tin, tài liệu, bằng chứng: asked of somebody, received, each with its day (Nghị định
124/2020/NĐ-CP, art. 21, 22)."""

from django.db.models import F

from agencies.refusals import Refused
from complaints.actions.effects import duties
from complaints.actions.effects.taken import Taken
from complaints.models import Evidence
from complaints.procedure import said as spoken


def request(taken: Taken) -> None:
    """Yêu cầu cung cấp: seven days by law, or the day the letter gives."""
    due_on = taken.said.get("due_on")
    if due_on and due_on < taken.happened_on:
        raise Refused("Hạn cung cấp không thể trước ngày yêu cầu.")
    Evidence.objects.create(
        petition=taken.petition,
        what=spoken.text(taken.said, "what", 300),
        asked_of=spoken.text(taken.said, "asked_of", 200),
        asked_on=taken.happened_on,
        due_on=due_on,
    )


def receive(taken: Taken) -> None:
    """Giao nhận: answers the request it names, or the one it fits; else it came by itself."""
    asked = _answered(taken) or Evidence(
        petition=taken.petition, what=spoken.text(taken.said, "what", 300)
    )
    asked.received_on = taken.happened_on
    asked.received_from = spoken.text(taken.said, "received_from", 200)
    asked.pages = taken.said.get("pages")
    asked.condition = spoken.text(taken.said, "condition", 120)
    asked.save()
    _end_duty(taken, asked)


def _answered(taken: Taken) -> Evidence | None:
    waiting = list(
        Evidence.objects.filter(
            petition=taken.petition, received_on=None, asked_on__lte=taken.happened_on
        ).order_by("asked_on", F("due_on").asc(nulls_last=True), "id")
    )
    if asked_on := taken.said.get("asked_on"):
        waiting = [asked for asked in waiting if asked.asked_on == asked_on]
        if not waiting:
            raise Refused(f"Không có yêu cầu nào ngày {asked_on:%d/%m/%Y} đang chờ.")
        return waiting[0]
    giver = spoken.text(taken.said, "received_from").casefold()
    what = spoken.text(taken.said, "what").casefold()
    fits = (a for a in waiting if a.asked_of.casefold() == giver or a.what.casefold() == what)
    return next(fits, None)


def _end_duty(taken: Taken, asked: Evidence) -> None:
    """The duty of a day ends with the last request of that day."""
    if asked.asked_on is None:
        return
    same_day = Evidence.objects.filter(petition=taken.petition, asked_on=asked.asked_on)
    if not same_day.filter(received_on=None).exists():
        duties.finish(taken, ["KN_TAILIEU"], started_on=asked.asked_on)
