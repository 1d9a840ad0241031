"""Báo cáo tóm tắt of a flagged matter: what happened, what was done and when, decisions, the legal
position, options, and for each line where it stands. No citizen's name, nobody's conduct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import User
from agencies.refusals import Refused
from complaints import law_book
from complaints.briefing_names import names_known, without_names
from complaints.briefing_options import Option, options_for
from complaints.coordination_rows import requests_of
from complaints.enums import FactKind, HotStep, PetitionKind
from complaints.hotspot_page import case_state, dues_of, petitions_in, transfers_of
from complaints.models import (
    Clock,
    HotMeasure,
    HotSpot,
    HotSpotEvent,
    Petition,
    ProceedingEvent,
    Sighting,
    SituationReport,
)
from complaints.procedure.names import StepName
from complaints.selectors import SEALED_NUMBER, Due, number_for
from law.enums import State
from law.errors import LawError

_DECIDED = (HotStep.CONFIRMED, HotStep.LEVEL, HotStep.REVIEW, HotStep.REJECTED, HotStep.CLOSED)
_FLAG = "Diễn biến cờ điểm nóng"
_DUE_WORDS = {State.OVERDUE: "quá hạn", State.DUE_SOON: "sắp đến hạn", State.PAUSED: "tạm đình chỉ",
              State.DONE: "đã xong", State.RUNNING: "còn hạn"}  # fmt: skip


class Sources:
    """Nguồn: each once, with the number by which paragraphs name it."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def cite(self, label: str) -> str:
        return f"[{self._known.setdefault(label, len(self._known) + 1)}]"

    def lines(self) -> list[str]:
        return [f"[{number}] {label}" for label, number in self._known.items()]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the briefing: its day, what it says, the number of its source."""

    on: date | None
    text: str
    source: str


@dataclass(slots=True)
class Briefing:
    """What the template prints; every text is without names."""

    subject: str
    about: list[tuple[str, str]]
    reasons: list[Line]
    trail: list[Line]
    open_measures: list[Line]
    decisions: list[Line]
    position: list[Line]
    options: list[Option]
    sources: list[str] = field(default_factory=list)


def briefing_of(spot: HotSpot, user: User, today: date) -> Briefing:
    """Everything this reader may see of the flag and its matter."""
    return _Writer(spot, user, today).write()


class _Writer:
    """Gathers once; every text leaves through `_plain`, which takes known names out."""

    def __init__(self, spot: HotSpot, user: User, today: date) -> None:
        self.spot, self.user, self.today = spot, user, today
        self.names = names_known(spot.matter)
        self.sources = Sources()
        self.petitions: list[Petition] = petitions_in(spot, user)
        self.transfers = transfers_of(spot, user)
        self.dues = dues_of(spot, user, today)
        self.sightings: list[Sighting] = list(
            Sighting.objects.visible_to(user).filter(matter=spot.matter_id).order_by("seen_on")
        )
        self.measures: list[HotMeasure] = list(
            HotMeasure.objects.filter(hotspot=spot).select_related("in_charge")
        )

    def write(self) -> Briefing:
        found = Briefing(
            subject=designation(self.spot),
            about=self._about(),
            reasons=self._reasons(),
            trail=sorted(self._trail(), key=lambda line: line.on or self.today),
            open_measures=[self._open(one) for one in self.measures if one.done_on is None],
            decisions=list(self._decisions()),
            position=[self._position(clock, due) for clock, due in self.dues],
            options=options_for(
                case_state(self.spot, self.petitions, self.dues, self.transfers, self.sightings)
            ),
        )
        found.sources = self.sources.lines()
        return found

    def _plain(self, text: str) -> str:
        return without_names(" ".join(text.split()), self.names)

    def _line(self, on: date | None, text: str, source: str) -> Line:
        return Line(on, self._plain(text), self.sources.cite(source))

    def _about(self) -> list[tuple[str, str]]:
        spot, matter = self.spot, self.spot.matter
        title = "" if spot.secrecy else self._plain(matter.title)
        owner = spot.owner.full_name if spot.owner else "chưa giao"
        review = f"{spot.review_on:%d/%m/%Y}" if spot.review_on else "chưa hẹn"
        return [
            *([("Nội dung", title)] if title else []),
            ("Cơ quan giữ vụ việc", matter.agency.name),
            ("Từ ngày", f"{matter.opened_on:%d/%m/%Y}; {len(self.petitions)} đơn"),
            ("Mức, tình trạng", f"{spot.get_level_display()}; {spot.get_state_display().lower()}"),
            ("Phụ trách; xem lại", f"{owner}; {review}"),
        ]

    def _reasons(self) -> list[Line]:
        row = self.spot.assessment
        if row is None:
            return [self._line(None, one, "Dữ kiện của vụ việc") for one in self.spot.reasons[:6]]
        source = f"Đánh giá dấu hiệu ngày {row.as_of:%d/%m/%Y}, trọng số {row.weights_version}"
        ordered = sorted(row.factors, key=lambda factor: -factor["weight"])
        return [
            self._line(
                date.fromisoformat(factor["since"]),
                f"{factor['label']} (+{factor['weight']}): {factor['sentence']}",
                source,
            )
            for factor in ordered
        ]

    def _trail(self) -> Iterator[Line]:
        for petition in self.petitions:
            yield from self._of_petition(petition)
        yield from self._of_facts()
        yield from self._of_transfers()
        yield from self._of_flag()
        yield from self._of_coordination()
        for one in self.sightings:
            said = (
                f"Công dân đến {one.get_seen_at_display()}, {one.people_count} người; "
                f"{one.get_cause_display().lower()}; {one.get_return_way_display().lower()}."
            )
            yield self._line(one.seen_on, said, "Sổ theo dõi vượt cấp")

    def _of_petition(self, petition: Petition) -> Iterator[Line]:
        source = self._named(petition)
        said = f"Nhận đơn ({petition.get_source_display().lower()})"
        if petition.signatories > 1:
            said += f", {petition.signatories} người ký"
        yield self._line(petition.received_on, f"{said}.", source)
        if petition.outcome and petition.processed_on:
            yield self._line(petition.processed_on, f"{petition.get_outcome_display()}.", source)
        steps = ProceedingEvent.objects.visible_to(self.user).filter(petition=petition)
        for event in steps.exclude(step__in=[StepName.CORRECT, StepName.ACCEPT]):
            paper = f", {event.document}" if event.document else ""
            yield self._line(event.happened_on, f"{event.get_step_display()}{paper}.", source)

    def _named(self, petition: Petition) -> str:
        number = number_for(petition, self.user)
        if number == SEALED_NUMBER:
            return "Hồ sơ đơn ở sổ kín"
        return f"Hồ sơ đơn số {number}, nhận ngày {petition.received_on:%d/%m/%Y}"

    def _of_facts(self) -> Iterator[Line]:
        """One line for each record that tells of something: a group rather than the bare visit."""
        kept: dict[Any, Any] = {}
        for fact in self.spot.matter.facts.exclude(reference_kind="sighting"):
            key = fact.reference_id or fact.pk
            if key not in kept or kept[key].kind == FactKind.VISIT:
                kept[key] = fact
        for fact in kept.values():
            if fact.reference_kind in ("petition", "proceeding", "clock"):
                continue
            source = "Sổ tiếp công dân" if fact.reference_kind == "visit" else "Dữ kiện ghi tay"
            yield self._line(fact.happened_on, fact.sentence, source)

    def _of_transfers(self) -> Iterator[Line]:
        for one in self.transfers:
            paper = f", {one.document}" if one.document else ""
            said = f"{one.get_outcome_display()} đến {one.to_name}{paper}."
            yield self._line(one.sent_on, said, "Sổ chuyển đơn")
            if one.answered_on:
                paper = f" ({one.answer_document})" if one.answer_document else ""
                yield self._line(one.answered_on, f"{one.to_name} trả lời{paper}.", "Sổ chuyển đơn")

    def _of_coordination(self) -> Iterator[Line]:
        source = "Yêu cầu phối hợp"
        for one in requests_of(self.spot.matter, self.user):
            said = f"{one.get_kind_display()}: {one.to_agency.name}."
            yield self._line(timezone.localdate(one.asked_at), said, source)
            if one.answered_at:
                said = f"{one.to_agency.name} trả lời: {one.answer}"
                yield self._line(timezone.localdate(one.answered_at), said, source)

    def _of_flag(self) -> Iterator[Line]:
        for event in HotSpotEvent.objects.filter(hotspot=self.spot, step__in=_DECIDED):
            moved = f" “{event.new}”" if event.step != HotStep.REVIEW and event.new else ""
            note = f": {event.note}" if event.note else "."
            on = timezone.localdate(event.at)
            yield self._line(on, f"{event.get_step_display()}{moved}{note}", _FLAG)
        for one in self.measures:
            if one.done_on:
                yield self._line(one.done_on, f"Biện pháp: {one.text}. {one.result}", _FLAG)
        for report in SituationReport.objects.filter(hotspot=self.spot):
            said = (
                f"{report.get_situation_display()}, {report.people_count} người tại {report.place}, "
                f"{report.representatives} người đại diện được tiếp. {report.done}"
            )
            yield self._line(timezone.localdate(report.happened_at), said, "Báo cáo tình hình")

    def _open(self, one: HotMeasure) -> Line:
        unit = one.in_charge.short_name if one.in_charge else self.spot.agency.short_name
        late = ", đã quá hạn" if one.due_on < self.today else ""
        return self._line(one.due_on, f"{one.text} ({unit}{late})", _FLAG)

    def _decisions(self) -> Iterator[Line]:
        for petition in self.petitions:
            decision = getattr(petition, "decision", None)
            if decision is None:
                continue
            said = f"{decision.number}: {decision.get_finding_display()}"
            if decision.effective_on:
                said += f"; có hiệu lực ngày {decision.effective_on:%d/%m/%Y}"
            yield self._line(decision.decided_on, f"{said}.", self._named(petition))

    def _position(self, clock: Clock, due: Due) -> Line:
        """Một thời hạn with its article, as the law answers today."""
        state = _DUE_WORDS[due.state] if due.state else ""
        if due.state == State.OVERDUE and due.days_left is not None:
            state = f"quá hạn {-due.days_left} ngày"
        until = f"hạn {due.on:%d/%m/%Y}" if due.on else "chưa có hạn"
        return self._line(clock.started_on, f"{due.duty}: {until}, {state}.", citation_of(clock))


def citation_of(clock: Clock) -> str:
    """The article to which the clock is bound."""
    try:
        return law_book.version_of(clock).citation
    except (LawError, Refused):
        return "văn bản có hiệu lực khi bắt đầu tính"


def designation(spot: HotSpot) -> str:
    """A matter in words that name nobody: kind, field, place."""
    matter = spot.matter
    place = f", phát sinh tại {matter.locality}" if matter.locality and not spot.secrecy else ""
    kind = PetitionKind(matter.kind).label.lower()
    return f"Vụ việc {kind}, lĩnh vực {matter.get_field_display().lower()}{place}"
