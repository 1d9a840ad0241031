"""Who may not know must not notice (design.md section 9): the same pages with and without a matter.

In the second world an officer of a department receives a denunciation against the head of that same
department. Afterwards life goes on in both worlds. The head, the deputy, a colleague and the
department's custodian must see the same bytes, the same headers and cost the same statements.
"""

import os
import random
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from agencies.models import User
from agencies.refusals import Refused
from agencies.roles import Role
from complaints.actions.exclusions import enter_lift
from complaints.actions.hotspots import raise_hotspot
from complaints.actions.originals import keep_original
from complaints.actions.petitions import register_petition
from complaints.actions.protection import request_protection
from complaints.actions.sealing import ask_identity
from complaints.actions.splitting import Content, split_petition
from complaints.enums import Field, HotLevel, PetitionKind, Source
from complaints.lifting import LiftDocument
from complaints.models import AdverseNote, Clock, Matter, Petition, RedactedCopy, SealedOriginal
from complaints.petitioner import Petitioner
from complaints.protection.names import Asked, Relation, Way
from complaints.protection.told import PersonTold, RequestTold
from reception.actions.drafts import save_draft
from reception.actions.heads_day import register_for_day
from reception.actions.prints import print_visit
from reception.actions.visits import register_visit
from reception.enums import Tension, VisitResult
from reception.models import ReceptionSession, Visit
from reception.prints import Print
from reception.told import PetitionInput
from records.actions.files import store_made
from records.enums import FileKind
from records.files.kinds import Checked
from records.models import RegisterEntry
from reports.actions.making import make_report
from reports.actions.weekly import make_weekly_report
from reports.enums import ReportKind
from tests.factories import NOW, Province, make_user
from tests.house.crawl import Answer, Visitor, addresses, crawl, differing_bytes, masked, routes
from tests.house.printed_once import printed_once
from tests.house.test_access_matrix import furnish
from tests.scans import scan

pytestmark = pytest.mark.django_db
STORED = (
    (ReportKind.STATUTORY, "SKHCN", "2026-Q4"),
    (ReportKind.STATUTORY, "UBND", "2026-Q4"),
    *((kind, "SKHCN", "2026-Q4") for kind in (ReportKind.OVERDUE, ReportKind.TRANSFERS)),
    *((kind, "SKHCN", "2026-Q4") for kind in (ReportKind.VISITS, ReportKind.PETITIONS)),
    (ReportKind.HOTSPOTS, "SKHCN", "2026-Q4"),
)
# Links followed beyond the routes themselves by the head, the deputy and the officer, three times as many
# by `make two-worlds`; the handler and the custodian open every route.
LINKS = int(os.environ.get("TWO_WORLDS_LINKS", "60"))
SECRET_WORDS = ["Lương Thị Kín", "nhận hối lộ khi nghiệm thu đề tài", "0912345678"]


@pytest.fixture
def same_chance(monkeypatch: pytest.MonkeyPatch):
    """Makes the next random bytes the same in both worlds."""

    def reseed() -> None:
        drawn = random.Random(46).randbytes
        monkeypatch.setattr(os, "urandom", drawn)
        monkeypatch.setattr(random, "_urandom", drawn)  # what `secrets` draws from

    return reseed


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), printed_once():
        yield


def receive(province: Province, name: str, kind: PetitionKind, content: str, **more) -> Visit:
    return register_visit(
        agency=province["SKHCN"],
        arrived_at=NOW,
        petitioner=Petitioner(
            full_name=name, birth_year=1970, address="xã Tân Thanh", phone="0912345678"
        ),
        head_count=1,
        content=content,
        tension=Tension.CALM,
        result=VisitResult.PETITION,
        is_first_time=True,
        kind=kind,
        field=Field.CIVIL_SERVICE,
        title=content[:60],
        petition=PetitionInput(summary=content[:60], content=content),
        by=province.person("officer", "SKHCN"),
        now=NOW,
        **more,
    )


