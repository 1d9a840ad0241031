"""A protection file from its request to its end, and who learns of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from agencies.actions.succession import end_unit
from agencies.models import User
from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints import name_check
from complaints.actions import (
    protection,
    protection_keys,
    protection_names,
    protection_steps,
    sealing,
)
from complaints.actions.matters import exclude
from complaints.actions.protection_adverse import note_adverse, see_adverse
from complaints.enums import IdentityRequestState, PetitionKind, Secrecy
from complaints.models import (
    AdverseNote,
    IdentityRequest,
    Matter,
    ProtectedPerson,
    ProtectionFile,
    ProtectionLetter,
    ProtectionMeasure,
    ProtectionReader,
    ProtectionStep,
)
from complaints.protection.names import (
    Asked,
    EndGround,
    FileState,
    Measure,
    Relation,
    Step,
    Way,
    Wish,
    Working,
)
from complaints.protection.told import PersonTold, RequestTold
from complaints.protection_figures import figures
from complaints.protection_texts import texts_of
from records import succession as carrying
from records.actions import jobs
from records.enums import Book
from records.models import IssuedDocument, Job, LedgerEntry, Notice
from tests.factories import NOW, make_user

TODAY = NOW.date()
MAI = PersonTold(Relation.SPOUSE, Working.CONTRACT, "Vi Thị Mai", "thôn Nà Lầu")
REASON = "Bị Giám đốc điều chuyển, dọa cho thôi việc sau khi tố cáo."


@pytest.fixture
def sealed(register):
    return register(kind=PetitionKind.DENUNCIATION).matter


def told(**changes) -> RequestTold:
    said = {
        "way": Way.WRITTEN, "requested_on": TODAY, "asked": (Asked.JOB, Asked.LIFE),
        "reason": REASON, "people": (PersonTold(Relation.DENOUNCER, Working.OFFICIAL), MAI),
    }  # fmt: skip
    return RequestTold(**{**said, **changes})


@pytest.fixture
def people(province):
    return {
        role: province.person(role, "SKHCN") for role in ("officer", "handler", "head", "custodian")
    }


@pytest.fixture
def file(sealed, people) -> ProtectionFile:
    return protection.request_protection(
        matter_id=sealed.pk, told=told(), by=people["handler"], now=NOW
    )


def take(file, step, by, **said):
    file.refresh_from_db()
    return protection_steps.take_step(
        file_id=file.pk, step=step, said={"text": "Nội dung việc này.", **said},
        version=file.version, by=by, now=NOW,
    )  # fmt: skip


def apply(file, people, *measures):
    take(file, Step.VERIFY, people["custodian"], happened_on=TODAY, is_founded=True)
    chosen = [str(person.pk) for person in file.people.all()]
    take(
        file, Step.APPLY, people["head"], people=chosen, starts_on=TODAY, consents_to_move=False,
        measures=measures or ["56.1", "57.1.b", "57.2.a", "58.2"],
    )  # fmt: skip


def seers(file) -> set[str]:
    """Roles of the department and above who see the file."""
    return {
        user.username for user in User.objects.all()
        if ProtectionFile.objects.visible_to(User.objects.get(pk=user.pk)).filter(pk=file.pk).exists()
    }  # fmt: skip


def test_the_file_is_seen_by_custodian_and_named_decider_alone(file, people):
    assert (file.secrecy, file.state) == (Secrecy.RESTRICTED, FileState.RECEIVED)
    assert seers(file) == {people["custodian"].username, people["head"].username}


def test_names_and_words_lie_only_in_the_vault(file):
    spouse = file.people.get(relation=Relation.SPOUSE)
    assert texts_of(spouse) == {"full_name": "Vi Thị Mai", "address": "thôn Nà Lầu"}
    assert file.people.get(relation=Relation.DENOUNCER).cipher is None
    [step] = file.steps.all()
    assert texts_of(step) == {"text": REASON}
    plain = [*ProtectionFile.objects.values(), *ProtectedPerson.objects.values(),
             *ProtectionStep.objects.values(), *LedgerEntry.objects.values(),
             *Notice.objects.values()]  # fmt: skip
    assert "Mai" not in f"{plain}"
    assert "điều chuyển" not in f"{plain}"
    spouse.cipher, spouse.wrapped_key = step.cipher, step.wrapped_key
    with pytest.raises(ValueError, match="does not open"):
        texts_of(spouse)


def test_the_keepers_and_the_decider_hear_that_something_waits(file, people):
    told_to = Notice.objects.filter(url_name="protection_detail")
    assert {(n.user_id, n.sentence) for n in told_to} == {
        (people[role].pk, "Một hồ sơ kín có việc mới, chờ bạn xem.")
        for role in ("custodian", "head")
    }


def test_an_excluded_head_is_not_named_and_sees_nothing(sealed, people):
    exclude(
        matter=sealed, users=[people["head"]], reason="Bị tố cáo", by=people["handler"], now=NOW
    )
    for one in people.values():
        one.__dict__.pop("_granted_matters", None)
    file = protection.request_protection(
        matter_id=sealed.pk, told=told(), by=people["custodian"], now=NOW
    )
    assert seers(file) == {people["custodian"].username}
    with pytest.raises(Refused, match="bị loại trừ"):
        protection.name_reader(
            file_id=file.pk, user=people["head"], reason="Ký", by=people["custodian"], now=NOW
        )


def test_an_exclusion_beats_custody_and_naming(file, people):
    exclude(
        matter=file.matter, users=[people["custodian"], people["head"]], reason="Liên quan",
        by=people["handler"], now=NOW,
    )  # fmt: skip
    assert seers(file) == set()
    # Nor do they hear of anything that comes in afterwards.
    before = Notice.objects.count()
    note_adverse(matter=file.matter, visit_id=None, text="", by=people["officer"], now=NOW)
    assert Notice.objects.count() == before


def test_a_second_request_goes_into_the_running_file_and_answers_alike(file, sealed, people):
    again = protection.request_protection(
        matter_id=sealed.pk, told=told(people=(PersonTold(Relation.DENOUNCER),)),
        by=people["handler"], now=NOW,
    )  # fmt: skip
    assert again == file
    assert ProtectionFile.objects.count() == 1
    assert file.people.count() == 2
    apply(file, people)
    protection.request_protection(matter_id=sealed.pk, told=told(), by=people["handler"], now=NOW)
    assert file.steps.get(step=Step.ASK_CHANGE).data["wish"] == Wish.ADD
    assert file.people.count() == 2


def test_the_whole_way(file, people, sealed):
    head, keeper = people["head"], people["custodian"]
    apply(file, people)
    file.refresh_from_db()
    assert (file.state, file.decided_on, file.starts_on) == (FileState.APPLIED, TODAY, TODAY)
    assert {(m.person.relation, m.measure) for m in file.measures.all()} == {
        ("denouncer", "56.1"), ("denouncer", "57.1.b"), ("denouncer", "58.2"),
        ("spouse", "57.2.a"), ("spouse", "58.2"),
    }  # fmt: skip
    take(file, Step.LETTER, keeper, body="police", addressee="Công an xã Tân Thanh")
    [letter] = file.letters.all()
    assert texts_of(letter)["addressee"] == "Công an xã Tân Thanh"
    take(file, Step.ANSWER, keeper, letter=str(letter.pk), happened_on=TODAY, was_done=True)
    take(file, Step.ASK_CHANGE, keeper, happened_on=TODAY, wish=Wish.ADD)
    take(file, Step.CHANGE, head, people=[], measures=[], stops=["58.2"])
    assert set(file.measures.filter(to_on=None).values_list("measure", flat=True)) == {
        "56.1", "57.1.b", "57.2.a",
    }  # fmt: skip
    take(file, Step.REPORT, keeper, happened_on=TODAY)
    with pytest.raises(Refused, match="chưa có kết luận"):
        take(file, Step.END, head, ground=EndGround.CONCLUDED)
    take(file, Step.END, head, ground=EndGround.NO_GROUND)
    file.refresh_from_db()
    assert (file.state, file.ended_on) == (FileState.ENDED, TODAY)
    assert not file.measures.filter(to_on=None).exists()
    papers = IssuedDocument.objects.filter(subject_kind="protectionfile")
    assert [(p.kind, p.book, p.number) for p in papers.order_by("number")] == [
        ("decision", Book.SEALED_DOCUMENTS, 1), ("letter", Book.SEALED_DOCUMENTS, 2),
        ("decision", Book.SEALED_DOCUMENTS, 3), ("decision", Book.SEALED_DOCUMENTS, 4),
    ]  # fmt: skip
    assert IssuedDocument.objects.visible_to(people["handler"]).count() == 0
    assert IssuedDocument.objects.visible_to(keeper).count() == 4
    found = figures(keeper, TODAY, TODAY)
    assert (found.requests, found.accepted, found.refused, found.ended, found.running) == (
        1, 1, 0, 1, 0,
    )  # fmt: skip
    assert (found.people, found.denouncers, found.kin, found.job, found.safety) == (2, 1, 1, 2, 2)
    assert found.sentence.startswith(
        "Tổng số người được bảo vệ: 2 người (người tố cáo 1, thân nhân"
    )
    assert figures(people["head"], TODAY, TODAY).people == 0
    above = figures(make_user("tw", (Role.CUSTODIAN, sealed.agency.parent)), TODAY, TODAY)
    assert above == found


def test_a_refusal_needs_verification_and_its_reason(file, people):
    head = people["head"]
    with pytest.raises(Refused, match="kết quả xác minh trước"):
        take(file, Step.REFUSE, head)
    take(file, Step.VERIFY, people["custodian"], happened_on=TODAY, is_founded=False)
    with pytest.raises(Refused, match="không có căn cứ"):
        take(file, Step.APPLY, head, people=[], measures=[], starts_on=TODAY)
    with pytest.raises(Refused, match="nêu rõ lý do"):
        take(file, Step.REFUSE, head, text=" ")
    with pytest.raises(NotAllowed):
        take(file, Step.REFUSE, people["custodian"])
    take(file, Step.REFUSE, head)
    file.refresh_from_db()
    assert file.state == FileState.REFUSED
    assert figures(people["custodian"], TODAY, TODAY).refused == 1


def test_what_leaves_the_house_names_nobody(file, people):
    apply(file, people, Measure.GUARD)
    for text in ("Bảo vệ ông Lý Văn Thành.", "Bảo vệ bà vi thi mai."):
        with pytest.raises(Refused, match="họ tên"):
            take(file, Step.LETTER, people["head"], body="police", addressee="Công an", text=text)
    assert not file.letters.exists()


def test_of_two_at_once_the_second_is_told(file, people):
    said = {"text": "Đã xác minh.", "happened_on": TODAY, "is_founded": True}
    old = {"file_id": file.pk, "step": Step.VERIFY, "said": said, "version": file.version,
           "by": people["custodian"], "now": NOW}  # fmt: skip
    protection_steps.take_step(**old)
    with pytest.raises(Refused, match="người khác cập nhật"):
        protection_steps.take_step(**old)


def test_only_denunciations_only_whoever_sees_and_receives(register, sealed, province, people):
    ask = {"told": told(), "now": NOW}
    with pytest.raises(Refused, match="chỉ áp dụng với vụ việc tố cáo"):
        protection.request_protection(matter_id=register().matter_id, by=people["handler"], **ask)
    with pytest.raises(NotAllowed):
        protection.request_protection(
            matter_id=sealed.pk, by=province.person("inspector", "TTT"), **ask
        )
    with pytest.raises(NotAllowed, match="tự xem xét"):
        protection.request_protection(
            matter_id=sealed.pk, by=people["handler"], told=told(way=Way.OWN), now=NOW
        )
    assert ProtectionFile.objects.count() == 0


def test_names_of_kin_open_by_an_approved_request(file, people):
    head = people["head"]
    with pytest.raises(NotAllowed, match="yêu cầu mở danh tính"):
        protection_names.open_names(file_id=file.pk, by=head, now=NOW)
    asked = sealing.ask_identity(
        matter_id=file.matter_id, reason="Ghi vào quyết định bảo vệ.", by=head, now=NOW
    )
    sealing.decide_identity(
        request_id=asked.pk, approve=True, note="", by=people["custodian"], now=NOW
    )
    request, [(person, texts)] = protection_names.open_names(file_id=file.pk, by=head, now=NOW)
    assert (request.pk, person.relation, texts["full_name"]) == (asked.pk, "spouse", "Vi Thị Mai")
    assert LedgerEntry.objects.last().verb == "open_identity"
    assert IdentityRequest.objects.get().state == IdentityRequestState.APPROVED
    with pytest.raises(NotAllowed):
        protection_names.open_names(file_id=file.pk, by=head, now=NOW + timedelta(hours=1))


def test_adverse_treatment_reaches_custodians_without_content(sealed, people):
    note = note_adverse(
        matter=sealed, visit_id=sealed.pk, text="Bị cắt lương.", by=people["officer"], now=NOW
    )
    again = note_adverse(matter=sealed, visit_id=sealed.pk, by=people["officer"], now=NOW)
    assert again == note
    [notice] = Notice.objects.filter(url_name="protection_adverse")
    assert (notice.user_id, notice.sentence) == (
        people["custodian"].pk, "Một ghi nhận kín chờ người giữ bí mật xem.",
    )  # fmt: skip
    seen = [r for r, u in people.items() if AdverseNote.objects.visible_to(u).exists()]
    assert seen == ["custodian"]
    see_adverse(note_id=note.pk, by=people["custodian"], now=NOW)
    with pytest.raises(AdverseNote.DoesNotExist):
        see_adverse(note_id=note.pk, by=people["head"], now=NOW)


def test_a_step_stays_as_it_was_written(file):
    step = file.steps.get()
    for change in (lambda: ProtectionStep.objects.update(data={}), step.delete):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            change()
    assert ProtectionStep.objects.update(wrapped_key=b"new", key_id="new") == 1


def breaks(name, fn):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        fn()


def test_the_database_refuses_what_contradicts_itself(file, people):
    rows = ProtectionFile.objects.filter(pk=file.pk)
    person = file.people.get(relation=Relation.SPOUSE)
    by, early = people["head"], TODAY - timedelta(days=1)
    for name, changes in {
        "protection_is_restricted": {"secrecy": 1},
        "protection_asked_in_writing_has_its_day": {"written_on": None},
        "protection_verified_says_what_was_found": {"state": "verified"},
        "protection_applied_has_its_days": {
            "state": "applied",
            "decided_on": TODAY,
            "starts_on": early,
        },
        "protection_refused_has_its_day": {"state": "refused"},
        "protection_ended_says_when_and_why": {"ended_on": TODAY},
    }.items():
        breaks(name, lambda changes=changes: rows.update(**changes))
    twin = {"matter": file.matter, "agency": file.agency, "scope_path": "x", "way": "own",
            "requested_on": TODAY, "opened_at": NOW, "opened_by": by}  # fmt: skip
    breaks("protection_runs_once", lambda: ProtectionFile.objects.create(code="a", **twin))
    breaks("code", lambda: ProtectionFile.objects.create(
        code=file.code, state="declined", **twin))  # fmt: skip
    kin = {"file": file, "working": "other", "added_at": NOW}
    breaks("protected_person_has_own_code", lambda: ProtectedPerson.objects.create(
        code=person.code, relation="child", **kin))  # fmt: skip
    breaks("protection_has_one_denouncer", lambda: ProtectedPerson.objects.create(
        code="b", relation="denouncer", **kin))  # fmt: skip
    breaks("protected_denouncer_lies", lambda: ProtectedPerson.objects.filter(
        relation="denouncer").update(cipher=b"x"))  # fmt: skip
    reader = {"file": file, "user": by, "named_at": NOW, "named_by": by}
    breaks("named_once", lambda: ProtectionReader.objects.create(reason="Việc", **reader))
    breaks("says_why", lambda: ProtectionReader.objects.update(reason=""))
    breaks("step_has_its_document", lambda: ProtectionStep.objects.create(
        file=file, step="apply", happened_on=TODAY, entered_at=NOW, entered_by=by))  # fmt: skip
    measure = {"file": file, "person": person, "measure": "58.2", "from_on": TODAY}
    ProtectionMeasure.objects.create(**measure)
    breaks("stands_once", lambda: ProtectionMeasure.objects.create(**measure))
    breaks("ends_after_it_began", lambda: ProtectionMeasure.objects.update(to_on=early))
    note = note_adverse(matter=file.matter, visit_id=None, by=by, now=NOW)
    notes = AdverseNote.objects.filter(pk=note.pk)
    breaks("adverse_note_is_restricted", lambda: notes.update(secrecy=0))
    breaks("seen_says_by_whom", lambda: notes.update(seen_at=NOW))
    notes.update(visit=note.pk)
    fields = {f: getattr(note, f) for f in ("matter", "agency", "scope_path", "source", "told_on",
                                            "made_at", "made_by")}  # fmt: skip
    breaks("told_once_a_visit", lambda: AdverseNote.objects.create(visit=note.pk, **fields))


def test_a_letter_answered_says_when_and_what(file, people):
    apply(file, people, Measure.GUARD)
    take(file, Step.LETTER, people["head"], body="police", addressee="Công an xã")
    rows = ProtectionLetter.objects.all()
    breaks("answered_says_when_and_what", lambda: rows.update(answered_on=TODAY))


def test_a_rotation_wraps_the_texts_anew(settings, tmp_path, register, people):
    ring = tmp_path / "identity-key"
    ring.write_text(f"{'ab' * 32}\n")
    settings.IDENTITY_KEY_FILE = str(ring)
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    file = protection.request_protection(
        matter_id=matter.pk, told=told(), by=people["handler"], now=NOW
    )
    note_adverse(matter=matter, visit_id=None, text="Bị dọa.", by=people["officer"], now=NOW)
    ring.write_text(f"{'cd' * 32}\n{'ab' * 32}\n")
    assert protection_keys.texts_left() == 3
    assert protection_keys.rotate_texts(batch=1, broken=[], tell=lambda *_: None) == 3
    ring.write_text(f"{'cd' * 32}\n")
    assert protection_keys.texts_left() == 0
    assert texts_of(file.steps.get()) == {"text": REASON}
    assert texts_of(file.people.get(relation="spouse"))["full_name"] == "Vi Thị Mai"


def test_on_paper_no_name_of_kin_is_kept(settings, sealed, people):
    settings.IDENTITY_MODE = "paper"
    file = protection.request_protection(
        matter_id=sealed.pk, told=told(people=(MAI,)), by=people["handler"], now=NOW
    )
    [person] = file.people.all()
    assert (person.relation, person.cipher) == ("spouse", None)
    assert texts_of(file.steps.get()) == {"text": REASON}


def test_names_of_kin_are_kept_secret_on_request_alone(sealed, people):
    """Asked for nothing but secrecy of kin: the measure is the denouncer's (art. 47, 56), and the names are
    looked for in whatever leaves the matter, told by kind alone."""
    kin_only = told(asked=(Asked.SECRECY,), people=(MAI,))
    paper = {"Nội dung": "Chuyển cho bà Vi Thị Mai một bản."}
    assert name_check.findings(matter=sealed, texts=paper) == []
    file = protection.request_protection(
        matter_id=sealed.pk, told=kin_only, by=people["handler"], now=NOW
    )
    assert {one.relation for one in file.people.all()} == {"denouncer", "spouse"}
    [found] = name_check.findings(matter=sealed, texts=paper)
    assert (found.where, found.what, found.blocks) == ("Nội dung", "họ tên", True)
    with pytest.raises(Refused, match="Nội dung có họ tên của người được giữ kín"):
        name_check.ensure_unnamed(matter=sealed, texts={"Nội dung": "vi thi mai"})
    assert name_check.findings(matter=sealed, texts={"Nội dung": "Chuyển một bản."}) == []
    apply(file, people, "56.1")
    assert [(m.person.relation, m.measure) for m in file.measures.all()] == [("denouncer", "56.1")]
    # Other matters know nothing of these names; what is asked beside secrecy is asked for kin alone.
    asked = told(asked=(Asked.LIFE,), people=(MAI,))
    assert [one.relation for one in asked.protected] == [Relation.SPOUSE]


def merge(province, *, keeper=True) -> None:
    """The department ends; its work goes to the reception board, or to nobody by rule."""
    heirs = [province["BTCD"].pk] if keeper else [province["BTCD"].pk, province["XA"].pk]
    end_unit(
        agency_id=province["SKHCN"].pk, last_day=TODAY - timedelta(days=1), document="QĐ 1/UBND",
        successor_ids=heirs, keeper_id=None, moves={}, by=province.person("admin", "UBND"), now=NOW,
    )  # fmt: skip
    for job in Job.objects.filter(kind=carrying.KIND):
        jobs.run(job_id=job.pk, now=NOW)
        carrying.run(job=job, now=NOW)  # a second run finds nothing left


def test_a_file_goes_to_the_custodian_of_the_successor(file, sealed, people, province):
    note_adverse(matter=sealed, visit_id=None, text="Bị dọa.", by=people["officer"], now=NOW)
    keeper, other = province.person("custodian", "BTCD"), province.person("head", "BTCD")
    merge(province)
    file.refresh_from_db()
    new = province["BTCD"]
    assert (file.agency, file.scope_path, AdverseNote.objects.get().agency) == (new, new.path, new)
    assert seers(file) == {keeper.username}
    assert other.username not in seers(file)
    told_to = Notice.objects.filter(subject_id=file.pk, key__startswith="unit_end_file")
    assert [(one.user, "kín" in one.sentence) for one in told_to] == [(keeper, True)]
    said = LedgerEntry.objects.filter(subject_id=file.pk, details__viec="bàn giao").get()
    assert said.details["cho"] == new.code
    # The custodian names who decides there, and the file goes on in the successor's sealed book.
    keeper, other = (User.objects.get(pk=one.pk) for one in (keeper, other))
    protection.name_reader(
        file_id=file.pk, user=other, reason="Giải quyết tiếp", by=keeper, now=NOW
    )
    take(file, Step.VERIFY, keeper, happened_on=TODAY, is_founded=False)
    step = take(file, Step.REFUSE, other)
    assert (step.document.agency, step.document.book) == (new, Book.SEALED_DOCUMENTS)


def test_a_running_file_of_a_matter_that_is_done_is_not_left_behind(file, sealed, people, province):
    apply(file, people)
    Matter.objects.filter(pk=sealed.pk).update(closed_on=TODAY)
    keeper = province.person("custodian", "BTCD")
    merge(province)
    file.refresh_from_db()
    assert (file.agency, Matter.objects.get(pk=sealed.pk).agency) == (
        province["BTCD"],
        province["SKHCN"],
    )
    assert keeper.username in seers(file)


def test_where_no_rule_says_who_takes_a_file_those_above_keep_it(file, people, province):
    above = province.person("custodian", "TTT")
    merge(province, keeper=False)
    file.refresh_from_db()
    assert file.agency == province["SKHCN"]
    assert seers(file) == {above.username}
