"""The life of a report: every step through the pages, every refusal with its sentence, frozen for good."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from agencies.models import Membership
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from records.enums import Book
from records.models import IssuedDocument, Job, LedgerEntry, Notice
from reports.actions import life
from reports.enums import ReportState
from reports.hashing import report_hash
from reports.models import Report
from reports.outline import TEXT_KEYS
from tests.complaints.doors import client_of
from tests.factories import make_user
from tests.reports.builders import make_visit
from tests.reports.lived import (
    DAY_AFTER,
    PERIOD,
    SCAN,
    approved,
    detail,
    drafted,
    fresh,
    page,
    run_jobs,
    sent,
    step,
)
from tests.texts import pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(DAY_AFTER, tick=False):
        yield


def words(report: Report, **changed: str) -> dict[str, str]:
    """What the form of the words posts."""
    typed = {f"muc_{key.replace('.', '_')}": report.narrative.get(key, "") for key in TEXT_KEYS}
    return {"edit": str(report.edit), **typed, **changed}


def test_the_whole_path_of_a_unit_through_the_pages(province):
    """Made as a job from live rows, written, approved with a number, signed, sent, received."""
    handler, head = (client_of(province.person(role, "SKHCN")) for role in ("handler", "head"))
    make_visit(
        province["SKHCN"], province.person("handler", "SKHCN"), DAY_AFTER.date() - timedelta(2)
    )
    asked = {"kind": "statutory", "agency": province["SKHCN"].pk, "period": PERIOD}
    for _ in range(2):
        response = handler.post(reverse("report_make"), asked)
    assert response.url == reverse("job_detail", args=[Job.objects.get().pk])
    run_jobs(DAY_AFTER)
    report = Report.objects.get()
    assert (report.state, report.period, report.version, report.regime) == (
        "draft", "2026-6T", 1, "TT06-2025",
    )  # fmt: skip
    assert report.due_on.isoformat() == "2026-06-17"
    assert "đã tiếp 01 lượt" in report.narrative["I.1"]
    assert report.narrative["II.5"] == ""
    html = page(handler, detail(report))
    assert "Biểu 01/TCD" in html
    assert re.search(
        r'<a href="[^"]*bieu=01%2FTCD[^"]*" aria-label="[^"]*cột 1,[^"]*: 1">1</a>', html
    )

    edit = reverse("report_edit", args=[report.pk])
    assert "Mẫu số 02" in page(handler, edit)
    typed = words(report, muc_IV="Dự báo\x07 ổn định.\r\n\r\n\r\nKhông phức tạp.")
    assert handler.post(edit, typed).url == detail(report)
    report = fresh(report)
    assert (report.narrative["IV"], report.edit) == ("Dự báo ổn định.\n\nKhông phức tạp.", 1)
    assert report.sha256 == report_hash(report)

    assert step(handler, report, "approve", edit=1).status_code == 403
    assert step(head, report, "approve", edit=1).url == detail(report)
    report = fresh(report)
    assert (report.state, report.document.full_number) == ("approved", "01/BC-SKHCN")
    kept = head.get(reverse("report_file", args=[report.pk]) + "?dang=pdf")
    printed = pdf_text(b"".join(kept.streaming_content))
    assert "Số: 01/BC-SKHCN" in printed
    assert report.sha256 in printed.replace("\n", "").replace(" ", "")

    scan = SimpleUploadedFile("da-ky.pdf", SCAN, "application/pdf")
    assert (
        handler.post(reverse("report_signed", args=[report.pk]), {"file": scan}).status_code == 302
    )
    assert step(handler, report, "send").status_code == 302
    report = fresh(report)
    assert (report.state, report.sent_to, report.signed_by) == (
        "sent", province["TTT"], province.person("handler", "SKHCN"),
    )  # fmt: skip
    told = Notice.objects.get(user=province.person("inspector", "TTT"))
    assert told.sentence == (
        "Sở Khoa học và Công nghệ gửi báo cáo định kỳ, chuyên đề: 6 tháng đầu năm 2026."
    )
    inspector = client_of(province.person("inspector", "TTT"))
    assert "Nhận báo cáo" in page(inspector, detail(report))
    assert step(inspector, report, "receive", comment="Đã đủ.").status_code == 302
    report = fresh(report)
    assert (report.state, report.answer) == ("received", "Đã đủ.")
    done = LedgerEntry.objects.filter(subject_kind="report", subject_id=report.pk)
    assert [e.details.get("viec", e.verb) for e in done.order_by("pk") if e.verb != "read"] == [
        "create", "soạn lời văn", "duyệt", "ký", "gửi", "nhận",
    ]  # fmt: skip


def test_returned_corrected_and_sent_again(province, quick_pdf):
    report = sent(province, "XA")
    inspector, handler = (
        client_of(province.person("inspector", "TTT")),
        client_of(province.person("handler", "XA")),
    )
    empty = step(inspector, report, "return", comment=" ")
    assert empty.status_code == 422
    assert "Hãy ghi ý kiến" in empty.content.decode()
    assert (
        step(inspector, report, "return", comment="Cột 4 biểu 02/XLD xem lại.").status_code == 302
    )
    chief = client_of(province.person("head", "TTT"))
    second = step(chief, report, "receive", comment="Tôi nhận bản này.")
    assert second.status_code == 422
    assert "Tôi nhận bản này." in second.content.decode()
    assert "Báo cáo đã bị trả lại và giữ nguyên như lúc gửi" in second.content.decode()
    html = page(handler, detail(report))
    assert "Cột 4 biểu 02/XLD xem lại." in html
    assert "Soạn lời văn" not in html
    assert handler.post(reverse("report_edit", args=[report.pk]), words(report)).status_code == 409
    for _ in range(2):
        answer = step(handler, report, "correct")
    new = Report.objects.get(version=2)
    assert answer.url == reverse("report_edit", args=[new.pk])
    assert (new.previous, new.state, new.figures, new.narrative) == (
        report, "draft", report.figures, report.narrative,
    )  # fmt: skip
    life.write(
        report_id=new.pk, narrative={"VI": "Đã soát lại."}, edit=0,
        by=province.person("handler", "XA"), now=DAY_AFTER,
    )  # fmt: skip
    life.approve(report_id=new.pk, edit=1, by=province.person("head", "XA"), now=DAY_AFTER)
    assert fresh(report).state == "returned"
    life.keep_scan(
        report_id=new.pk,
        name="x.pdf",
        content=SCAN,
        by=province.person("handler", "XA"),
        now=DAY_AFTER,
    )
    life.send(report_id=new.pk, by=province.person("head", "XA"), now=DAY_AFTER)
    assert (fresh(report).state, fresh(new).state) == ("replaced", "sent")
    assert fresh(new).document.full_number == "02/BC-XA"
    assert "Đã thay bằng bản sau" in page(handler, detail(report))


def test_two_people_at_the_words_the_second_keeps_what_was_typed(province):
    report = drafted(province)
    handler, head = (client_of(province.person(role, "SKHCN")) for role in ("handler", "head"))
    edit = reverse("report_edit", args=[report.pk])
    first, second = (
        words(report, muc_V="Bản của cán bộ."),
        words(report, muc_V="Bản của thủ trưởng."),
    )
    assert handler.post(edit, first).status_code == 302
    lost = head.post(edit, second)
    assert lost.status_code == 422
    html = lost.content.decode()
    assert "Người khác vừa sửa báo cáo này" in html
    assert "Bản của thủ trưởng." in html
    assert fresh(report).narrative["V"] == "Bản của cán bộ."
    assert head.post(edit, {**second, "edit": "1"}).status_code == 302
    assert fresh(report).narrative["V"] == "Bản của thủ trưởng."
    # Approving what was read before somebody wrote is refused as well.
    stale = step(head, report, "approve", edit=1)
    assert stale.status_code == 302
    assert "Người khác vừa sửa" in page(head, detail(report))


def test_fifty_pages_of_words_are_taken_and_no_end_of_them_is_refused(province):
    report = drafted(province)
    handler = client_of(province.person("handler", "SKHCN"))
    edit = reverse("report_edit", args=[report.pk])
    long = "Tình hình khiếu nại, tố cáo cơ bản ổn định. " * 3500
    assert handler.post(edit, words(report, muc_I_1=long)).status_code == 302
    assert len(fresh(report).narrative["I.1"]) > 150_000
    endless = handler.post(edit, {**words(fresh(report)), "muc_I_1": long * 2})
    assert endless.status_code == 422
    assert "dài quá 300.000 ký tự" in endless.content.decode()


def test_who_drafted_alone_does_not_approve(province, quick_pdf):
    head = province.person("head", "SKHCN")
    alone = drafted(province, by=head)
    with pytest.raises(Refused, match="Người tự soạn một mình không tự duyệt"):
        life.approve(report_id=alone.pk, edit=0, by=head, now=DAY_AFTER)
    life.write(
        report_id=alone.pk,
        narrative={},
        edit=0,
        by=province.person("handler", "SKHCN"),
        now=DAY_AFTER,
    )
    assert life.approve(report_id=alone.pk, edit=1, by=head, now=DAY_AFTER).state == "approved"


def test_a_head_with_nobody_beside_approves_the_own_draft(province, quick_pdf):
    head = province.person("head", "XA")
    Membership.objects.filter(agency=province["XA"]).exclude(user=head).delete()
    report = drafted(province, "XA", by=head)
    assert life.approve(report_id=report.pk, edit=0, by=head, now=DAY_AFTER).state == "approved"


def test_the_head_of_the_inspectorate_signs_for_the_chairman(province, quick_pdf):
    """TUQ. CHỦ TỊCH / CHÁNH THANH TRA, in the book of the People's Committee."""
    chief = province.person("head", "TTT")
    report = drafted(province, "UBND")
    client = client_of(chief)
    assert "Duyệt, lấy số" in page(client, detail(report))
    assert step(client, report, "approve", edit=0).status_code == 302
    report = fresh(report)
    assert (report.on_behalf, report.document.agency, report.document.signer_title) == (
        True, province["UBND"], "TUQ. CHỦ TỊCH – CHÁNH THANH TRA",
    )  # fmt: skip
    assert report.document.book == Book.DOCUMENTS
    life.keep_scan(report_id=report.pk, name="x.pdf", content=SCAN, by=chief, now=DAY_AFTER)
    with pytest.raises(Refused, match="Cấp trên của cơ quan này ở ngoài hệ thống"):
        life.send(report_id=report.pk, by=chief, now=DAY_AFTER)
    shown = page(client, detail(report))
    assert ("Ghi đã gửi ra ngoài hệ thống" in shown, "Gửi cấp trên" in shown) == (True, False)
    assert step(client, report, "send_out", comment=" ").status_code == 422
    assert step(client, report, "send_out", comment="x" * 201).status_code == 422
    how = "Thanh tra Chính phủ, trục liên thông văn bản"
    assert step(client, report, "send_out", comment=how).status_code == 302
    report = fresh(report)
    assert (report.state, report.sent_outside, report.sent_to) == (ReportState.SENT, how, None)
    assert how in page(client, detail(report))
    with pytest.raises(NotAllowed):
        life.approve(
            report_id=drafted(province, "XA").pk,
            edit=0,
            by=province.person("head", "UBND"),
            now=DAY_AFTER,
        )