def ordinary_life(province: Province) -> dict[str, object]:
    """A department with data of its own: people who could see it if it were there."""
    found = furnish(province)
    visits = [
        receive(
            province, name, PetitionKind.RECOMMENDATION, f"Kiến nghị về đường dây thông tin {n}"
        )
        for n, name in enumerate(["Hoàng Văn Bình", "Nông Thị Lan", "Vi Văn Sáng"])
    ]
    register_petition(
        agency=province["SKHCN"], kind=PetitionKind.COMPLAINT, field=Field.LAND,
        source=Source.POST, received_on=NOW.date(),
        petitioner=Petitioner(full_name="Lý Văn Thành", address="xã Tân Thanh"),
        summary="Khiếu nại thu hồi mặt bằng", content="Khiếu nại quyết định thu hồi mặt bằng.",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    raise_hotspot(
        matter_id=visits[0].matter_id, level=HotLevel.WATCH, note="Nhiều hộ cùng kiến nghị.",
        by=province.person("handler", "SKHCN"), now=NOW,
    )  # fmt: skip
    return found


def the_secret(province: Province) -> Visit:
    head = province.person("head", "SKHCN")
    return receive(
        province, SECRET_WORDS[0], PetitionKind.DENUNCIATION, f"Tố cáo người đứng đầu {SECRET_WORDS[1]}",
        accused_agency=province["SKHCN"], excluded_users=[head],
        was_mistreated=True, mistreatment="Bị dọa.",
    )  # fmt: skip


def the_part_split_off(province: Province) -> Petition:
    """A complaint everybody sees also denounced the head: that part leaves into a matter of its own."""
    complaint = Petition.objects.get(summary="Khiếu nại thu hồi mặt bằng")
    denounced = Content(
        PetitionKind.DENUNCIATION, "tham_nhung.hoi_lo", f"Tố cáo {SECRET_WORDS[1]}",
        f"Người đứng đầu {SECRET_WORDS[1]}.", accused_agency=province["SKHCN"],
        excluded_users=(province.person("head", "SKHCN"),),
    )  # fmt: skip
    [part] = split_petition(
        petition_id=complaint.pk, contents=[denounced], by=province.person("officer", "SKHCN"),
        now=NOW,
    )  # fmt: skip
    return part


def what_follows(visit: Visit, province: Province, session: ReceptionSession) -> dict[str, list]:
    """The desk's own work around the secret: a draft on the way, a receipt, and a wish to meet the very
    head it is about, which is refused."""
    officer = province.person("officer", "SKHCN")
    draft = save_draft(key=uuid4(), typed={"title": [SECRET_WORDS[1]]}, by=officer, now=NOW)
    receipt = print_visit(
        visit_id=visit.pk, what=Print.RECEIPT, said={"items": []}, signer=None, key=uuid4(),
        by=officer, now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="Người chủ trì buổi tiếp không thuộc diện được biết"):
        register_for_day(session_id=session.pk, matter=visit.matter, by=officer, now=NOW)
    told = RequestTold(
        Way.PHONE, NOW.date(), (Asked.LIFE,), "Bị dọa sau khi đến tố cáo.",
        (PersonTold(Relation.DENOUNCER),),
    )  # fmt: skip
    file = request_protection(matter_id=visit.matter_id, told=told, by=officer, now=NOW)
    return {
        "draft": [draft.pk], "document": [receipt.pk], "protection_file": [file.pk],
        "adverse_note": [AdverseNote.objects.get(visit=visit.pk).pk],
    }  # fmt: skip


def the_body_above_works(matter: Matter, province: Province) -> dict[str, list]:
    """What those who may know do with it: the original and its redacted copy, a request to open the
    identity, a document that would let the head in again."""
    handler, custodian = (province.person(role, "TTT") for role in ("handler", "custodian"))
    paper = keep_original(matter=matter, name="don.pdf", content=scan(), by=handler, now=NOW)
    original = SealedOriginal.objects.get(file=paper)
    stored = store_made(
        parent=matter, name="ban-luoc-bo.pdf", made=Checked(scan(), "application/pdf"), by=handler,
        now=NOW, kind=FileKind.REDACTED,
    )  # fmt: skip
    copy = RedactedCopy.objects.create(original=original, file=stored, made_by=handler, made_at=NOW)
    asked = ask_identity(matter_id=matter.pk, reason="Cần xác minh.", by=handler, now=NOW)
    lift = enter_lift(
        matter_id=matter.pk, person=province.person("head", "SKHCN"), reason="Giải trình.",
        document=LiftDocument("15/UBND-NC", NOW.date(), province["UBND"].pk, ""), by=custodian,
        now=NOW,
    )  # fmt: skip
    clocks = Clock.objects.filter(matter=matter).values_list("pk", flat=True)
    return {
        "secret_matter": [matter.pk], "original": [original.pk], "redacted_copy": [copy.pk],
        "file": [paper.pk, stored.pk], "identity": [asked.pk], "exclusion_lift": [lift.pk],
        "clock": list(clocks[:1]),
    }  # fmt: skip


def life_goes_on(province: Province) -> None:
    receive(province, "Bế Thị Hoa", PetitionKind.RECOMMENDATION, "Phản ánh lịch tiếp công dân")
    for part in ("SKHCN", "UBND"):
        make_weekly_report(agency=province[part], period="2026-W47", by=None, now=NOW)
    # What is stored of a unit and of the level above, with files and without.
    for kind, part, period in STORED:
        make_report(kind=kind, agency=province[part], period=period, by=None, now=NOW)


def look(observer: User, ids: dict[str, list], further: int) -> dict[str, Answer]:
    client = Visitor(raise_request_exception=False)
    client.force_login(observer)
    start = addresses(ids)
    start += [f"{reverse(name)}?q={word}" for name in ("search", "petition_list", "visit_list")
              for word in (*SECRET_WORDS, "Người tố cáo", "kien nghi")]  # fmt: skip
    found = crawl(client, start, further)
    for word in SECRET_WORDS:
        typed = {"scan": word, "full_name": word, "id_number": word}
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.post(reverse("person_lookup"), typed, headers=headers)
            found[f"lookup {word} {headers}"] = Answer(
                answer.status_code, (), masked(answer.content), 0
            )
    return found


def test_an_excluded_person_sees_the_same_world(now, same_chance, capsys):
    province = Province()
    deputy = make_user("pho.skhcn", (Role.HEAD, province["SKHCN"]))
    colleague = make_user("ban.skhcn", (Role.OFFICER, province["SKHCN"]))
    observers = [
        province.person("head", "SKHCN"), deputy, colleague,
        province.person("handler", "SKHCN"), province.person("custodian", "SKHCN"),
    ]  # fmt: skip
    day = ordinary_life(province)["heads_session"]
    worlds: list[dict] = []
    secret_ids: dict[str, list] = {}
    for with_secret in (True, False):
        sid = transaction.savepoint()
        before = set(Matter.objects.values_list("pk", flat=True))
        if with_secret:
            visit = the_secret(province)
            secret_ids = what_follows(visit, province, day)
            secret_ids |= the_body_above_works(visit.matter, province)
            the_part_split_off(province)
            hidden = Matter.objects.exclude(pk__in=before)
            assert hidden.count() == 2
            for row, model in (("matter", Matter), ("petition", Petition), ("visit", Visit)):
                where = {"pk__in": hidden} if model is Matter else {"matter__in": hidden}
                secret_ids[row] = list(model.objects.filter(**where).values_list("pk", flat=True))
            assert {key: len(found) for key, found in secret_ids.items()} == {
                **dict.fromkeys(secret_ids, 1), "matter": 2, "petition": 2, "file": 2,
            }  # fmt: skip
            secret_ids["sealed_matter"] = secret_ids["matter"]
            secret_ids["refused_visit"] = secret_ids["heads_visit"] = secret_ids["visit"]
        same_chance()
        life_goes_on(province)
        worlds.append(
            {
                o.username: look(User.objects.get(pk=o.pk), secret_ids, LINKS if n < 3 else 0)
                for n, o in enumerate(observers)
            }
        )
        transaction.savepoint_rollback(sid)
    total, places = 0, []
    for username, with_it in worlds[0].items():
        bytes_, where = differing_bytes(with_it, worlds[1][username])
        total, places = total + bytes_, places + [f"{username} {place}" for place in where]
    asked = sum(len(answers) for answers in worlds[0].values())
    with capsys.disabled():
        print(f"\n{len(routes())} routes × {len(observers)} users ({asked} answers), "
              f"{total} differing bytes")  # fmt: skip
    assert places == []
    assert min(len(answers) for answers in worlds[0].values()) > 100


def test_the_secret_is_there_for_those_who_may_know(now):
    """The other half: were it nowhere, the first test would prove nothing."""
    province = Province()
    the_secret(province)
    matter = Matter.objects.get(kind=PetitionKind.DENUNCIATION)
    assert matter.agency == province["TTT"]
    for role, part in (
        ("officer", "SKHCN"),
        ("custodian", "TTT"),
        ("inspector", "TTT"),
        ("head", "TTT"),
    ):
        client = Visitor()
        client.force_login(province.person(role, part))
        assert client.get(reverse("matter_detail", args=[matter.pk])).status_code == 200, role
    client = Visitor()
    client.force_login(province.person("head", "SKHCN"))
    assert client.get(reverse("matter_detail", args=[matter.pk])).status_code == 404
    books = RegisterEntry.objects.values_list("agency__code", "book").order_by("book")
    assert list(books) == [("LS-TTT", "sealed_petitions"), ("LS-TTT", "sealed_visits")]
    assert matter.opened_on == date(2026, 11, 18)
