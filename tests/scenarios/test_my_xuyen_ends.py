"""UBND huyện Mỹ Xuyên closes on 30/06/2025: its open matters go on at the communes, days unchanged."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from agencies.actions.succession import begin_due, end_unit
from agencies.actions.units import build_units
from agencies.models import Agency, Membership, UnitEnd, User
from agencies.refusals import Refused
from agencies.units import issuers
from complaints.actions.petitions import process_petition, register_petition
from complaints.actions.proceedings import take_step
from complaints.arrival import About
from complaints.enums import Field, Outcome, PetitionKind, Source
from complaints.models import Clock, Matter, MatterExclusion, Petition
from complaints.petitioner import Petitioner
from complaints.procedure.names import StepName
from records import succession as carrying
from records.actions import jobs
from records.enums import Book
from records.models import Job, Notice
from records.register import check
from tests.complaints.doors import client_of
from tests.factories import HANOI, make_user
from tests.factories import Role as R

pytestmark = pytest.mark.django_db
JUNE, JULY = datetime(2025, 6, 20, 9, tzinfo=HANOI), datetime(2025, 7, 1, 8, tzinfo=HANOI)
DOCUMENT = "Nghị quyết sắp xếp đơn vị hành chính cấp xã năm 2025"
GIA_HOA, HOA_TU = "UBND xã Gia Hòa", "UBND xã Hòa Tú"


class District:
    """The district with its people, and what it has open ten days before it ends."""

    def __init__(self) -> None:
        build_units(specs=issuers.units(), by=None, now=JUNE)
        self.unit = Agency.objects.get(code="ST-MX")
        self.heirs = {a.short_name: a for a in Agency.objects.filter(parent__code="CT")
                      if a.commune_code}  # fmt: skip
        assert len(self.heirs) == 5
        self.top = Agency.objects.get(code="CT")
        self.handler = make_user("xuly.mx", (R.HANDLER, self.unit))
        self.head = make_user("chutich.mx", (R.HEAD, self.unit))
        self.denounced = make_user("phochutich.mx", (R.HANDLER, self.unit))
        self.admin = make_user("quantri.ct", (R.ADMIN, self.top))
        self.above = make_user("chutich.ct", (R.HEAD, self.top))
        self.other = make_user("chutich.ht", (R.HEAD, self.heirs[HOA_TU]))
        self.by_code = self.petition("Xin cấp lại giấy chứng nhận", code=self.code(GIA_HOA))
        self.by_words = self.petition("Đường ngập nước", locality="ấp 2, xã Hòa Tú")
        self.unclear = self.petition("Ranh giới thửa đất")
        self.secret = self.petition(
            "Tố cáo", kind=PetitionKind.DENUNCIATION, excluded_users=(self.denounced,),
            about=About(commune_code=self.code(GIA_HOA)),
        )  # fmt: skip

    def code(self, name: str) -> str:
        return self.heirs[name].commune_code

    def petition(self, summary: str, *, code: str = "", **changes: object) -> Petition:
        told = {
            "agency": self.unit, "kind": PetitionKind.RECOMMENDATION, "field": Field.LAND,
            "source": Source.POST, "received_on": JUNE.date(),
            "petitioner": Petitioner(full_name="Sơn Thị Mai"), "summary": summary,
            "content": f"{summary}.", "about": About(commune_code=code), "by": self.handler,
            "now": JUNE,
        }  # fmt: skip
        return register_petition(**{**told, **changes})

    def membership(self, user: User) -> Membership:
        return Membership.objects.get(user=user, agency=self.unit)

    def form(self, **more: str) -> dict[str, str]:
        codes = "\n".join(a.code for a in self.heirs.values())
        return {"last_day": "2025-06-30", "document": DOCUMENT, "successors": codes, "keeper": "",
                **more}  # fmt: skip


@pytest.fixture
def district(db):
    with time_machine.travel(JUNE, tick=False):
        yield District()


def _days() -> list[tuple[object, ...]]:
    rows = Clock.objects.order_by("pk")
    return list(rows.values_list("pk", "rule_code", "started_on", "due_on", "finished_on"))


def _run() -> None:
    for job in Job.objects.filter(kind=carrying.KIND, state="waiting"):
        jobs.run(job_id=job.pk, now=JULY)


def test_open_matters_go_on_at_the_communes(district):
    client = client_of(district.admin)
    page = reverse("unit_end", args=[district.unit.pk])
    seen = client.post(page, district.form(xem="1"))
    assert seen.status_code == 200
    lines = {row["line"].label: row["line"] for row in seen.context["table"]}
    gia_hoa, hoa_tu = district.heirs[GIA_HOA], district.heirs[HOA_TU]
    # The matter with an excluded person is in no figure.
    matters = lines["Vụ việc đang mở"]
    assert (dict(matters.by_heir), matters.undecided) == ({gia_hoa.code: 1, hoa_tu.code: 1}, 1)
    assert lines["Sổ đơn năm 2025"].stays == 3
    assert "Ranh giới" not in seen.content.decode()
    moves = {f"vai_tro_{district.membership(u).pk}": str(gia_hoa.pk)
             for u in (district.handler, district.denounced)}  # fmt: skip
    refused = client.post(page, district.form(thuc_hien="1", **moves))
    assert refused.status_code == 422
    assert not UnitEnd.objects.exists()
    before = _days()
    assert client.post(page, district.form(thuc_hien="1", da_xem="1", **moves)).status_code == 302
    # Said before its day: nothing moves until then.
    _run()
    assert set(Petition.objects.values_list("agency", flat=True)) == {district.unit.pk}
    with time_machine.travel(JULY, tick=False):
        _old_province_ends(district)
        assert (begin_due(now=JULY), begin_due(now=JULY)) == (1, 0)
        _run()
        ending = UnitEnd.objects.get(agency=district.unit)
        assert (ending.state, ending.before["Vụ việc đang mở"], ending.moved["Vụ việc đang mở"]) == (
            "done", {gia_hoa.code: 1, hoa_tu.code: 1}, {gia_hoa.code: 1, hoa_tu.code: 1},
        )  # fmt: skip
        assert _days() == before
        _who_sees_what(district)
        _a_head_above_decides(district)
        _the_successor_finishes_it(district)
    for agency in (district.unit, gia_hoa):
        assert check(agency_id=agency.pk, book=Book.PETITIONS, year=2025).is_whole


def _old_province_ends(district: District) -> None:
    """The old province is continued by the city: its head reads what the district left."""
    end_unit(
        agency_id=Agency.objects.get(code="ST").pk, last_day=date(2025, 6, 30), document=DOCUMENT,
        successor_ids=[district.top.pk], keeper_id=None, moves={}, by=district.admin, now=JULY,
    )  # fmt: skip


def _who_sees_what(district: District) -> None:
    gia_hoa = district.heirs[GIA_HOA]
    handler, denounced = (User.objects.get(pk=u.pk) for u in (district.handler, district.denounced))
    assert [(m.agency, m.role) for m in handler.access.memberships] == [(gia_hoa, "handler")]
    place = (gia_hoa.pk, gia_hoa.path, district.unit.pk)
    for petition in (district.by_code, district.secret):
        petition.refresh_from_db()
        assert (petition.agency_id, petition.scope_path, petition.book_agency_id) == place
    assert set(Petition.objects.visible_to(handler)) == {district.by_code, district.secret}
    assert set(Petition.objects.visible_to(denounced)) == {district.by_code}
    secret = reverse("matter_detail", args=[district.secret.matter_id])
    assert client_of(denounced).get(secret).status_code == 404
    assert MatterExclusion.objects.get(matter=district.secret.matter_id).user == denounced
    former = User.objects.get(pk=district.head.pk)
    assert not Petition.objects.visible_to(former).exists()
    assert Notice.objects.get(user=district.other).url_name == "succession_matters"


def _a_head_above_decides(district: District) -> None:
    """What no rule decided waits for a head, who sees it; the head of a commune does not decide."""
    page = reverse("succession_matters", args=[district.unit.pk])
    wanted = {
        "noi_nhan": str(district.heirs[HOA_TU].pk),
        "vu_viec": str(district.unclear.matter_id),
    }
    assert client_of(district.other).post(page, wanted).status_code == 403
    above = client_of(User.objects.get(pk=district.above.pk))
    assert list(above.get(page).context["left"]) == [district.unclear.matter]
    assert above.post(page, {**wanted, "noi_nhan": ""}).status_code == 422
    assert above.post(page, {"tat_ca": "1", "noi_nhan": wanted["noi_nhan"]}).status_code == 302
    assert Matter.objects.get(pk=district.unclear.matter_id).agency == district.heirs[HOA_TU]
    assert list(above.get(page).context["left"]) == []
    came = client_of(district.other).get(page).context["came"]
    assert {row.petition for row in came} == {district.by_words, district.unclear}


def _the_successor_finishes_it(district: District) -> None:
    """Under the number of the old book."""
    head = make_user("chutich.gh", (R.HEAD, district.heirs[GIA_HOA]))
    district.by_code.refresh_from_db()
    process_petition(
        petition_id=district.by_code.pk, outcome=Outcome.ACCEPT, is_competent=True, note="Nhận.",
        processed_on=JULY.date(), version=district.by_code.version, by=head, now=JULY,
    )  # fmt: skip
    district.by_code.refresh_from_db()
    take_step(
        petition_id=district.by_code.pk, step=StepName.ANSWER, happened_on=JULY.date(),
        said={"text": "Đã cấp lại.", "told_on": JULY.date()}, document="01/UBND", signer="Chủ tịch",
        version=district.by_code.version, by=head, now=JULY,
    )  # fmt: skip
    district.by_code.refresh_from_db()
    done = (district.by_code.state, district.by_code.register_number)
    assert done == ("resolved", "01/2025")
    shown = client_of(head).get(reverse("petition_detail", args=[district.by_code.pk]))
    assert "sổ của UBND huyện Mỹ Xuyên" in shown.content.decode()


def test_bad_successions_are_refused(district):
    unit, gia_hoa = district.unit, district.heirs[GIA_HOA]
    late = Agency.objects.create(
        code="MOI", name="Xã mới", short_name="Xã mới", level="commune",
        place="Cần Thơ", valid_from=date(2025, 9, 1),
    )  # fmt: skip

    def end(agency: Agency, successors: list[Agency], last: date = date(2025, 6, 30)) -> None:
        end_unit(
            agency_id=agency.pk, last_day=last, document=DOCUMENT, keeper_id=None, moves={},
            successor_ids=[a.pk for a in successors], by=district.admin, now=JUNE,
        )  # fmt: skip

    room = Agency.objects.get(code="ST-MX-VP")
    for successors, sentence in (
        ([], "ít nhất một đơn vị kế thừa"),
        ([unit], "không thể kế thừa chính mình"),
        ([late], "chưa có hiệu lực ngày 01/07/2025"),
        ([room], "trực thuộc chính đơn vị"),
    ):
        with pytest.raises(Refused, match=sentence):
            end(unit, successors)
    with pytest.raises(Refused, match="đã ghi kết thúc ngày 30/06/2025"):
        end(unit, [gia_hoa], date(2025, 6, 29))
    end(unit, [gia_hoa])
    with pytest.raises(Refused, match="Đã có quyết định kết thúc"):
        end(unit, [gia_hoa])
    with pytest.raises(Refused, match="vòng tròn"):
        end(gia_hoa, [unit], date(2025, 7, 30))
    page = reverse("unit_end", args=[district.top.pk])
    unknown = client_of(district.admin).post(page, district.form(successors="KHONG-CO", xem="1"))
    assert unknown.status_code == 422
    assert "Không có đơn vị mang mã KHONG-CO." in unknown.content.decode()
