"""Names of who is sealed, looked for before a paper or a petition leaves."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.refusals import Refused
from complaints.actions.deciding import process_petition
from complaints.actions.transfers import Receiver
from complaints.enums import Outcome, PetitionKind
from complaints.models import Petition, Transfer
from complaints.name_check import MOST_AN_HOUR, ensure_unnamed, tell
from complaints.papers.flow import Move
from records.models import LedgerEntry
from tests.complaints.intake_form import typed
from tests.factories import NOW
from tests.house.rows_papers import drafted, moved

pytestmark = pytest.mark.django_db
NAMED = "Ông Lý Văn Thành, số 0912 345 678, tố cáo việc thu tiền."


@pytest.fixture
def named(register) -> Petition:
    """A sealed petition whose content was written before anybody looked."""
    return register(kind=PetitionKind.DENUNCIATION, summary="Tố cáo thu tiền", content=NAMED)


def sent_away(petition: Petition, province) -> None:
    process_petition(
        petition_id=petition.pk, outcome=Outcome.TRANSFER, is_competent=False,
        note="Thuộc thẩm quyền nơi khác.", processed_on=NOW.date(),
        receiver=Receiver.of(province["TTT"], ""), version=petition.version,
        by=province.person("head", "SKHCN"), now=NOW,
    )  # fmt: skip


def test_a_petition_that_names_its_sender_goes_nowhere_until_it_is_taken_out(
    named, province, handler
):
    with pytest.raises(Refused, match="Nội dung đơn có họ tên, số điện thoại"):
        sent_away(named, province)
    address = reverse("petition_unname", args=[named.pk])
    page = handler.get(address).content.decode()
    assert "Nội dung đơn có họ tên, số điện thoại của người được giữ kín." in page
    told = {"summary": named.summary, "content": NAMED, "version": named.version}
    still = handler.post(address, told)
    assert (still.status_code, "Ông Lý Văn Thành" in still.content.decode()) == (422, True)
    done = handler.post(address, {**told, "content": "Tố cáo việc thu tiền."})
    assert (done.status_code, done.url) == (302, reverse("petition_detail", args=[named.pk]))
    named.refresh_from_db()
    sent_away(named, province)
    assert Transfer.objects.get().petition_id == named.pk
    found = LedgerEntry.objects.filter(verb="name_found").values_list("details", flat=True)
    assert list(found) == [{"loai": ["họ tên", "số điện thoại"]}] * 2
    assert "Thành" not in "".join(map(str, LedgerEntry.objects.values_list("details", flat=True)))


def test_a_paper_that_names_the_denouncer_is_not_submitted_and_says_so(register, province, handler):
    petition = register(kind=PetitionKind.DENUNCIATION)
    officer = province.person("handler", "SKHCN")
    paper = drafted(petition, officer)
    name = next(name for name, text in paper.values.items() if isinstance(text, str))
    paper.values = {**paper.values, name: "Theo lời ông Lý Văn Thành"}
    paper.save(update_fields=["values"])
    page = handler.get(reverse("paper_detail", args=[paper.pk])).content.decode()
    assert "Văn bản có họ tên của người được giữ kín. Hãy bỏ nội dung này" in page
    answer = handler.post(
        reverse("paper_step", args=[paper.pk]), {"viec": "submit", "version": paper.version}
    )
    assert answer.status_code == 409
    assert "Văn bản có họ tên" in answer.content.decode()
    with pytest.raises(Refused, match="Văn bản có họ tên"):
        moved(paper, Move.SUBMIT, officer)


def test_whoever_tries_names_until_one_fits_is_stopped(register, province):
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    by = province.person("handler", "SKHCN")
    tried = [
        tell(matter=matter, texts={"a": "Lý Văn Thành"}, by=by, now=NOW)
        for _ in range(MOST_AN_HOUR + 1)
    ]
    assert tried[-2].blocked == ("a có họ tên của người được giữ kín",)
    assert "hãy nhờ người giữ bí mật kiểm tra" in tried[-1].refusal
    later = NOW + timedelta(minutes=61)
    assert tell(matter=matter, texts={"a": "Lý Văn Thành"}, by=by, now=later).blocked == (
        "a có họ tên của người được giữ kín",
    )


def test_an_open_matter_is_not_looked_at_and_what_cannot_be_looked_at_is_not_shared(
    register, settings, tmp_path
):
    ensure_unnamed(matter=register().matter, texts={"a": "Lý Văn Thành"})
    matter = register(kind=PetitionKind.DENUNCIATION).matter
    other = tmp_path / "other-key"
    other.write_text("12" * 32)
    settings.IDENTITY_KEY_FILE = str(other)
    with pytest.raises(Refused, match="nên chưa chia sẻ"):
        ensure_unnamed(matter=matter, texts={"a": "b"})


def test_a_new_denunciation_does_not_name_its_sender_in_words_that_others_read(handler):
    told = typed(kind="denunciation", summary="Hoàng Văn Bình tố cáo", content="Gọi 0912345678")
    answer = handler.post(reverse("petition_new"), told)
    errors = answer.context["form"].errors
    assert (answer.status_code, errors["summary"], errors["content"]) == (
        422,
        ["Không ghi họ tên của người được giữ kín ở đây."],
        ["Không ghi số điện thoại của người được giữ kín ở đây."],
    )
    assert not Petition.objects.filter(received_on__gte=date(2000, 1, 1)).exists()
