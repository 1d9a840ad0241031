"""Steps of a protection file after its request: verified, decided, coordinated, changed, ended."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from complaints.actions.protection import locked, tell, write_step
from complaints.actions.protection_documents import keep_paper
from complaints.actions.protection_papers import issue
from complaints.models import (
    ProtectedPerson,
    ProtectionFile,
    ProtectionLetter,
    ProtectionMeasure,
    ProtectionStep,
)
from complaints.protection.measures import (
    Objection,
    end_objections,
    fits,
    measure_objections,
    start_objections,
)
from complaints.protection.names import Step
from complaints.protection.workflow import ARROWS, refusal
from complaints.protection_rights import ends_of, known_of, parts_of
from complaints.protection_texts import put_away
from records.actions import ledger
from records.enums import Verb
from records.models import IssuedDocument

Said = Mapping[str, Any]
_CHANGED = "Hồ sơ vừa được người khác cập nhật; hãy xem lại trước khi ghi."
_TEXT = {
    Step.WRITTEN: "Hãy ghi văn bản nhận được: ngày, nội dung chính.",
    Step.VERIFY: "Hãy ghi kết quả xác minh.",
    Step.APPLY: "Hãy ghi căn cứ quyết định và trách nhiệm thực hiện (điều 52 khoản 2).",
    Step.REFUSE: "Hãy nêu rõ lý do không áp dụng (điều 51 khoản 3).",
    Step.LETTER: "Hãy ghi nội dung yêu cầu, đề nghị phối hợp.",
    Step.ASK_CHANGE: "Hãy ghi nội dung người được bảo vệ đề nghị.",
    Step.CHANGE: "Hãy ghi căn cứ và nội dung thay đổi, bổ sung.",
    Step.REPORT: "Hãy ghi kết quả thực hiện biện pháp bảo vệ.",
    Step.DECLINE: "Hãy ghi người được bảo vệ từ chối thế nào.",
    Step.END: "Hãy ghi căn cứ chấm dứt: số, ngày văn bản, tình hình.",
    Step.FILE: "Hãy ghi đây là tài liệu gì: loại, số, ngày, nơi lập.",
}


class Objected(Refused):
    """What was typed cannot be; `field` is where the sentence stands."""

    status = 422

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.sentence)
        self.field = objection.field


@transaction.atomic
def take_step(
    *, file_id: UUID, step: Step, said: Said, version: int, by: User, now: datetime
) -> ProtectionStep:
    """One step of a file; `said` holds what its form asked for. The loser of two at once is told."""
    file = locked(file_id=file_id, by=by)
    parts = parts_of(by, file)
    if step not in ARROWS:
        raise Refused("Việc này được ghi từ trang của vụ việc.")
    if not ARROWS[step].parts & parts:
        raise NotAllowed(str(refusal(step, parts, known_of(file))))
    if file.version != version:
        raise Refused(_CHANGED)
    if why := refusal(step, parts, known_of(file)):
        raise Refused(why)
    _ensure_said(step, said, timezone.localdate(now))
    row = _EFFECTS[step](file, said, by, now)
    file.version += 1
    if to := ARROWS[step].to:
        file.state = to
    file.save(update_fields=_KEPT)
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=file, also=[row], now=now, details={"viec": str(step)}
    )
    tell(file, row, now=now)
    return row


_KEPT = (
    "state", "version", "written_on", "is_founded", "decided_on", "starts_on", "ended_on",
    "end_ground",
)  # fmt: skip


def _ensure_said(step: Step, said: Said, today: date) -> None:
    if step in _TEXT and not str(said.get("text") or "").strip():
        raise Objected(Objection("text", _TEXT[step]))
    happened = said.get("happened_on")
    if happened is not None and happened > today:
        raise Objected(Objection("happened_on", "Ngày này không thể ở tương lai."))


def _refuse_first(objections: Iterable[Objection]) -> None:
    for objection in objections:
        raise Objected(objection)


def _write(
    file: ProtectionFile,
    step: Step,
    said: Said,
    by: User,
    now: datetime,
    *,
    data: dict[str, Any] | None = None,
    document: IssuedDocument | None = None,
    texts: dict[str, str] | None = None,
) -> ProtectionStep:
    happened_on = said.get("happened_on") or timezone.localdate(now)
    kept = {"text": said.get("text", ""), **(texts or {})}
    return write_step(file, step, happened_on, data or {}, kept, by, now, document)


def _written(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 50 clause 3: what was asked in haste is put into writing."""
    file.written_on = said["happened_on"]
    return _write(file, Step.WRITTEN, said, by, now)


