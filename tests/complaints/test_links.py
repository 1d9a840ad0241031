"""Linking, merging, taking apart: a trace on both sides, nothing across secrecy."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agencies.refusals import NotAllowed, Refused
from complaints.actions.deciding import process_petition
from complaints.actions.linking import link_petitions, undo_link
from complaints.alike import alike_to, alike_to_typed
from complaints.enums import LinkKind, Outcome, PetitionKind, PetitionState, WaitsFor
from complaints.models import Petition, PetitionLink
from complaints.petitioner import Petitioner
from complaints.processing import outcomes_before
from records.models import LedgerEntry
from tests.complaints.test_likeness import ONE, OTHER, TYPED_AGAIN
from tests.factories import NOW, Province

TODAY = NOW.date()
SOMEBODY = Petitioner(full_name="Vi Thị Khác", address="xã Ba Sơn")


@pytest.fixture
def handler(province):
    return province.person("handler", "SKHCN")


@pytest.fixture
def head(province):
    return province.person("head", "SKHCN")


@pytest.fixture
def linked(handler):
    def made(petition, other, kind=LinkKind.DUPLICATE, **changes):
        told = {
            "petition_id": petition.pk, "other_id": other.pk, "kind": kind,
            "reason": "Nội dung trùng nhau.", "by": handler, "now": NOW,
        }  # fmt: skip
        return link_petitions(**{**told, **changes})

    return made


@pytest.fixture
def merged(head):
    def done(petition, link, **changes):
        told = {
            "petition_id": petition.pk, "outcome": Outcome.MERGE, "is_competent": True,
            "note": "Cùng nội dung với hồ sơ đang giải quyết.", "processed_on": TODAY,
            "merge_link": link.pk, "version": petition.version, "by": head, "now": NOW,
        }  # fmt: skip
        return process_petition(**{**told, **changes})

    return done


def test_two_petitions_are_merged_and_taken_apart_as_they_were(register, linked, merged, head):
    first, second = register(), register()
    before = dict(second.clocks.values_list("rule_code", "finished_on"))
    link = linked(second, first)
    merged(second, link)
    second.refresh_from_db()
    assert (second.state, second.outcome) == (PetitionState.PROCESSED, Outcome.MERGE)
    assert not second.clocks.filter(finished_on=None).exists()
    merge = PetitionLink.objects.get(kind=LinkKind.MERGED)
    assert (merge.petition, merge.other) == (second, first)
    told = LedgerEntry.objects.filter(subject_id=first.pk, details__buoc="nhan_ghep")
    assert told.count() == 1
    undo_link(link_id=merge.pk, reason="Hai thửa đất khác nhau.", by=head, now=NOW)
    second.refresh_from_db()
    merge.refresh_from_db()
    assert (second.state, second.outcome, second.processed_on) == ("received", "", None)
    assert dict(second.clocks.values_list("rule_code", "finished_on")) == before
    assert (second.next_duty, second.next_due_on) == ("KN_THULY", date(2026, 11, 26))
    assert (merge.undone_by, merge.undone_reason) == (head, "Hai thửa đất khác nhau.")
    assert second.waits_for == WaitsFor.AGENCY
    with pytest.raises(Refused, match="Liên kết này đã được gỡ ngày 18/11/2026"):
        undo_link(link_id=merge.pk, reason="Lần nữa.", by=head, now=NOW)


def test_a_merge_goes_either_way_over_the_link(register, linked, merged):
    first, second = register(), register()
    link = linked(second, first)
    merged(first, link)
    merge = PetitionLink.objects.get(kind=LinkKind.MERGED)
    assert (merge.petition, merge.other) == (first, second)
    # What was merged is no case to be merged into.
    with pytest.raises(Refused, match="Hãy chọn hồ sơ để ghép vào"):
        merged(second, link)


def test_a_merge_rests_on_a_standing_link_of_duplicates(register, linked, merged, handler):
    first, second, third = register(), register(), register()
    with pytest.raises(Refused, match="Hãy chọn hồ sơ để ghép vào"):
        merged(second, linked(second, first, LinkKind.RELATED))
    link = linked(second, first)
    undo_link(link_id=link.pk, reason="Ghi nhầm.", by=handler, now=NOW)
    with pytest.raises(Refused, match="Hãy chọn hồ sơ để ghép vào"):
        merged(second, link)
    with pytest.raises(Refused, match="Hãy chọn hồ sơ để ghép vào"):
        merged(third, linked(second, first))


def test_only_the_head_takes_a_merge_apart_and_says_why(register, linked, merged, handler, head):
    first, second = register(), register()
    merged(second, linked(second, first))
    merge = PetitionLink.objects.get(kind=LinkKind.MERGED)
    with pytest.raises(NotAllowed):
        undo_link(link_id=merge.pk, reason="Nhầm.", by=handler, now=NOW)
    with pytest.raises(Refused, match="Hãy ghi lý do gỡ liên kết"):
        undo_link(link_id=merge.pk, reason=" ", by=head, now=NOW)


def test_a_link_is_made_once_and_by_those_who_keep_the_petition(register, linked, province):
    first, second = register(), register()
    assert linked(second, first) == linked(second, first)
    assert PetitionLink.objects.count() == 1
    for role, part in (("officer", "SKHCN"), ("head", "UBND")):
        with pytest.raises(NotAllowed):
            linked(second, first, by=province.person(role, part))
    with pytest.raises(Petition.DoesNotExist):
        linked(second, first, by=province.person("handler", "XA"))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (LinkKind.AGAIN, "phải nhận sau đơn trước"),
        (LinkKind.SECOND, "phải nhận sau đơn trước"),
        (LinkKind.MERGED, "không ghi bằng tay"),
        (LinkKind.SPLIT, "không ghi bằng tay"),
    ],
)
def test_a_link_that_says_nonsense_is_refused(register, linked, kind, reason):
    late, early = register(), register(received_on=date(2026, 11, 2))
    with pytest.raises(Refused, match=reason):
        linked(early, late, kind)
    with pytest.raises(Refused, match="với chính nó"):
        linked(late, late)
    with pytest.raises(Refused, match="Hãy ghi vì sao"):
        linked(late, early, reason=" ")
    with pytest.raises(Refused, match="hãy liên kết là đơn trùng"):
        linked(late, early, LinkKind.AGAIN)


def test_nothing_is_linked_across_secrecy(register, linked):
    openly, sealed = register(), register(kind=PetitionKind.DENUNCIATION)
    for one, other in ((openly, sealed), (sealed, openly)):
        with pytest.raises(Refused, match="sổ kín và đơn ở sổ thường"):
            linked(one, other)
    assert linked(register(kind=PetitionKind.DENUNCIATION), sealed).pk


def test_a_restricted_petition_is_linked_inside_its_matter_alone(register, linked, province, head):
    told = {"kind": PetitionKind.DENUNCIATION, "excluded_users": [head]}
    one, other = register(**told), register(**told)
    with pytest.raises(Refused, match="cùng vụ việc"):
        linked(one, other)
    beside = register(kind=PetitionKind.DENUNCIATION, matter=one.matter)
    link = linked(beside, one)
    assert not PetitionLink.objects.visible_to(head).exists()
    assert list(PetitionLink.objects.visible_to(link.linked_by)) == [link]


def test_guided_before_is_known_from_the_link(register, linked, head, handler):
    first, again = register(received_on=date(2026, 11, 2)), register()
    process_petition(
        petition_id=first.pk, outcome=Outcome.GUIDE, is_competent=False, note="Gửi UBND xã.",
        processed_on=TODAY, version=1, by=head, now=NOW,
    )  # fmt: skip
    assert outcomes_before(again, handler) == set()
    linked(again, first, LinkKind.AGAIN)
    assert outcomes_before(again, handler) == {Outcome.GUIDE}
    told = {
        "petition_id": again.pk, "is_competent": False, "note": "Gửi lại.", "processed_on": TODAY,
        "version": 1, "by": head, "now": NOW,
    }  # fmt: skip
    with pytest.raises(Refused, match="đã được hướng dẫn một lần"):
        process_petition(outcome=Outcome.GUIDE, **told)
    assert process_petition(outcome=Outcome.FILE, **told).outcome == Outcome.FILE


def found(petition, user):
    return [one.petition for one in alike_to(petition, user)]


def test_a_text_sent_again_is_found_on_the_case_with_its_reason(register, handler):
    first = register(content=ONE)
    again = register(content=TYPED_AGAIN, petitioner=SOMEBODY, summary="Đơn khiếu nại lần nữa")
    register(content=OTHER, petitioner=SOMEBODY, summary="Tiếng ồn")
    one = alike_to(again, handler)
    assert [(alike.petition, alike.number) for alike in one] == [(first, "01/2026")]
    assert one[0].why[0].startswith("Nội dung gần như trùng nhau (")


def test_nobody_finds_what_they_may_not_see(register, province, handler):
    first = register(content=ONE)
    rival = Province("CB", "Cao Bằng")
    theirs = register(
        agency=rival["SKHCN"], by=rival.person("handler", "SKHCN"), content=TYPED_AGAIN
    )
    sealed = register(kind=PetitionKind.DENUNCIATION, content=ONE)
    assert found(first, handler) == []
    assert found(theirs, rival.person("handler", "SKHCN")) == []
    assert found(sealed, handler) == []
    typed = {"summary": "Khiếu nại", "content": ONE}
    at_home = [province["SKHCN"]]
    assert [one.petition for one in alike_to_typed(typed, handler, at_home)] == [first]
    as_denounced = alike_to_typed({**typed, "kind": "denunciation"}, handler, at_home)
    assert [one.petition for one in as_denounced] == [sealed]
    beside = province.person("officer", "BTCD")
    assert alike_to_typed(typed, beside, [province["BTCD"]]) == []


def test_a_person_leads_nowhere_without_the_same_object(register, province, handler):
    first = register(content=OTHER)
    first.object_reference = "Thửa 45, tờ 12"
    first.save(update_fields=["object_reference"])
    typed = {"full_name": "LÝ VĂN THÀNH", "id_number": "", "content": ONE}
    home = [province["SKHCN"]]
    assert alike_to_typed(typed, handler, home) == []
    assert alike_to_typed({**typed, "object_reference": "thửa 46"}, handler, home) == []
    same = alike_to_typed({**typed, "object_reference": "thửa 45 tờ 12"}, handler, home)
    assert [one.why for one in same] == [("Cùng người gửi, cùng đối tượng: Thửa 45, tờ 12.",)]
    number = {"full_name": "", "id_number": "0200 6800 1234", "object_reference": "thửa 45 tờ 12"}
    assert len(alike_to_typed({**typed, **number}, handler, home)) == 1


def test_the_same_letter_is_a_reason_within_the_own_agency(register, handler, province):
    first = register(content=OTHER, petitioner=SOMEBODY)
    first.sender_document = "15/CV-ĐĐBQH"
    first.save(update_fields=["sender_document"])
    typed = {"sender_document": "15/CV-ĐĐBQH", "content": ONE}
    mine = alike_to_typed(typed, handler, [province["SKHCN"]])
    assert [one.why for one in mine] == [("Cùng số công văn chuyển đơn: 15/CV-ĐĐBQH.",)]
    assert alike_to_typed(typed, handler, [province["XA"]]) == []


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("link_undone_has_who_when_why", {"undone_at": NOW}),
        ("link_undone_has_who_when_why", {"undone_reason": "Nhầm."}),
    ],
)
def test_links_that_contradict_themselves(register, linked, name, columns):
    linked(register(), register())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PetitionLink.objects.update(**columns)


def test_links_are_made_once_between_two_and_a_merge_into_one(register, linked, handler):
    first, second, third = register(), register(), register()
    linked(second, first)
    told = {"linked_by": handler, "linked_at": NOW, "reason": "Trùng."}
    doubled = [
        ("link_is_made_once", second, first, "duplicate"),
        ("link_is_between_two_petitions", third, third, "related"),
    ]
    PetitionLink.objects.create(petition=third, other=first, kind="merged", **told)
    doubled.append(("petition_is_merged_into_one", third, second, "merged"))
    for name, petition, other, kind in doubled:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PetitionLink.objects.create(petition=petition, other=other, kind=kind, **told)
