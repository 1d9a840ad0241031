"""The life of a report: words, approval, signature, sending, answer, correction (ADR 0026).

Every step locks the report, asks reports/workflow.py, and stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Permission
from plans.actions import auto_close
from records.actions import ledger
from records.actions.documents import attach_signed, issue_document
from records.documents import Signer
from records.enums import DocumentKind, Verb
from records.letterhead import chief_lines, signing_lines
from records.models import IssuedDocument
from reports.actions.telling import tell_answered, tell_received, tell_sent
from reports.all_kinds import kind_of
from reports.checks.of_report import check_report
from reports.due_days import receiver_of
from reports.enums import ReportState
from reports.hands import HANDS, with_hand
from reports.hashing import hash_of, report_hash
from reports.models import Report
from reports.outline import TEXT_KEYS
from reports.steps import facts_of
from reports.workflow import Part, Step, has_part, refusal

CHANGED = "Người khác vừa sửa báo cáo này; hãy xem bản mới rồi ghi tiếp."
MEDDLED = "Số liệu không còn khớp với mã kiểm tra đã ghi; hãy báo người quản trị, chưa duyệt được."
OUTSIDE_LIMIT = 200
ANSWER_LIMIT = 4000
# How many places were to be looked at again when it was approved: told beside it on the board.
NOTES = "to_look_at"
# What a letter that asks for a report sets: kept when its figures are counted anew.
LETTER = frozenset({"starts_on", "ends_on", "due_on"})


@transaction.atomic
def write(
    *, report_id: UUID, narrative: Mapping[str, str], edit: int, by: User, now: datetime
) -> Report:
    """Saves the words of a draft. Raises Refused when somebody else wrote meanwhile."""
    report = _for_step(report_id, Step.EDIT, by, now)
    _ensure_read(report, edit)
    report.narrative = {key: narrative.get(key, "") for key in TEXT_KEYS}
    report.sha256 = hash_of(report.kind, report.figures, report.narrative)
    report.parameters = with_hand(report.parameters, by)
    report.edit += 1
    report.save(update_fields=["narrative", "sha256", "parameters", "edit"])
    _note(report, "soạn lời văn", by, now)
    return report


@transaction.atomic
def approve(*, report_id: UUID, edit: int, by: User, now: datetime) -> Report:
    """Duyệt: frozen, numbered in the book of the agency, kept as a PDF; by its head, or TUQ. by the
    head of the inspectorate that oversees it (Thông tư 06/2025/TT-TTCP, art. 8 clause 1)."""
    report = _for_step(report_id, Step.APPROVE, by, now)
    _ensure_read(report, edit)
    if report.sha256 != report_hash(report):
        raise Refused(MEDDLED)
    spec = kind_of(report.kind)
    on_behalf = Part.HEAD not in facts_of(report, by, timezone.localdate(now)).parts
    notes = len(check_report(report).doubtful)
    report.parameters = {**report.parameters, NOTES: notes}
    report.state, report.on_behalf = ReportState.APPROVED, on_behalf
    report.approved_at, report.approved_by = now, by

    def content(document: IssuedDocument) -> bytes:
        report.document = document
        return spec.files["pdf"](report)

    document = issue_document(
        agency=report.agency,
        kind=DocumentKind.REPORT,
        subject=report,
        title=f"{report.get_kind_display()}: {report.title}",
        template="",
        context={},
        sealed=False,
        signer=signer_of(report.agency, by, on_behalf=on_behalf),
        by=by,
        now=now,
        content=content,
        ensured=True,
    )
    report.document = document
    report.save(update_fields=["state", "on_behalf", "approved_at", "approved_by", "document"])
    _note(report, "duyệt, ký thừa ủy quyền" if on_behalf else "duyệt", by, now)
    return report


def signer_of(agency: Agency, by: User, *, on_behalf: bool) -> Signer:
    """Who signs, with the lines of the title over the name: TUQ. CHỦ TỊCH / CHÁNH THANH TRA."""
    if not on_behalf:
        return Signer(by.full_name, "\n".join(signing_lines(agency, by.title)))
    *_, chief = chief_lines(agency)
    heads = by.access.agencies_with(Permission.APPROVE_REPORT)
    own = next(held for held in heads if held.oversees_id == agency.pk)
    return Signer(by.full_name, "\n".join((f"TUQ. {chief}", *signing_lines(own, by.title))))


@transaction.atomic
def sign(*, report_id: UUID, by: User, now: datetime) -> Report:
    """Ký số: the PDF as it was issued, signed with the key of the machine (PAdES)."""
    from reports.signing import sign_pdf  # noqa: PLC0415 - pyHanko is loaded when needed

    report = _for_step(report_id, Step.SIGN, by, now)
    issued = _issued(report)
    content = sign_pdf(_bytes_of(issued), reason=f"Ký {issued}", now=now)
    name = f"{issued.file.name.removesuffix('.pdf')}-da-ky.pdf" if issued.file else "da-ky.pdf"
    return _signed(report, name, content, by, now, content_type="application/pdf")


@transaction.atomic
def keep_scan(
    *, report_id: UUID, name: str, content: bytes, by: User, now: datetime, content_type: str = ""
) -> Report:
    """Bản quét đã ký: the scan of the paper that was signed and sealed; a newer one may follow until
    the report is sent. Raises Refused for a bad file. `content_type`: of bytes this house made itself."""
    report = _for_step(report_id, Step.SCAN, by, now)
    return _signed(report, name, content, by, now, content_type=content_type)


def _signed(
    report: Report, name: str, content: bytes, by: User, now: datetime, content_type: str = ""
) -> Report:
    attach_signed(
        document_id=_issued(report).pk, name=name, content=content, by=by, now=now, ensured=True,
        content_type=content_type,
    )  # fmt: skip
    report.state, report.signed_at, report.signed_by = ReportState.SIGNED, now, by
    report.save(update_fields=["state", "signed_at", "signed_by"])
    _note(report, "ký", by, now)
    return report


@transaction.atomic
def send(*, report_id: UUID, by: User, now: datetime) -> Report:
    """Gửi cấp trên: the receiver is told, earlier versions are replaced, tasks that wait for the
    report are done."""
    report = _for_step(report_id, Step.SEND, by, now)
    report.sent_to = receiver_of(report.agency, timezone.localdate(now))
    report.state, report.sent_at, report.sent_by = ReportState.SENT, now, by
    report.save(update_fields=["state", "sent_at", "sent_by", "sent_to"])
    tell_sent(report, now)
    _sent(report, by, now)
    return report


@transaction.atomic
def send_outside(*, report_id: UUID, note: str, by: User, now: datetime) -> Report:
    """Ghi đã gửi: the level above works outside the system (Thanh tra Chính phủ); `note` tells who
    got it and how (Thông tư 06/2025/TT-TTCP, art. 8 clause 2)."""
    if not note.strip():
        raise Refused("Hãy ghi nơi nhận, cách gửi và số công văn (nếu có).")
    if len(note.strip()) > OUTSIDE_LIMIT:
        raise Refused(f"Nơi nhận và cách gửi ghi gọn trong {OUTSIDE_LIMIT} ký tự.")
    report = _for_step(report_id, Step.SEND_OUT, by, now)
    report.sent_outside = " ".join(note.split())
    report.state, report.sent_at, report.sent_by = ReportState.SENT, now, by
    report.save(update_fields=["state", "sent_at", "sent_by", "sent_outside"])
    _sent(report, by, now)
    return report


def _sent(report: Report, by: User, now: datetime) -> None:
    """What follows from sending, wherever it went."""
    _replace_earlier(report, by, now)
    _note(report, "gửi", by, now)
    label = f"{report.get_kind_display()} {report.title} đã gửi"
    today = timezone.localdate(now)
    auto_close.report_sent(agency=report.agency, on=today, label=label, by=by, now=now)


def _replace_earlier(report: Report, by: User, now: datetime) -> None:
    earlier = Report.objects.select_for_update(of=("self",)).filter(
        kind=report.kind, agency=report.agency, period=report.period, version__lt=report.version
    )
    for old in earlier.exclude(state=ReportState.REPLACED).order_by("version"):
        old.state = ReportState.REPLACED
        old.save(update_fields=["state"])
        _note(old, f"thay bằng lần {report.version}", by, now)


@transaction.atomic
def receive(*, report_id: UUID, comment: str = "", by: User, now: datetime) -> Report:
    """Nhận báo cáo. Of two people who answer the second is told."""
    return _answer(report_id, Step.RECEIVE, comment, by, now)


@transaction.atomic
def return_to(*, report_id: UUID, comment: str, by: User, now: datetime) -> Report:
    """Trả lại kèm ý kiến: the unit corrects it as a new version."""
    if not comment.strip():
        raise Refused("Hãy ghi ý kiến: chỗ nào cần xem lại, sửa thế nào.")
    return _answer(report_id, Step.RETURN, comment, by, now)


def _answer(report_id: UUID, step: Step, comment: str, by: User, now: datetime) -> Report:
    if len(comment) > ANSWER_LIMIT:
        raise Refused(f"Ý kiến dài quá {ANSWER_LIMIT:,} ký tự.".replace(",", "."))
    report = _for_step(report_id, step, by, now)
    report.state = ReportState.RECEIVED if step is Step.RECEIVE else ReportState.RETURNED
    report.answered_at, report.answered_by, report.answer = now, by, comment.strip()
    report.save(update_fields=["state", "answered_at", "answered_by", "answer"])
    _note(report, "nhận" if step is Step.RECEIVE else "trả lại", by, now)
    (tell_received if step is Step.RECEIVE else tell_answered)(report, now)
    return report


@transaction.atomic
def correct(*, report_id: UUID, by: User, now: datetime) -> Report:
    """Lập bản sửa: the next version as a draft that begins with the figures and words of this one.

    Asked twice it is one draft. The earlier version stands until the new one is sent.
    """
    report = _locked(report_id, by)
    draft = Report.objects.filter(previous=report, state=ReportState.DRAFT).first()
    if draft is not None and has_part(Step.CORRECT, facts_of(report, by, timezone.localdate(now))):
        return draft
    report = _for_step(report_id, Step.CORRECT, by, now)
    # One at a time per agency, as when a report is made.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=report.agency_id)
    same = Report.objects.filter(kind=report.kind, agency=report.agency, period=report.period)
    last = same.order_by("-version").values_list("version", flat=True)[0]
    copied = (
        "kind", "origin", "agency", "scope_path", "period", "starts_on", "ends_on", "due_on",
        "regime", "figures", "narrative", "sha256", "made_at",
    )  # fmt: skip
    new = Report(**{name: getattr(report, name) for name in copied})
    new.version, new.previous, new.made_by = last + 1, report, by
    given = {key: value for key, value in report.parameters.items() if key != HANDS}
    new.parameters = with_hand(given, by)
    new.save(force_insert=True)
    ledger.write(by=by, verb=Verb.CREATE, subject=new, now=now, details={"sua_lan": report.version})
    return new


@transaction.atomic
def drop(*, report_id: UUID, by: User, now: datetime) -> Report:
    """Bỏ dự thảo: it stays readable, counts for nothing, and its version number is not used again."""
    report = _for_step(report_id, Step.DROP, by, now)
    report.state = ReportState.REPLACED
    report.save(update_fields=["state"])
    _note(report, "bỏ dự thảo", by, now)
    return report


def _for_step(report_id: UUID, step: Step, by: User, now: datetime) -> Report:
    """The locked report, when the step is legal. Raises NotAllowed or Refused with the reason."""
    report = _locked(report_id, by)
    facts = facts_of(report, by, timezone.localdate(now))
    if not has_part(step, facts):
        raise NotAllowed(refusal(step, facts))
    if sentence := refusal(step, facts):
        raise Refused(sentence)
    return report


def _locked(report_id: UUID, by: User) -> Report:
    report: Report = (
        Report.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related(
            "agency__parent", "agency__oversees", "made_by", "document__file", "sent_to"
        )
        .get(pk=report_id)
    )
    return report


def _ensure_read(report: Report, edit: int) -> None:
    if report.edit != edit:
        raise Refused(CHANGED)


def _issued(report: Report) -> IssuedDocument:
    if report.document is None:
        raise Refused("Báo cáo chưa được duyệt, chưa có văn bản để ký.")
    return report.document


def _bytes_of(document: IssuedDocument) -> bytes:
    from records.actions.files import path_of  # noqa: PLC0415 - only signing reads bytes

    if document.file is None:
        raise Refused("Văn bản chưa có tệp để ký.")
    return path_of(document.file.sha256).read_bytes()


def _note(report: Report, what: str, by: User, now: datetime) -> None:
    ledger.write(by=by, verb=Verb.CHANGE, subject=report, now=now, details={"viec": what})
