"""Who is told of a petition on its way between agencies: one sentence, no citizen's name in it.

Of a sealed one the sentence says nothing but that something waits (design.md section 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from agencies.models import Agency, User
from agencies.roles import Permission
from agencies.told import people_with
from complaints.models import CaseUrge, Petition, Transfer
from records.actions import notices
from records.enums import NoticeTopic


def tell_arrived(transfer: Transfer, now: datetime) -> None:
    """Những người tiếp nhận đơn của nơi nhận."""
    if transfer.to_agency is None:
        return
    by_day = f"hạn tiếp nhận {transfer.receive_by:%d/%m/%Y}" if transfer.receive_by else ""
    said = (
        f"Có việc chờ tiếp nhận, {by_day}."
        if transfer.secrecy
        else f"{transfer.petition.agency.short_name} chuyển đến một đơn "
        f"{transfer.petition.get_kind_display().lower()}, {by_day}."
    )
    notices.give(
        users=people_with(Permission.RECEIVE_TRANSFER, transfer.to_agency),
        key=f"transfer:{transfer.pk.hex}:den", sentence=said, url_name="transfer_receive",
        subject_id=transfer.pk, now=now, topic=NoticeTopic.TRANSFERRED,
    )  # fmt: skip


def tell_received(transfer: Transfer, now: datetime) -> None:
    """Nơi chuyển: the receiver took it in, or sent it back and the next step is asked for."""
    _tell_sender(transfer, "tiep_nhan", _on_receipt(transfer), now)


def tell_answered(transfer: Transfer, now: datetime) -> None:
    """Nơi chuyển: the answer came; the citizen is owed it."""
    said = f"{transfer.to_name} đã trả lời về đơn đã chuyển; hãy báo kết quả cho công dân."
    _tell_sender(transfer, "tra_loi", said, now)


def tell_urged(urge: CaseUrge, now: datetime) -> None:
    """Nơi được đôn đốc: who handles cases there, and its head."""
    until = f"trả lời trước ngày {urge.answer_due_on:%d/%m/%Y}"
    said = (
        f"Có văn bản đôn đốc chờ trả lời, {until}."
        if urge.secrecy
        else f"{urge.agency.short_name} đôn đốc giải quyết một đơn, {until}."
    )
    _give_urge(urge, people_with(Permission.PROCESS_PETITION, urge.to_agency), "den", said, now)


def tell_urge_answered(urge: CaseUrge, now: datetime) -> None:
    """Nơi đôn đốc: who urged, and those who urge there."""
    said = f"{urge.to_agency.short_name} đã trả lời văn bản đôn đốc."
    people = [urge.urged_by, *people_with(Permission.URGE_CASE, urge.agency)]
    _give_urge(
        urge, people, "tra_loi", "Văn bản đôn đốc đã có trả lời." if urge.secrecy else said, now
    )


def keepers(petition: Petition, agency: Agency) -> list[User]:
    """Who looks after a petition: its holder, else those who decide in its agency."""
    if petition.holder is not None:
        return [petition.holder]
    return people_with(Permission.DECIDE_CASE, agency)


def _on_receipt(transfer: Transfer) -> str:
    if transfer.became_id is not None:
        return f"{transfer.to_name} đã tiếp nhận đơn được chuyển đến."
    return f"{transfer.to_name} trả lại đơn đã chuyển; hãy đề xuất hướng xử lý tiếp theo."


def _tell_sender(transfer: Transfer, what: str, said: str, now: datetime) -> None:
    petition = transfer.petition
    notices.give(
        users=keepers(petition, petition.agency), key=f"transfer:{transfer.pk.hex}:{what}",
        sentence="Có việc mới về hồ sơ đã chuyển." if transfer.secrecy else said,
        url_name="petition_detail", subject_id=petition.pk, now=now,
        topic=NoticeTopic.TRANSFERRED,
    )  # fmt: skip


def _give_urge(urge: CaseUrge, users: Iterable[User], what: str, said: str, now: datetime) -> None:
    notices.give(
        users=users, key=f"case_urge:{urge.pk.hex}:{what}", sentence=said, url_name="urge_answer",
        subject_id=urge.pk, now=now, topic=NoticeTopic.URGED,
    )  # fmt: skip
