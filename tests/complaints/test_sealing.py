"""Sealed identities: round trip, swap, request and second person, the record before the view."""

from datetime import timedelta

import pytest

from agencies.refusals import NotAllowed, Refused
from agencies.roles import Role
from complaints import vault
from complaints.actions.sealing import ask_identity, decide_identity, open_identity
from complaints.enums import PetitionKind
from complaints.models import IdentityRequest, Matter, SealedIdentity
from records.enums import Verb
from records.models import LedgerEntry
from tests.complaints.conftest import THANH
from tests.factories import NOW, make_user

REASON = "Cần mời người tố cáo bổ sung tài liệu."


@pytest.fixture
def sealed(register) -> Matter:
    return register(kind=PetitionKind.DENUNCIATION).matter


@pytest.fixture
def asked(sealed, province) -> IdentityRequest:
    return ask_identity(
        matter_id=sealed.pk, reason=REASON, by=province.person("handler", "SKHCN"), now=NOW
    )


def approve(request, province, **changes):
    told = {
        "request_id": request.pk,
        "approve": True,
        "note": "",
        "by": province.person("custodian", "SKHCN"),
        "now": NOW,
    }
    return decide_identity(**{**told, **changes})


@pytest.mark.opens_identity
def test_what_is_sealed_comes_back(sealed):
    row = SealedIdentity.objects.get()
    opened = vault.open_identity(
        matter_id=sealed.pk, wrapped_key=row.wrapped_key, cipher=row.cipher
    )
    assert opened == THANH.as_texts()


@pytest.mark.opens_identity
@pytest.mark.key_here
def test_swapped_bytes_do_not_open(register):
    first = register(kind=PetitionKind.DENUNCIATION).matter.sealed_identity
    second = register(kind=PetitionKind.DENUNCIATION).matter.sealed_identity
    assert bytes(first.cipher) != bytes(second.cipher)
    for wrapped_key, cipher in (
        (second.wrapped_key, second.cipher),
        (first.wrapped_key, second.cipher),
        (second.wrapped_key, first.cipher),
    ):
        with pytest.raises(ValueError, match="does not open"):
            vault.open_identity(matter_id=first.matter_id, wrapped_key=wrapped_key, cipher=cipher)


@pytest.mark.opens_identity
def test_an_approved_request_opens_and_leaves_a_row(asked, province):
    approve(asked, province)
    handler = province.person("handler", "SKHCN")
    opened = open_identity(request_id=asked.pk, by=handler, now=NOW + timedelta(minutes=29))
    assert opened["full_name"] == "Lý Văn Thành"
    last = LedgerEntry.objects.order_by("-id").first()
    assert (last.verb, last.user_id) == (Verb.OPEN_IDENTITY, handler.pk)
    assert last.subject_label == asked.matter.petitioner_label
    assert "Thành" not in f"{last.subject_label}{last.details}"


@pytest.mark.opens_identity
def test_a_failed_ledger_shows_nothing(asked, province, monkeypatch):
    approve(asked, province)

    def broken(**_told):
        raise RuntimeError("ledger is down")

    monkeypatch.setattr("complaints.actions.sealing.ledger.write", broken)
    with pytest.raises(RuntimeError, match="ledger is down"):
        open_identity(request_id=asked.pk, by=province.person("handler", "SKHCN"), now=NOW)


@pytest.mark.parametrize("minutes", [30, 31, 600])
def test_the_view_ends_after_thirty_minutes(asked, province, minutes):
    approve(asked, province)
    with pytest.raises(Refused, match="đã hết"):
        open_identity(
            request_id=asked.pk,
            by=province.person("handler", "SKHCN"),
            now=NOW + timedelta(minutes=minutes),
        )


def test_not_before_approval_and_not_by_another(asked, province):
    with pytest.raises(Refused, match="chưa được duyệt"):
        open_identity(request_id=asked.pk, by=province.person("handler", "SKHCN"), now=NOW)
    approve(asked, province)
    with pytest.raises(NotAllowed):
        open_identity(request_id=asked.pk, by=province.person("custodian", "SKHCN"), now=NOW)
    with pytest.raises(IdentityRequest.DoesNotExist):
        open_identity(request_id=asked.pk, by=province.person("head", "SKHCN"), now=NOW)


def test_a_refusal_says_why_and_is_final(asked, province):
    with pytest.raises(Refused, match="lý do không duyệt"):
        approve(asked, province, approve=False)
    approve(asked, province, approve=False, note="Chưa cần cho bước này.")
    with pytest.raises(Refused, match=r"đã được .* quyết định: Không duyệt"):
        approve(asked, province)


def test_nobody_decides_on_their_own_request(sealed, province):
    both = make_user(
        "hai.vai", (Role.CUSTODIAN, province["SKHCN"]), (Role.HANDLER, province["SKHCN"])
    )
    request = ask_identity(matter_id=sealed.pk, reason=REASON, by=both, now=NOW)
    with pytest.raises(Refused, match="Không tự duyệt"):
        approve(request, province, by=both)


def test_a_custodian_elsewhere_and_a_plain_role_do_not_decide(asked, province):
    with pytest.raises(IdentityRequest.DoesNotExist):
        approve(asked, province, by=province.person("custodian", "XA"))
    with pytest.raises(NotAllowed):
        approve(asked, province, by=province.person("handler", "SKHCN"))


def test_asking_needs_a_reason_a_seal_and_no_waiting_request(asked, register, province):
    handler = province.person("handler", "SKHCN")
    with pytest.raises(Refused, match="đang chờ duyệt"):
        ask_identity(matter_id=asked.matter_id, reason=REASON, by=handler, now=NOW)
    with pytest.raises(Refused, match="ghi rõ lý do"):
        ask_identity(matter_id=asked.matter_id, reason="xem", by=handler, now=NOW)
    with pytest.raises(Refused, match="không có danh tính"):
        ask_identity(matter_id=register().matter_id, reason=REASON, by=handler, now=NOW)
