"""Commands of reports: what they write, and one sentence for each bad input."""

import json

import pytest
import time_machine
from django.core.management import CommandError, call_command

from records import pdf, typesetting
from reports.models import Report
from tests.factories import NOW
from tests.reports.weeks import EXPECTED, hand_counted_week

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def run(capsys, *words: str) -> str:
    call_command(*words)
    return capsys.readouterr().out


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command(*words)
    return str(error.value)


def test_weekly_report_writes_the_file_and_stores_the_report(province, tmp_path, capsys):
    hand_counted_week(province)
    output = tmp_path / "tuan.pdf"
    words = ("weekly_report", "--agency", "LS-SKHCN", "--week", "2026-W46", "--output", str(output))
    told = run(capsys, *words)
    report = Report.objects.get()
    assert report.figures["values"] == EXPECTED
    assert output.read_bytes().startswith(b"%PDF-")
    assert told == (
        f"Đã ghi {output}: Sở Khoa học và Công nghệ, tuần 46 năm 2026, lần 1, "
        f"mã kiểm tra {report.sha256[:12]}.\n"
    )
    run(capsys, *words)
    assert Report.objects.count() == 1


def test_bad_input_gets_one_sentence_and_changes_nothing(province, tmp_path, monkeypatch):
    good = {"agency": "LS-SKHCN", "week": "2026-W46", "output": str(tmp_path / "x.pdf")}

    def sentence(**bad: str) -> str:
        given = good | bad
        return refused("weekly_report", *(f"--{name}={value}" for name, value in given.items()))

    assert sentence(agency="KHONG-CO") == "Không có đơn vị nào mang mã “KHONG-CO”."
    assert sentence(week="2026-W99").startswith("Không hiểu kỳ báo cáo “2026-W99”")
    assert sentence(week="2026-Q1") == "“2026-Q1” không phải là tuần; hãy ghi dạng 2026-W46."
    assert sentence(week="2027-W01") == (
        "Tuần 1 năm 2027 bắt đầu từ ngày 04/01/2027, chưa đến nên chưa có số liệu."
    )
    assert sentence(output="/khong/co/x.pdf") == "Không có thư mục “/khong/co” để ghi tệp."
    assert sentence(output=str(tmp_path)) == f"“{tmp_path}” là thư mục, hãy ghi tên tệp PDF."
    monkeypatch.setattr(typesetting, "can_write", lambda words: False)
    assert sentence() == pdf.MISSING_FACE
    assert Report.objects.count() == 0
    assert list(tmp_path.iterdir()) == [] or [p.name for p in tmp_path.iterdir()] == ["files"]


def test_check_figures_compares_the_overview_with_its_lists(province, capsys):
    hand_counted_week(province)
    words = ("check_figures", "--overview", "--as", "inspector.ttt.ls", "--json")
    answer = json.loads(run(capsys, *words))
    # At least five agencies, ten columns and three periods; every other number of the page as well.
    assert answer["broken"] == []
    assert answer["checked"] > 5 * 10 * 3


def test_check_figures_compares_the_week_with_its_lists_and_sums(province, capsys):
    hand_counted_week(province)
    words = ("check_figures", "--agency", "LS-SKHCN", "--period", "2026-W46", "--json")
    # 49 figures and six sums.
    assert json.loads(run(capsys, *words)) == {"checked": len(EXPECTED) + 6, "broken": []}
    assert run(capsys, *words[:-1]) == f"Đã đối chiếu {len(EXPECTED) + 6} con số, 0 không khớp.\n"


def test_check_figures_names_what_is_missing(province):
    assert refused("check_figures") == "Hãy ghi --agency và --period, hoặc --overview và --as."
    assert refused("check_figures", "--overview") == (
        "Hãy cho biết người xem: --overview --as TÊN_ĐĂNG_NHẬP."
    )
    assert refused("check_figures", "--overview", "--as", "x") == "Không có tài khoản “x”."
    assert refused("check_figures", "--overview", "--as", "officer.skhcn.ls") == (
        "Tài khoản “officer.skhcn.ls” không xem được trang tổng quan."
    )
    assert refused("check_figures", "--agency", "X", "--period", "2026-W46") == (
        "Không có đơn vị nào mang mã “X”."
    )
