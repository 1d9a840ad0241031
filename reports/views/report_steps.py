"""Steps of one report: its words, approval, signature, sending, answer, correction."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.permissions import needs
from agencies.refusals import KeptRefusal, NotAllowed, Refused, told_beside
from agencies.roles import Permission
from reports.actions import life
from reports.forms_reports import AnswerForm, OutsideForm, ScanForm, WordsForm
from reports.jobs import ask_report
from reports.models import Report
from reports.narrative import left_behind
from reports.outline import SOURCE
from reports.steps import facts_of, period_of
from reports.views.report_page import report_answer, report_seen
from reports.workflow import Step, has_part, refusal

_DONE = {
    Step.APPROVE: "Đã duyệt và lấy số; chữ và số liệu từ nay giữ nguyên.",
    Step.SIGN: "Đã ký số.",
    Step.SEND: "Đã gửi báo cáo; nơi nhận đã được báo.",
    Step.SEND_OUT: "Đã ghi việc gửi báo cáo; chữ và số liệu giữ nguyên như lúc gửi.",
    Step.RECEIVE: "Đã nhận báo cáo; đơn vị đã được báo.",
    Step.RETURN: "Đã trả lại báo cáo kèm ý kiến; đơn vị đã được báo.",
    Step.CORRECT: "Đã lập bản sửa là dự thảo mới; bản trước giữ nguyên đến khi bản này được gửi.",
    Step.DROP: "Đã bỏ dự thảo.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ_REPORT)
def report_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Soạn lời văn: a field under each heading of Mẫu số 02; what is typed survives a refusal."""
    report, status = report_seen(request.user, pk), 200
    _ensure_may_write(request, report)
    form = WordsForm(
        request.POST or None, narrative=report.narrative, initial={"edit": report.edit}
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            with told_beside(form, None):
                life.write(
                    report_id=pk, narrative=form.narrative(), edit=form.cleaned_data["edit"],
                    by=request.user, now=timezone.now(),
                )  # fmt: skip
                messages.success(request, "Đã lưu lời văn của dự thảo.")
                return redirect("report_detail", pk=pk)
    behind = left_behind(report.narrative, report.figures, period_of(report))
    context = {
        "report": report,
        "form": form,
        "fields": form.headed(),
        "source": SOURCE,
        "behind": behind,
        "newer": _newer(report, form) if status == 422 else None,
    }
    return render(request, "reports/report_edit.html", context, status=status)


def _newer(report: Report, form: WordsForm) -> Report | None:
    """The report as somebody else left it, when that is why the form was refused."""
    typed = str(form.data.get("edit", ""))
    return report if typed.isdigit() and int(typed) != report.edit else None


def _ensure_may_write(request: HttpRequest, report: Report) -> None:
    """Raises with the reason when the words cannot be written; a POST of a draft is judged later."""
    facts = facts_of(report, request.user, timezone.localdate())
    sentence = refusal(Step.EDIT, facts)
    if not has_part(Step.EDIT, facts):
        raise NotAllowed(sentence)
    if sentence:
        raise Refused(sentence)


@require_POST
@needs(Permission.READ_REPORT)
def report_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One step (`buoc`). What a rule refuses is told on the page of the report, which stays."""
    report = report_seen(request.user, pk)
    try:
        step = Step(request.POST.get("buoc", ""))
    except ValueError:
        raise Refused("Không có bước này.") from None
    if step is Step.REFRESH:
        return _refresh(request, report)
    answer = (OutsideForm if step is Step.SEND_OUT else AnswerForm)(request.POST)
    if not answer.is_valid():
        return report_answer(request, report, answer=answer, status=422)
    with KeptRefusal() as refused:
        done = _take(request, report, step, answer.cleaned_data["comment"])
        messages.success(request, _DONE[step])
        corrects = step is Step.CORRECT and done.narrative
        return redirect("report_edit" if corrects else "report_detail", pk=done.pk)
    if step in (Step.RETURN, Step.RECEIVE, Step.SEND_OUT):
        answer.add_error("comment", refused.sentence)
        return report_answer(request, report, answer=answer, status=422)
    messages.error(request, refused.sentence)
    return redirect("report_detail", pk=pk)


def _take(request: HttpRequest, report: Report, step: Step, comment: str) -> Report:
    given = {"report_id": report.pk, "by": request.user, "now": timezone.now()}
    if step is Step.APPROVE:
        edit = request.POST.get("edit", "")
        return life.approve(**given, edit=int(edit) if edit.isdigit() else -1)
    if step is Step.RECEIVE:
        return life.receive(**given, comment=comment)
    if step is Step.RETURN:
        return life.return_to(**given, comment=comment)
    if step is Step.SEND_OUT:
        return life.send_outside(**given, note=comment)
    plain = {Step.SIGN: life.sign, Step.SEND: life.send, Step.CORRECT: life.correct,
             Step.DROP: life.drop}  # fmt: skip
    if step not in plain:
        raise Refused("Bước này có trang riêng.")
    return plain[step](**given)


def _refresh(request: HttpRequest, report: Report) -> HttpResponse:
    """Lập lại số liệu: the job that counts anew; words that somebody wrote stay."""
    facts = facts_of(report, request.user, timezone.localdate())
    sentence = refusal(Step.REFRESH, facts)
    if not has_part(Step.REFRESH, facts):
        raise NotAllowed(sentence)
    if sentence:
        messages.error(request, sentence)
        return redirect("report_detail", pk=report.pk)
    job = ask_report(
        kind=report.kind, agency=report.agency, period=report.period, by=request.user,
        now=timezone.now(), again=True,
        parameters={k: v for k, v in report.parameters.items() if k in life.LETTER},
    )  # fmt: skip
    messages.success(request, "Đã nhận yêu cầu lập lại số liệu.")
    return redirect("job_detail", pk=job.pk)


@require_POST
@needs(Permission.READ_REPORT)
def report_signed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tải lên bản quét đã ký."""
    report = report_seen(request.user, pk)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with told_beside(form, "file"):
            life.keep_scan(
                report_id=pk, name=upload.name, content=upload.read(), by=request.user,
                now=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Đã lưu bản quét đã ký.")
            return redirect("report_detail", pk=pk)
    return report_answer(request, report, scan=form, status=422)