@pytest.mark.parametrize("changed", ["figures", "narrative", "parameters", "sha256", "state"])
def test_the_database_keeps_what_left_the_draft(province, quick_pdf, changed):
    report = approved(province)
    value = {"sha256": "0" * 64, "state": ReportState.DRAFT}.get(changed, {"x": 1})
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**{changed: value})


def test_no_step_twice(province, quick_pdf):
    head, handler = province.person("head", "SKHCN"), province.person("handler", "SKHCN")
    report = approved(province)
    with pytest.raises(Refused, match="Báo cáo đã được duyệt"):
        life.approve(report_id=report.pk, edit=0, by=head, now=DAY_AFTER)
    with pytest.raises(Refused, match="Chưa cài khóa ký số"):
        life.sign(report_id=report.pk, by=head, now=DAY_AFTER)
    with pytest.raises(Refused, match="Báo cáo đã được duyệt"):
        life.send(report_id=report.pk, by=handler, now=DAY_AFTER)
    assert IssuedDocument.objects.count() == 1
    life.keep_scan(report_id=report.pk, name="x.pdf", content=SCAN, by=handler, now=DAY_AFTER)
    client = client_of(handler)
    for _ in range(2):
        assert step(client, report, "send").status_code == 302
    assert LedgerEntry.objects.filter(details={"viec": "gửi"}).count() == 1
    assert step(client, report, "drop").status_code == 302
    assert fresh(report).state == "sent"
    assert step(client, report, "nothing").status_code == 409


