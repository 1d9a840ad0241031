"""The checks find what was planted: exactly the relations that were made to lie, and nothing else."""

import json

import pytest
import time_machine
from django.core.management import CommandError, call_command

from reports.checks.of_report import check_report
from reports.hashing import report_hash
from reports.models import Report
from tests.factories import NOW
from tests.reports.planted import (
    World,
    altered,
    behind_the_back,
    build,
    moved,
    raised,
    row_in,
    table_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


# Relations of one table, between tables, counting rules, bounds. Name: what is changed in the row of
# the department and in the total of its own report, and what must be found.
OF_FIGURES = {
    "1 lượt thường xuyên thừa": (moved("01/TCD", c5=1), {("01/TCD", "1 = 5+11+17")}),
    "2 người thủ trưởng tiếp thừa": (moved("01/TCD", c12=1), {("01/TCD", "2 = 6+12+18")}),
    "3 vụ việc thủ trưởng thừa": (moved("01/TCD", c13=1), {("01/TCD", "3 = 7+13+19")}),
    "4 tổng đoàn thiếu": (moved("01/TCD", c4=-1), {("01/TCD", "4 = 8+14+20")}),
    "5 lượt nhiều hơn người": (
        moved("01/TCD", c11=10, c1=10), {("01/TCD", "12 >= 11")},
    ),
    "6 đoàn không đủ 5 người": (moved("01/TCD", c9=-4), {("01/TCD", "9 >= 5 × 8")}),
    "7 đoàn nhiều hơn lượt": (
        moved("01/TCD", c20=9, c4=9, c21=45, c18=45, c2=45), {("01/TCD", "20 <= 17")},
    ),
    "8 đơn đã xử lý nhiều hơn đơn": (raised("02/XLD", 2, 1), {("02/XLD", "2 <= 1")}),
    "9 đủ điều kiện khác tổng": (moved("02/XLD", c3=-1), {("02/XLD", "3 = 4+23")}),
    "10 thuộc thẩm quyền khác tổng": (
        moved("02/XLD", c4=-1, c3=-1), {("02/XLD", "4 = 6+12+19")},
    ),
    "11 vụ việc nhiều hơn đơn": (raised("02/XLD", 5, 4), {("02/XLD", "5 <= 4")}),
    "12 khiếu nại lần 2 thừa": (moved("02/XLD", c8=1), {("02/XLD", "6 = 7+8")}),
    "13 khiếu nại theo lĩnh vực": (moved("02/XLD", c10=1), {("02/XLD", "6 = 9+10+11")}),
    "14 tố cáo tiếp thừa": (moved("02/XLD", c14=1), {("02/XLD", "12 = 13+14")}),
    "15 tố cáo theo lĩnh vực": (
        moved("02/XLD", c17=1), {("02/XLD", "12 = 15+16+17+18")},
    ),
    "16 kiến nghị theo lĩnh vực": (moved("02/XLD", c22=2), {("02/XLD", "19 = 20+21+22")}),
    "17 chuyển đơn thừa": (moved("02/XLD", c25=1), {("02/XLD", "23 = 24+25")}),
    "18 vụ việc khiếu nại": (moved("03/GQKN", c4=-1), {("03/GQKN", "2 = 3+4+5+6")}),
    "19 quyết định thừa": (
        moved("03/GQKN", c9=-1), {("03/GQKN", "7 = 8+9+10+11+12")},
    ),
    "20 công chức nhiều hơn người": (raised("03/GQKN", 20, 19), {("03/GQKN", "20 <= 19")}),
    "21 kết luận thừa": (
        moved("04/GQTC", c10=1), {("04/GQTC", "7 = 8+9+10+11+12+13")},
    ),
    "22 công chức bị điều tra": (raised("04/GQTC", 25, 24), {("04/GQTC", "25 <= 24")}),
    "23 thi hành xong nhiều hơn": (raised("05/KQTH", 2, 1), {("05/KQTH", "2 <= 1")}),
    "24 đã thu nhiều hơn phải thu": (raised("05/KQTH", 5, 3), {("05/KQTH", "5 <= 3")}),
    "25 cuộc có kết luận nhiều hơn": (raised("06/QLKNTC", 8, 6), {("06/QLKNTC", "8 <= 6")}),
    "26 biểu 03 khác biểu 02": (
        moved("03/GQKN", c1=1), {("03/GQKN", "03/GQKN(1) = 02/XLD(6)")},
    ),
    "27 biểu 04 khác biểu 02": (
        moved("04/GQTC", c1=1), {("04/GQTC", "04/GQTC(1) = 02/XLD(12)")},
    ),
    "28 phải thực hiện ít hơn ban hành": (
        moved("04/GQTC", c7=9, c10=9),
        {("05/KQTH", "05/KQTH(16) >= 04/GQTC(7)")},
    ),
}  # fmt: skip


def without_a_column(figures):
    del row_in(figures, "06/QLKNTC")["values"]["5"]
    table_in(figures, "06/QLKNTC")["total"]["5"] = 0


def with_words(figures):
    row_in(figures, "06/QLKNTC")["values"]["1"] = "không có"


def below_zero(figures):
    row_in(figures, "06/QLKNTC")["values"]["2"] = -1
    table_in(figures, "06/QLKNTC")["total"]["2"] = -1


def wrong_total(figures):
    table_in(figures, "06/QLKNTC")["total"]["5"] += 1


def unknown_table(figures):
    table_in(figures, "06/QLKNTC")["code"] = "07/LA"


def twice(figures):
    table = table_in(figures, "06/QLKNTC")
    row = row_in(figures, "06/QLKNTC")
    table["rows"].append({**row, "values": dict.fromkeys(row["values"], 0)})


def other_period(figures):
    figures["period"] = {**figures["period"], "to": "2026-03-31"}


OF_SHAPE = {
    "29 thiếu một cột": (without_a_column, {("06/QLKNTC", "đủ cột")}),
    "30 ô ghi chữ": (with_words, {("06/QLKNTC", "cột 1 là số không âm")}),
    "31 số âm": (below_zero, {("06/QLKNTC", "cột 2 là số không âm")}),
    "32 tổng khác các dòng": (wrong_total, {("06/QLKNTC", "tổng cột 5")}),
    "33 biểu lạ": (unknown_table, {("07/LA", "biểu của chế độ")}),
    "34 một đơn vị hai dòng": (twice, {("06/QLKNTC", "mỗi đơn vị một dòng")}),
    "35 kỳ khác phần đầu": (other_period, {("Phần đầu báo cáo", "ngày cuối kỳ")}),
}


def found_in(report: Report) -> set[tuple[str, str]]:
    return {(found.table, found.relation) for found in check_report(report).findings}


def ask(capsys, agency: str = "LS-TTT", period: str = "2026-Q1") -> dict:
    capsys.readouterr()
    try:
        call_command("check_figures", "--agency", agency, "--period", period, "--json")
        failed = False
    except CommandError:
        failed = True
    answer = json.loads(capsys.readouterr().out)
    assert failed == bool(answer["broken"])
    return answer


def named(answer: dict) -> dict[tuple[str, str], list[str]]:
    return {
        (one["table"], one["relation"]): one["cases"]
        for one in (*answer["broken"], *answer["notes"])
    }


def test_every_planted_inconsistency_is_found_by_name(capsys):
    world = build()
    clean = ask(capsys)
    assert (clean["broken"], clean["notes"]) == ([], [])
    assert clean["checked"] > 1000
    assert found_in(world.next) == set()
    found = {
        name: found_in(altered(world.own, plant))
        for name, (plant, _) in {**OF_FIGURES, **OF_SHAPE}.items()
    }
    assert found == {name: right for name, (_, right) in {**OF_FIGURES, **OF_SHAPE}.items()}
    between_reports(world)
    in_words(world)
    behind_the_actions(world, capsys)


def between_reports(world: World) -> None:
    """36–40: the hash, the row of a unit, what came over, the regime."""
    meddled = altered(world.own, moved("06/QLKNTC", c5=1), rehash=False)
    assert found_in(meddled) == {("Phần đầu báo cáo", "mã kiểm tra")}

    unlike = altered(world.whole, moved("06/QLKNTC", c5=1))
    assert found_in(unlike) == {("06/QLKNTC", "cột 5 = báo cáo đơn vị đã gửi")}

    def more_came_over(figures):
        figures["carried"]["02/XLD.1"] += 1
        figures["carried"]["05/KQTH.16"] += 2

    begun = check_report(altered(world.next, more_came_over))
    assert {(f.table, f.relation) for f in begun.findings} == {
        ("02/XLD", "kỳ trước chuyển sang, cột 1"),
        ("05/KQTH", "kỳ trước chuyển sang, cột 16"),
    }
    assert begun.blocking == []  # what was entered later may explain it

    def not_taken(figures):
        for unit in figures["units"]:
            unit |= {"sent": False, "source": "live", "report": None, "version": None}

    later = check_report(altered(world.whole, not_taken))
    assert [(f.relation, f.blocking) for f in later.findings] == [("báo cáo đơn vị gửi sau", False)]

    def earlier_regime(figures):
        figures["regime"] = "TT01-2024"

    other = altered(world.own, earlier_regime)
    assert ("Phần đầu báo cáo", "chế độ báo cáo") in found_in(other)


def in_words(world: World) -> None:
    """41: a percentage of the narrative."""
    report = altered(world.own, lambda figures: None, rehash=False)
    report.narrative = {"ket_qua": "Đã giải quyết 38/40 vụ việc, đạt 92,5%."}
    report.sha256 = report_hash(report)
    (found,) = check_report(report).blocking
    assert found.sentence == (
        "Phần lời của báo cáo, Sở Khoa học và Công nghệ: “38/40 vụ việc, đạt 92,5%”: ghi 92,5%, từ "
        "38/40 tính lại là 95%."
    )


VISIT = (
    "SELECT id FROM reception_visit WHERE session_kind = 'periodic' AND voided_at IS NULL "
    "AND arrived_at > '2026-01-01'"
)
FIRST_VISIT = f"(SELECT id FROM ({VISIT}) AS v ORDER BY id LIMIT 1)"  # noqa: S608
LAST_DAY = "received_on = '2026-03-14' AND processed_on = '2026-03-14'"
BEHIND = {
    "42 hình thức tiếp": (
        f"UPDATE reception_visit SET session_kind = 'standing' WHERE id = {FIRST_VISIT}",  # noqa: S608
        ("Dữ liệu gốc", "hình thức tiếp = hình thức của buổi tiếp"),
        "Lượt tiếp số",
    ),
    "43 đường dẫn của đơn": (
        f"UPDATE complaints_petition SET scope_path = 'LS/' WHERE {LAST_DAY}",  # noqa: S608
        ("Dữ liệu gốc", "đường dẫn đơn vị của đơn"),
        "Đơn số",
    ),
    "44 mức kín của đơn tố cáo": (
        "UPDATE complaints_matter SET secrecy = 0, kind = 'recommendation' WHERE id = (SELECT matter_id FROM "
        "complaints_petition WHERE kind = 'denunciation' AND secrecy = 1 AND "
        "processed_on BETWEEN '2026-01-01' AND '2026-01-10' ORDER BY id LIMIT 1)",
        ("Dữ liệu gốc", "mức kín của đơn = mức kín của vụ việc"),
        "Đơn kín",
    ),
    "45 thẩm quyền": (
        f"UPDATE complaints_petition SET is_competent = NULL WHERE {LAST_DAY}",  # noqa: S608
        ("Dữ liệu gốc", "đơn đã xử lý có thẩm quyền"),
        "Đơn số",
    ),
    "46 thi hành xong": (
        "UPDATE complaints_enforcementitem SET done_on = NULL WHERE kind = 'investigation'",
        ("Dữ liệu gốc", "đủ số phải thi hành thì ghi thi hành xong"),
        "Đơn số",
    ),
    "47 cộng dồn": (
        "UPDATE reports_tally SET visits = visits + 3 WHERE span = 'd' AND day = '2026-02-10' "
        "AND visits > 0",
        ("Cộng dồn của trang tổng quan", "visits theo ngày"),
        "Lượt tiếp số",
    ),
}


def behind_the_actions(world: World, capsys) -> None:
    """42–48: rows changed in the database, found by the command, which names the records."""
    for sql, _, _ in BEHIND.values():
        behind_the_back(sql)
    behind_the_back(
        "UPDATE reports_report SET figures = jsonb_set(figures, '{agency,name}', '\"Sở khác\"') "
        "WHERE id = %s",
        world.own.pk,
    )  # 48: the frozen figures of a report that was sent
    found = named(ask(capsys))
    expected = {broken: start for _, broken, start in BEHIND.values()}
    assert set(found) == {*expected, ("Phần đầu báo cáo", "mã kiểm tra")}
    first = {broken: next(iter(found[broken]), "") for broken in expected}
    assert {b: name[: len(expected[b])] for b, name in first.items()} == expected
