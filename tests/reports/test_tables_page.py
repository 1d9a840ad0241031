"""The pages of statutory tables: numbers open their lists, files, opening balances, who sees what."""

import json
import re
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.enums import PetitionKind, Secrecy
from law.periods import parse_period
from reports.models import OpeningBalance
from reports.tables import statutory_figures
from tests.factories import NOW
from tests.reports.builders import make_matter, make_petition, make_visit

pytestmark = pytest.mark.django_db
IN_PERIOD = date(2026, 10, 5)
PERIOD = "2026-Q4"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOW)


def opened(client, user, name, **asked):
    client.force_login(user)
    return client.get(reverse(name), asked)


def links_of(response) -> dict[str, str]:
    """“Cột 1, tổng” → the address of its list."""
    found = re.findall(r'href="([^"]+)" aria-label="(Cột [^:"]+): ', response.content.decode())
    return {unescape(label): unescape(url) for url, label in found}


def test_a_number_of_the_province_opens_its_rows(client, province):
    for part in ("SKHCN", "SKHCN", "XA"):
        make_visit(province[part], province.person("officer", part), IN_PERIOD)
    inspector = province.person("inspector", "TTT")
    page = opened(client, inspector, "statutory_page", bieu="01/TCD", ky=PERIOD)
    assert page.status_code == 200
    links = links_of(page)
    rows = client.get(links["Cột 1, tổng"])
    assert "Danh sách có 3 dòng." in rows.content.decode()
    unit = client.get(links["Cột 7, Sở Khoa học và Công nghệ"])
    assert "Danh sách có 2 dòng." in unit.content.decode()
    told = rows.content.decode()
    assert "một lượt là một lần tiếp một người hoặc một đoàn" in told
    assert client.get(reverse("cell_rows"), {"bieu": "01/TCD", "cot": 99}).status_code == 404


def test_lists_take_as_many_statements_for_four_rows_as_for_one(client, province):
    officer = province.person("officer", "SKHCN")

    def statements(name, **asked):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(name), asked).status_code == 200
        return len(seen)

    agency = province["SKHCN"]
    cell = {"bieu": "01/TCD", "cot": 7, "ky": PERIOD, "don_vi": agency.pk, "goc": agency.pk}
    opened(client, officer, "opening_list")
    counts = []
    for number in (1, 3):
        for _ in range(number):
            make_visit(agency, officer, IN_PERIOD)
        counts.append((
            statements("statutory_page", bieu="01/TCD", ky=PERIOD), statements("cell_rows", **cell),
        ))  # fmt: skip
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_another_office_is_not_found_and_counts_nothing_of_it(client, province):
    home, other = province["SKHCN"], province["XA"]
    make_visit(home, province.person("officer", "SKHCN"), IN_PERIOD, head_count=9)
    make_visit(other, province.person("officer", "XA"), IN_PERIOD)
    officer = province.person("officer", "XA")
    asked = {"bieu": "01/TCD", "ky": PERIOD}
    for name in ("statutory_page", "statutory_file", "cell_rows"):
        assert (
            opened(client, officer, name, **asked, don_vi=home.pk, dang="json").status_code == 404
        )
    own = opened(client, officer, "statutory_file", **asked, dang="json").json()
    assert [row["agency"] for row in own["rows"]] == [other.code]
    assert (own["total"]["1"], own["total"]["2"]) == (1, 1)
    guard = province.person("guard", "SKHCN")
    assert opened(client, guard, "statutory_page").status_code == 403


def test_sealed_rows_are_counted_and_told_but_not_listed_to_the_desk(client, province):
    home, by = province["SKHCN"], province.person("officer", "SKHCN")
    make_petition(home, by, IN_PERIOD, kind=PetitionKind.DENUNCIATION, secrecy=Secrecy.SEALED)
    restricted = make_matter(home, secrecy=Secrecy.RESTRICTED)
    make_petition(home, by, IN_PERIOD, restricted)
    asked = {"bieu": "02/XLD", "ky": PERIOD, "cot": 1, "don_vi": home.pk, "goc": home.pk}
    page = opened(client, by, "cell_rows", **asked).content.decode()
    assert "Con số trong biểu còn gồm 1 thuộc hồ sơ kín" in page
    assert "Danh sách có 0 dòng." in page
    handler = opened(client, province.person("handler", "SKHCN"), "cell_rows", **asked)
    assert "Danh sách có 1 dòng." in handler.content.decode()


