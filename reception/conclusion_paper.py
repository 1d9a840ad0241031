"""What the notice of a conclusion says on paper (Nghị định 154/2026/NĐ-CP, art. 25 clause 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.models import Agency, User
from reception.models import ConclusionTask, ReceptionSession, SessionConclusion
from records.documents import Signer
from records.enums import DocumentKind
from records.letterhead import letterhead_of
from records.wording import listed

TEMPLATE = "reception/pdf/conclusion.html"
KEEP = "Lưu: VT, TCD."


@dataclass(frozen=True, slots=True)
class Charge:
    """Việc giao as it is read: “Giao Sở Xây dựng: …; hoàn thành trước ngày 30/11/2026.”"""

    agency: str
    text: str
    due_on: date


def paper_of(conclusion: SessionConclusion) -> dict[str, Any]:
    """Arguments of `issue_document` and `preview_document` for this conclusion."""
    session = conclusion.session
    day = f"{session.on_date:%d/%m/%Y}"
    return {
        "agency": session.agency,
        "kind": DocumentKind.CONCLUSION,
        "subject": conclusion,
        "title": f"Kết luận việc tiếp công dân ngày {day}",
        "template": TEMPLATE,
        "context": _context(conclusion),
        "sealed": bool(conclusion.secrecy),
        "signer": signer_of(session),
    }


def _context(conclusion: SessionConclusion) -> dict[str, Any]:
    session, tasks = conclusion.session, _tasks(conclusion)
    return {
        "kind": "THÔNG BÁO",
        "subject": f"Kết luận việc tiếp công dân ngày {session.on_date:%d/%m/%Y}",
        "opening": opening(conclusion),
        "paragraphs": [line for line in conclusion.text.splitlines() if line.strip()],
        "charges": [Charge(t.agency.name, t.text.rstrip(". "), t.due_on) for t in tasks],
        "contact": conclusion.contact,
        "issuer": session.agency.name,
        "copies": (*(f"{agency.name};" for agency in _charged(tasks)), KEEP),
    }


def _tasks(conclusion: SessionConclusion) -> list[ConclusionTask]:
    return list(conclusion.tasks.select_related("agency").order_by("due_on", "agency__path", "id"))


def _charged(tasks: Sequence[ConclusionTask]) -> list[Agency]:
    """Each agency once, in the order of its first task."""
    return list({task.agency_id: task.agency for task in tasks}.values())


def opening(conclusion: SessionConclusion) -> str:
    """Who received whom, where, about what."""
    session, matter, visit = conclusion.session, conclusion.matter, conclusion.visit
    who = visit.visitor_label if visit else matter.petitioner_label
    count = visit.head_count if visit else 1
    group = f" và {count - 1} người cùng đến" if count > 1 else ""
    kind = session.get_kind_display().replace(" của Thủ trưởng", "").removeprefix("Tiếp ")
    present = _present(conclusion)
    with_whom = f", cùng dự có đại diện {listed(present)}" if present else ""
    # The full stop of a title that ends in one is not doubled.
    return (
        f"Ngày {session.on_date:%d/%m/%Y}, tại {_within(session.place)}, {host_named(session.host)} chủ trì "
        f"buổi tiếp công dân {kind}{_delegation(session)}{with_whom}. Sau khi nghe {who}{group} "
        f"trình bày về vụ việc “{matter.title.rstrip('. ')}” và ý kiến của các cơ quan, đơn vị "
        "liên quan, người chủ trì kết luận như sau:"
    )


def _within(place: str) -> str:
    """The usual "Nơi tiếp công dân của …" in the middle of a sentence; names keep their capitals."""
    return place.replace("Nơi ", "nơi ", 1) if place.startswith("Nơi ") else place


def host_named(host: User) -> str:
    """Chức danh trước tên: “Giám đốc Lương Quốc Bảo”."""
    return f"{host.title} {host.full_name}".strip()


def _delegation(session: ReceptionSession) -> str:
    if not session.delegated:
        return ""
    by_which = f" (văn bản ủy quyền {session.delegation_document})"
    return " theo ủy quyền của Thủ trưởng" + (by_which if session.delegation_document else "")


def _present(conclusion: SessionConclusion) -> list[str]:
    """Units that were invited and answered that they come."""
    registered = conclusion.session.registrations.filter(matter=conclusion.matter_id).first()
    if registered is None:
        return []
    invited = registered.invitations.filter(answered_on__isnull=False).select_related("agency")
    return [invitation.agency.name for invitation in invited.order_by("agency__path")]


def signer_of(session: ReceptionSession) -> Signer:
    """Whoever held the session signs, in the name of the body they speak for."""
    host = session.host
    lines = letterhead_of(session.agency, session.on_date, letters="TB").signer
    return Signer(host.full_name, "\n".join(_capacity(lines, host.title.upper())))


def _capacity(head: tuple[str, ...], title: str) -> tuple[str, ...]:
    """Quyền hạn của người ký: the head as such, a deputy KT., anybody else TL. (Nghị định
    30/2020/NĐ-CP, appendix I, part I, section II, clause 7)."""
    *body, chief = head
    if not title or title.startswith(chief):
        return head
    if title.startswith("PHÓ"):
        return (*body, f"KT. {chief}", title)
    return (f"TL. {chief}", title)