def _verified(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 51 clause 1, 55 clause 2 b."""
    file.is_founded = bool(said["is_founded"])
    return _write(file, Step.VERIFY, said, by, now, data={"founded": file.is_founded})


def _applied(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 52: the decision names people, measures, who carries them out and from when."""
    today = timezone.localdate(now)
    people, measures = _chosen(file, said)
    _refuse_first(start_objections(said["starts_on"], today))
    file.decided_on, file.starts_on = today, said["starts_on"]
    document = issue(
        file, Step.APPLY, text=said["text"], measures=measures, people=people,
        starts_on=said["starts_on"], by=by, now=now,
    )  # fmt: skip
    _start(file, people, measures, said["starts_on"])
    data = {
        "measures": measures, "people": len(people), "starts_on": said["starts_on"].isoformat()
    }  # fmt: skip
    return _write(file, Step.APPLY, said, by, now, data=data, document=document)


def _chosen(file: ProtectionFile, said: Said) -> tuple[list[ProtectedPerson], list[str]]:
    """The people and measures of a decision; each measure must fit one of them."""
    wanted = {str(pk) for pk in said.get("people") or ()}
    people = [person for person in file.people.all() if str(person.pk) in wanted]
    measures = sorted(str(measure) for measure in said.get("measures") or ())
    if not people:
        raise Objected(Objection("people", "Hãy chọn người được bảo vệ."))
    if not measures:
        raise Objected(Objection("measures", "Hãy chọn biện pháp bảo vệ (điều 56, 57, 58)."))
    _refuse_first(
        measure_objections(measures, people, consents_to_move=bool(said.get("consents_to_move")))
    )
    return people, measures


def _start(
    file: ProtectionFile, people: list[ProtectedPerson], measures: list[str], from_on: date
) -> None:
    """A row for each measure and each of the chosen whom it fits; one that stands already stays."""
    standing = set(file.measures.filter(to_on=None).values_list("person_id", "measure"))
    ProtectionMeasure.objects.bulk_create(
        ProtectionMeasure(file=file, person=person, measure=measure, from_on=from_on)
        for person in people
        for measure in measures
        if fits(measure, person) and (person.pk, measure) not in standing
    )


def _refused(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 51 clause 3: in writing, with the reason."""
    file.decided_on = timezone.localdate(now)
    document = issue(file, Step.REFUSE, text=said["text"], by=by, now=now)
    return _write(file, Step.REFUSE, said, by, now, document=document)


def _letter(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 49, 53: to the police, the personnel authority, the People's Committee, the union…"""
    addressee = str(said.get("addressee") or "").strip()
    if not addressee:
        raise Objected(Objection("addressee", "Hãy ghi nơi nhận văn bản."))
    document = issue(file, Step.LETTER, text=said["text"], to=addressee, by=by, now=now)
    letter = ProtectionLetter(
        file=file, body=said["body"], document=document, sent_on=timezone.localdate(now)
    )
    put_away(letter, {"addressee": addressee, "text": said["text"]})
    letter.save(force_insert=True)
    return _write(
        file, Step.LETTER, said, by, now, data={"body": said["body"]}, document=document,
        texts={"addressee": addressee},
    )  # fmt: skip


def _answered(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 53 clause 2: done, or why it could not be done, told in writing."""
    letter = file.letters.select_for_update().filter(pk=said["letter"], answered_on=None).first()
    if letter is None:
        raise Objected(Objection("letter", "Văn bản này đã được ghi trả lời."))
    answered_on = said.get("happened_on") or timezone.localdate(now)
    if answered_on < letter.sent_on:
        raise Objected(Objection("happened_on", "Ngày trả lời không thể trước ngày gửi."))
    if not said["was_done"] and not str(said.get("text") or "").strip():
        raise Objected(
            Objection("text", "Không thực hiện được thì phải ghi lý do (điều 53 khoản 2).")
        )
    letter.answered_on, letter.was_done = answered_on, bool(said["was_done"])
    letter.save(update_fields=["answered_on", "was_done"])
    data = {"body": letter.body, "was_done": letter.was_done}
    return _write(file, Step.ANSWER, said, by, now, data=data)


def _asked_change(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    return _write(file, Step.ASK_CHANGE, said, by, now, data={"wish": str(said["wish"])})


def _changed(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 54 clause 1: measures added, measures stopped, by one decision."""
    today, stops = timezone.localdate(now), list(said.get("stops") or ())
    adds = bool(said.get("people") or said.get("measures"))
    people, measures = _chosen(file, said) if adds else ([], [])
    if not measures and not stops:
        raise Objected(
            Objection("measures", "Hãy chọn biện pháp bổ sung hoặc biện pháp thôi áp dụng.")
        )
    document = issue(
        file, Step.CHANGE, text=said["text"], measures=measures, people=people, stops=stops,
        by=by, now=now,
    )  # fmt: skip
    _stop(file, today, stops)
    _start(file, people, measures, max(today, file.starts_on or today))
    data = {"measures": measures, "stops": stops, "people": len(people)}
    return _write(file, Step.CHANGE, said, by, now, data=data, document=document)


def _stop(file: ProtectionFile, on: date, only: list[str] | None = None) -> None:
    """Measures end that day; one that had not begun ends on the day it would have."""
    standing = file.measures.filter(to_on=None)
    for row in standing if only is None else standing.filter(measure__in=only):
        row.to_on = max(on, row.from_on)
        row.save(update_fields=["to_on"])


def _reported(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    return _write(file, Step.REPORT, said, by, now)


def _declined(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 48 clause 1 d: nobody is protected against their will."""
    return _write(file, Step.DECLINE, said, by, now)


def _ended(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 54 clause 2, 3."""
    today = timezone.localdate(now)
    _refuse_first(end_objections(said["ground"], today, ends_of(file)))
    document = issue(file, Step.END, text=said["text"], ground=said["ground"], by=by, now=now)
    file.ended_on, file.end_ground = today, said["ground"]
    _stop(file, today)
    data = {"ground": str(said["ground"])}
    return _write(file, Step.END, said, by, now, data=data, document=document)


def _filed(file: ProtectionFile, said: Said, by: User, now: datetime) -> ProtectionStep:
    """Art. 55 clause 2: requests, results, decisions, letters, reports as they came on paper."""
    paper = said["file"]
    try:
        stored, sealed = keep_paper(
            file=file, name=paper.name, content=paper.read(), by=by, now=now
        )
    except NotAllowed:
        raise
    except Refused as refused:
        raise Objected(Objection("file", refused.sentence)) from None
    data = {"file": str(stored.pk)}
    return _write(file, Step.FILE, said, by, now, data=data, texts=sealed)


_EFFECTS: dict[Step, Callable[[ProtectionFile, Said, User, datetime], ProtectionStep]] = {
    Step.WRITTEN: _written,
    Step.VERIFY: _verified,
    Step.APPLY: _applied,
    Step.REFUSE: _refused,
    Step.LETTER: _letter,
    Step.ANSWER: _answered,
    Step.ASK_CHANGE: _asked_change,
    Step.CHANGE: _changed,
    Step.REPORT: _reported,
    Step.DECLINE: _declined,
    Step.END: _ended,
    Step.FILE: _filed,
}