def test_files_say_what_the_page_says(client, province):
    make_visit(province["SKHCN"], province.person("officer", "SKHCN"), IN_PERIOD)
    head = province.person("head", "SKHCN")
    asked = {"bieu": "01/TCD", "ky": PERIOD}
    for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        found = opened(client, head, "statutory_file", **asked, dang=kind)
        assert found.content.startswith(start)
        assert f"01-TCD-LS-SKHCN-2026-Q4.{kind}" in found["Content-Disposition"]
    assert opened(client, head, "statutory_file", **asked, dang="exe").status_code == 404


def test_an_opening_balance_is_declared_once_and_counts_in_its_period(client, province):
    home, head = province["SKHCN"], province.person("head", "SKHCN")
    handler = province.person("handler", "SKHCN")
    told = {
        "agency": str(home.pk), "measure": "petitions_carried", "amount": "12",
        "on_date": "2026-09-15", "document": "Biên bản 03/BB ngày 15/09/2026", "key": str(uuid4()),
    }  # fmt: skip
    client.force_login(handler)
    url = reverse("opening_new")
    wrong = client.post(url, {**told, "amount": "1,5"})
    assert (wrong.status_code, "là số nguyên" in wrong.content.decode()) == (422, True)
    assert "Biên bản 03/BB ngày 15/09/2026" in wrong.content.decode()
    for _ in range(2):  # a double click
        assert client.post(url, told).status_code == 302
    assert OpeningBalance.objects.count() == 1
    again = client.post(url, {**told, "key": str(uuid4())})
    assert "đã được khai một lần" in again.content.decode()
    figures = statutory_figures(agency=home, period=parse_period(PERIOD), today=NOW.date())
    table = next(table for table in figures["tables"] if table["code"] == "02/XLD")
    assert (table["total"]["1"], figures["carried"]["02/XLD.1"]) == (12, 12)
    other = statutory_figures(agency=home, period=parse_period("2026-Q3"), today=NOW.date())
    assert other["carried"]["02/XLD.1"] == 0
    assert "Biên bản 03/BB" in opened(client, head, "opening_list").content.decode()
    stranger = province.person("head", "XA")
    assert "Biên bản 03/BB" not in opened(client, stranger, "opening_list").content.decode()
    client.force_login(stranger)
    assert client.post(url, told | {"key": str(uuid4())}).status_code == 422
    client.force_login(province.person("officer", "SKHCN"))
    assert client.post(url, told).status_code == 403


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["01/TCD", "--period", "2027-6T"], "chưa đến"),
        (["01/TCD", "--period", "2019-6T"], "thành lập từ 01/01/2020"),
        (["09/TCD", "--period", "2026-6T"], "không có biểu “09/TCD”"),
        (["01/KQGQ", "--period", "2026-6T"], "không có biểu “01/KQGQ”"),
        (["01/TCD", "--period", "sáu tháng"], "Không hiểu kỳ báo cáo"),
        (["01/TCD", "--period", "2026-6T", "--regime", "TT99"], "Không có chế độ báo cáo “TT99”"),
        (["01/TCD", "--period", "2026-6T", "--output", "/khong/co/bieu.json"], "thư mục có sẵn"),
    ],
)
def test_bad_input_of_the_command_is_one_sentence(province, asked, sentence):
    code, *rest = asked
    if "2019" in " ".join(rest):
        rest += ["--regime", "TT06-2025"]
    with pytest.raises(CommandError, match=re.escape(sentence)):
        call_command("statutory_table", code, "--agency", "LS-SKHCN", *rest)


def test_the_command_prints_one_object(province, capsys):
    make_visit(province["SKHCN"], province.person("officer", "SKHCN"), IN_PERIOD, head_count=5)
    call_command("statutory_table", "01/TCD", "--agency", "LS-TTT", "--period", PERIOD)
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "code", "regime", "layout_from", "note", "period", "columns", "rows", "total",
    ]  # fmt: skip
    assert found["period"] == {"code": PERIOD, "from": "2026-09-15", "to": "2026-12-14"}
    row = next(row for row in found["rows"] if row["agency"] == "LS-SKHCN")
    assert (row["level"], row["values"]["2"], found["total"]["4"]) == ("department", 5, 1)
