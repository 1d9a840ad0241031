"""Who came first: of two officers deciding at once the loser is told, and keeps the text typed."""

from agencies.refusals import Refused
from complaints.models import Petition
from records.enums import Verb
from records.models import LedgerEntry


def ensure_current(petition: Petition, version: int) -> None:
    """Refuses whoever decides on what somebody else has changed since they read it."""
    if petition.version != version:
        raise Refused(
            f"Hồ sơ vừa được {last_hand(petition)} cập nhật; hãy xem lại rồi quyết định. "
            "Nội dung bạn đã nhập vẫn được giữ."
        )


def last_hand(petition: Petition) -> str:
    """Who changed the petition last."""
    changes = LedgerEntry.objects.filter(
        subject_kind="petition", subject_id=petition.pk, verb=Verb.CHANGE
    )
    last = changes.order_by("-id").values_list("user_label", flat=True).first()
    return last or "người khác"
