"""What the course of a case says in its forms: processing, steps, team, evidence, stay, decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from agencies.models import User
from complaints.models import Decision, Petition, Proceeding, ProceedingEvent, Proposal
from complaints.papers.filling import Value
from complaints.papers.meeting import dialogue_of
from complaints.procedure.names import ProcedureKind, StepName
from complaints.procedure.tables import steps_named
from law.dates import vn_date

_REMOTE_DAYS, _USUAL_DAYS = 45, 30


def course_of(petition: Petition, *, by: User) -> dict[str, Value]:
    """Values from the rows that hang on the petition; one statement a kind of row."""
    proceeding = _proceeding(petition)
    events = Events(list(petition.events.all()), proceeding)
    return {
        **_processing(petition),
        **_proceeding_values(petition, proceeding),
        **_events(events),
        **_verification(petition, events),
        **dialogue_of(petition),
        **_stay(petition),
        **_decision(petition),
        **_first_instance(proceeding, by),
    }


class Events:
    """The steps taken, the latest of a name first in question."""

    def __init__(self, rows: Sequence[ProceedingEvent], proceeding: Proceeding | None) -> None:
        self._rows, self._proceeding = rows, proceeding

    def last(self, *names: StepName) -> ProceedingEvent | None:
        return next((event for event in reversed(self._rows) if event.step in names), None)

    def day(self, *names: StepName) -> date | None:
        event = self.last(*names)
        return event.happened_on if event else None

    def document(self, *names: StepName) -> str:
        event = self.last(*names)
        return event.document if event else ""

    def said(self, name: StepName, *keys: str) -> str:
        """The first of `keys` that the step was told, in the words of its list."""
        event = self.last(name)
        for key in keys if event else ():
            if value := event.data.get(key):  # type: ignore[union-attr]
                return "\n".join(self._label(name, key, one) for one in _several(value))
        return ""

    def ground(self, name: StepName) -> str:
        """Why: what was written, else the ground that was chosen."""
        event = self.last(name)
        if event is None:
            return ""
        chosen = self.said(name, "grounds", "ground", "reason")
        return event.ground or chosen.replace("\n", "; ") or event.note

    def _label(self, name: StepName, key: str, value: Any) -> str:
        kind = self._proceeding.kind if self._proceeding else ""
        kinds = [kind] if kind else list(ProcedureKind)
        for step in (step for one in kinds for step in steps_named(one, name)):
            for asked in step.asks:
                if asked.name == key and (label := dict(asked.choices).get(value)):
                    return label
        return str(value)


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _proceeding(petition: Petition) -> Proceeding | None:
    return (
        Proceeding.objects.filter(petition=petition)
        .select_related("previous__petition__decision", "previous__petition__agency")
        .first()
    )


def _processing(petition: Petition) -> dict[str, Value]:
    proposal: Proposal | None = petition.proposals.exclude(state="taken_back").first()
    transfer = petition.transfers.first()
    to = proposal.to_name if proposal else ""
    outcome = proposal.get_outcome_display() if proposal else petition.get_outcome_display()
    return {
        "huong_xu_ly": outcome.lower() if outcome else "",
        "ly_do_xu_ly": proposal.note if proposal else petition.outcome_note,
        "noi_nhan_don": transfer.to_name if transfer else to,
    }


def _proceeding_values(petition: Petition, proceeding: Proceeding | None) -> dict[str, Value]:
    running = petition.clocks.filter(finished_on=None, rule_code__contains="_GQ")
    clock = running.order_by("due_on").first()
    remote = bool(proceeding and proceeding.is_remote)
    return {
        "van_ban_thu_ly": proceeding.acceptance_document if proceeding else "",
        "ngay_thu_ly": proceeding.accepted_on if proceeding else None,
        "ngay_het_han": clock.due_on if clock else None,
        "so_ngay_khieu_nai_tiep": _REMOTE_DAYS if remote else _USUAL_DAYS,
    }


def _events(events: Events) -> dict[str, Value]:
    return {
        "ly_do_khong_thu_ly": events.ground(StepName.REFUSE),
        "quyet_dinh_xac_minh": events.document(StepName.ASSIGN),
        "ngay_xac_minh": events.day(StepName.ASSIGN),
        "giam_dinh_van_ban": events.document(StepName.ASK_EXPERT),
        "ngay_giam_dinh": events.day(StepName.ASK_EXPERT),
        "giam_dinh_ly_do": events.ground(StepName.ASK_EXPERT),
        "noi_giam_dinh": events.said(StepName.ASK_EXPERT, "expert"),
        "noi_dung_giam_dinh": events.said(StepName.ASK_EXPERT, "what"),
        "gia_han_ly_do": events.ground(StepName.EXTEND),
        "ngay_gia_han": events.day(StepName.EXTEND),
        "so_ngay_gia_han": events.said(StepName.EXTEND, "days"),
        "ket_qua_xac_minh": events.said(StepName.REPORT, "findings", "result", "text"),
        "kien_nghi_xac_minh": events.said(StepName.REPORT, "proposal"),
        "ly_do_tam_dinh_chi": events.ground(StepName.SUSPEND),
        "van_ban_tam_dinh_chi": events.document(StepName.SUSPEND),
        "ngay_tam_dinh_chi": events.day(StepName.SUSPEND),
        "ly_do_dinh_chi": events.ground(StepName.TERMINATE),
        "ly_do_tiep_tuc": events.ground(StepName.RESUME),
        "ngay_rut": events.day(StepName.WITHDRAW_WHOLE, StepName.WITHDRAW_PART),
        "noi_dung_rut": events.said(StepName.WITHDRAW_PART, "contents"),
    }


def _verification(petition: Petition, events: Events) -> dict[str, Value]:
    team = list(petition.team.filter(until_on=None).order_by("-is_head", "from_on", "name"))
    evidence = list(petition.evidence.order_by("asked_on", "received_on", "id"))
    asked = [row for row in evidence if row.asked_on and not row.received_on]
    received = [row for row in evidence if row.received_on]
    due = [row.due_on for row in asked if row.due_on]
    return {
        "to_xac_minh": [
            f"{one.name}|{one.title}|{'Trưởng Đoàn (Tổ trưởng)' if one.is_head else 'Thành viên'}"
            for one in team
        ],
        "truong_to": next((one.name for one in team if one.is_head), ""),
        "noi_yeu_cau": asked[-1].asked_of if asked else "",
        "tai_lieu_yeu_cau": [row.what for row in asked],
        "ngay_han_tai_lieu": due[-1] if due else None,
        "tai_lieu_nhan": [f"{row.what}|{row.pages or ''}|{row.condition}" for row in received],
        "ben_giao": received[-1].received_from if received else "",
    }


def _stay(petition: Petition) -> dict[str, Value]:
    stay = petition.stays.order_by("-from_on").first()
    if stay is None:
        return {}
    return {
        "quyet_dinh_bi_dinh_chi": stay.decision,
        "ly_do_tam_thi_hanh": stay.reason,
        "van_ban_tam_thi_hanh": stay.document,
        "ngay_tam_thi_hanh": stay.from_on,
        "ly_do_huy_tam_thi_hanh": stay.lifted_reason,
    }


def _decision(petition: Petition) -> dict[str, Value]:
    decision = Decision.objects.filter(petition=petition).first()
    if decision is None:
        return {}
    items = decision.items.select_related("in_charge")
    return {
        "so_quyet_dinh": decision.number,
        "ngay_quyet_dinh": decision.decided_on,
        "ket_qua": decision.get_finding_display().lower(),
        "xu_ly": decision.get_ruling_display().lower(),
        "noi_dung_quyet_dinh": decision.text,
        "viec_thi_hanh": [
            f"{item.what}|{item.in_charge.name if item.in_charge else ''}|"
            f"{vn_date(item.due_on) if item.due_on else ''}"
            for item in items
        ],
    }


def _first_instance(proceeding: Proceeding | None, by: User) -> dict[str, Value]:
    """The instance before, when `by` may know of it."""
    before = proceeding.previous.petition if proceeding and proceeding.previous else None
    if before is None or not Petition.objects.visible_to(by).filter(pk=before.pk).exists():
        return {}
    decision = getattr(before, "decision", None)
    known: dict[str, Value] = {"nguoi_giai_quyet_lan_dau": before.agency.name}
    if decision is None:
        return known
    return {
        **known,
        "so_lan_dau": decision.number,
        "ngay_lan_dau": decision.decided_on,
        "noi_dung_lan_dau": decision.text,
    }