def test_signed_with_the_key_of_the_machine(province, quick_pdf, settings, monkeypatch):
    """What the signature is, tests/reports/test_signing.py says; here: whose, once, kept."""
    settings.SIGNING_KEY_FILE = "/run/secrets/key.p12"
    monkeypatch.setattr("reports.signing.sign_pdf", lambda pdf, **how: pdf + b"signed")
    report = approved(province)
    head = client_of(province.person("head", "SKHCN"))
    assert step(client_of(province.person("handler", "SKHCN")), report, "sign").status_code == 403
    for _ in range(2):
        assert step(head, report, "sign").status_code == 302
    report = fresh(report)
    assert (report.state, report.signed_by) == ("signed", province.person("head", "SKHCN"))
    kept = head.get(reverse("report_file", args=[report.pk]) + "?dang=da-ky")
    assert b"".join(kept.streaming_content).endswith(b"signed")


def test_a_bad_scan_is_refused_and_the_report_waits(province, quick_pdf):
    report = approved(province)
    client = client_of(province.person("handler", "SKHCN"))
    for name, content in (("x.docx", b"PK"), ("x.pdf", b"not a pdf"), ("x.pdf", b"")):
        upload = SimpleUploadedFile(name, content)
        answer = client.post(reverse("report_signed", args=[report.pk]), {"file": upload})
        assert answer.status_code == 422
    assert fresh(report).state == "approved"


def test_two_people_of_one_name_do_not_matter(province):
    """Rights go by roles held today: a head who left approves nothing."""
    gone = make_user("cuu.thu.truong", (Role.HEAD, province["SKHCN"]))
    Membership.objects.filter(user=gone).update(valid_to=DAY_AFTER.date() - timedelta(days=1))
    report = drafted(province)
    assert step(client_of(gone), report, "approve", edit=0).status_code == 403
