"""Making a report (lập báo cáo) of any kind: idempotent by kind, agency, period and figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Agency, User
from agencies.refusals import Refused
from law.dates import vn_date
from law.errors import LawError
from law.periods import Period, parse_period
from records.actions import files, ledger
from records.enums import Verb
from records.models import StoredFile
from reports.actions.weekly import make_weekly_report
from reports.all_kinds import kind_of
from reports.due_days import due_on
from reports.enums import ReportKind, ReportOrigin, ReportState
from reports.hands import HANDS, with_hand
from reports.hashing import hash_of, sha256_of
from reports.kinds import KindSpec
from reports.models import Report
from reports.narrative import prefilled, refilled

Tell = Callable[[int], None]
LETTER_DATES = ("starts_on", "ends_on")


def period_for(
    code: str, spec: KindSpec, *, today: date, parameters: Mapping[str, Any] | None = None
) -> Period:
    """The period of a code for a kind of report; the dates of a letter (văn bản yêu cầu) go before
    the usual ones. Raises Refused with a sentence for periods to come and of another rhythm."""
    try:
        period = _with_dates(parse_period(code), parameters or {})
    except LawError as error:
        raise Refused(str(error)) from None
    if sentence := spec.accepts(period):
        raise Refused(sentence)
    if period.start > today:
        raise Refused(
            f"{period.label} bắt đầu từ ngày {vn_date(period.start)}, chưa đến nên chưa có số liệu."
        )
    return period


def _with_dates(period: Period, parameters: Mapping[str, Any]) -> Period:
    given = {name: parameters[name] for name in LETTER_DATES if parameters.get(name)}
    if not given:
        return period
    try:
        start, end = (date.fromisoformat(given.get(name, "")) for name in LETTER_DATES)
    except ValueError:
        raise LawError("Hãy ghi cả ngày đầu và ngày cuối lấy số liệu.") from None
    if end < start:
        raise LawError("Ngày cuối lấy số liệu không được trước ngày đầu.")
    return replace(period, start=start, end=end)


def ensure_existed(agency: Agency, period: Period) -> None:
    """Raises Refused when the agency did not exist on any day of the period."""
    ended = agency.valid_to is not None and agency.valid_to < period.start
    if ended or agency.valid_from > period.end:
        raise Refused(
            f"{agency.name} không hoạt động trong {period.label[0].lower()}{period.label[1:]}."
        )


def make_report(
    *,
    kind: str,
    agency: Agency,
    period: str,
    by: User | None,
    now: datetime,
    tell: Tell = lambda percent: None,
    origin: ReportOrigin = ReportOrigin.COUNTED,
    figures: Mapping[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Report:
    """The report of `agency` for a period, as a draft.

    The same figures give the report there is. Changed ones refresh the draft in place, its words
    kept where somebody wrote them; when the newest version left the draft they make the next
    version, which names it as the one before. `figures` are given for what was counted elsewhere.
    Raises Refused.
    """
    if kind == ReportKind.WEEKLY and figures is None:
        return make_weekly_report(agency=agency, period=period, by=by, now=now, tell=tell)
    spec, today = kind_of(kind), timezone.localdate(now)
    asked = period_for(period, spec, today=today, parameters=parameters)
    ensure_existed(agency, asked)
    counted = dict(figures or spec.figures(agency=agency, period=asked, today=today))
    tell(40)
    found = newest(kind, agency, asked)
    if found and _same(found, counted) and _has_files(found, spec):
        return found
    draft = _draft(spec, agency, asked, counted, parameters or {}, origin, by, now)
    made = {form: spec.files[form](draft) for form in spec.stored}
    tell(90)
    return _keep(spec, draft, made, by, now)


def newest(kind: str, agency: Agency, period: Period) -> Report | None:
    """The latest version of a report, but for drafts that were put away."""
    found: Report | None = (
        _standing(Report.objects.filter(kind=kind, agency=agency, period=period.code))
        .select_related("agency__parent", "agency__oversees", "made_by")
        .order_by("-version")
        .first()
    )
    return found


def _standing(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Without the drafts that were put away."""
    return reports.exclude(state=ReportState.REPLACED, approved_at__isnull=True)


def _same(report: Report, figures: Mapping[str, Any]) -> bool:
    return sha256_of(report.figures) == sha256_of(figures)


def _has_files(report: Report, spec: KindSpec) -> bool:
    if not spec.stored:
        return True
    kept = StoredFile.objects.filter(parent_kind=Report._meta.model_name, parent_id=report.pk)
    return kept.count() >= len(spec.stored)


def _draft(
    spec: KindSpec,
    agency: Agency,
    period: Period,
    figures: dict[str, Any],
    parameters: Mapping[str, Any],
    origin: ReportOrigin,
    by: User | None,
    now: datetime,
) -> Report:
    """A version that is not saved yet."""
    words = prefilled(figures, period) if spec.narrative(period) else {}
    return Report(
        kind=spec.kind,
        origin=origin,
        agency=agency,
        scope_path=agency.path,
        period=period.code,
        starts_on=period.start,
        ends_on=period.end,
        due_on=due_on(agency, period, parameters) if spec.sends else None,
        regime=figures.get("regime", ""),
        parameters=with_hand(parameters, by),
        figures=figures,
        narrative=words,
        sha256=hash_of(spec.kind, figures, words),
        made_at=now,
        made_by=by,
    )


@transaction.atomic
def _keep(
    spec: KindSpec, draft: Report, made: Mapping[str, bytes], by: User | None, now: datetime
) -> Report:
    """Saves the draft, or refreshes the one there is; the same figures saved meanwhile win."""
    # One at a time per agency; FOR NO KEY UPDATE lets rows that point at the agency pass.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.agency_id)
    found = Report.objects.filter(kind=draft.kind, agency=draft.agency, period=draft.period)
    latest = _standing(found).select_for_update(of=("self",)).order_by("-version").first()
    if latest is not None and _same(latest, draft.figures):
        report = latest
    elif latest is not None and latest.state == ReportState.DRAFT and not spec.each_time:
        report = _refresh(latest, draft, by, now)
    else:
        last = found.order_by("-version").values_list("version", flat=True).first() or 0
        draft.version, draft.previous = last + 1, _replaces(latest)
        draft.save(force_insert=True)
        ledger.write(by=by, verb=Verb.CREATE, subject=draft, now=now)
        report = draft
    for form, content in made.items():
        files.store(
            parent=report,
            name=file_name(report, form),
            content=content,
            by=by,
            now=now,
            content_type=files.ALLOWED[f".{form}"].content_type,
        )
    return report


def _replaces(latest: Report | None) -> Report | None:
    """The version before: of one that left the draft a correction, of another none."""
    return latest if latest is not None and latest.approved_at is not None else None


def _refresh(report: Report, draft: Report, by: User | None, now: datetime) -> Report:
    """New figures in an old draft: sentences nobody touched follow them, the others stay."""
    period = Period(draft.period, draft.starts_on, draft.ends_on, parse_period(draft.period).label)
    report.narrative = refilled(report.narrative, report.figures, draft.figures, period)
    for name in ("figures", "regime", "starts_on", "ends_on", "due_on", "origin"):
        setattr(report, name, getattr(draft, name))
    hands = {HANDS: report.parameters.get(HANDS, [])}
    report.parameters = with_hand({**report.parameters, **draft.parameters, **hands}, by)
    report.sha256 = hash_of(report.kind, report.figures, report.narrative)
    report.made_at, report.edit = now, report.edit + 1
    report.save(
        update_fields=[
            "figures", "regime", "starts_on", "ends_on", "due_on", "origin", "parameters",
            "narrative", "sha256", "made_at", "edit",
        ]
    )  # fmt: skip
    ledger.write(
        by=by, verb=Verb.CHANGE, subject=report, now=now, details={"viec": "lập lại số liệu"}
    )
    return report


def file_name(report: Report, form: str) -> str:
    """bao-cao-dinh-ky-2026-6T-LS-TTT.pdf; a later version says so."""
    version = f"-lan-{report.version}" if report.version > 1 else ""
    period = report.period.replace("..", "-den-")
    return f"{_SLUGS[ReportKind(report.kind)]}-{period}-{report.agency.code}{version}.{form}"


_SLUGS = {
    ReportKind.WEEKLY: "bao-cao-tuan",
    ReportKind.DAILY: "bao-cao-ngay",
    ReportKind.STATUTORY: "bao-cao-dinh-ky",
    ReportKind.OVERDUE: "vu-viec-qua-han",
    ReportKind.HEADS_DAYS: "tiep-dan-cua-thu-truong",
    ReportKind.VISITS: "so-tiep-cong-dan",
    ReportKind.PETITIONS: "so-don",
    ReportKind.TRANSFERS: "chuyen-don-huong-dan-don-doc",
    ReportKind.HOTSPOTS: "tinh-hinh-diem-nong",
}
