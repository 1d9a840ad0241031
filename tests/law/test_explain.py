from datetime import date

from law.clock import clock
from law.enums import Branch, EventType
from law.events import Event
from law.explain import explanation, result_as_json, rule_as_json, rule_line
from law.shipped import shipped_calendar, shipped_rules

KEYS = [
    "rule",
    "kind",
    "from",
    "due",
    "amount",
    "unit",
    "branches",
    "citation",
    "valid_from",
    "valid_to",
    "confidence",
    "days",
    "pauses",
    "extensions",
    "note",
]


def run(code, start, **more):
    return clock(
        rule=shipped_rules().get(code),
        start=start,
        calendar=shipped_calendar(),
        today=date(2026, 7, 20),
        **more,
    )


def test_json_of_a_date():
    events = [
        Event(EventType.PAUSE, date(2026, 3, 9), "điều 34", "12/QĐ"),
        Event(EventType.RESUME, date(2026, 3, 16)),
        Event(EventType.EXTEND, date(2026, 3, 20), "phức tạp", "14/QĐ", 1),
    ]
    answer = result_as_json(run("TC_GQ", date(2026, 3, 2), events=events))
    days = answer.pop("days")
    # 3-8/3 six, 16/3 the seventh, so the 31st is Thu 09/04.
    assert answer == {
        "rule": "TC_GQ",
        "kind": "deadline",
        "from": "2026-03-02",
        "due": "2026-04-09",
        "amount": 30,
        "unit": "calendar_days",
        "branches": [],
        "citation": "Luật Tố cáo 2018, điều 30, điều 34; Nghị định 31/2019/NĐ-CP điều 3",
        "valid_from": "2019-01-01",
        "valid_to": None,
        "confidence": "verified",
        "pauses": [
            {
                "on": "2026-03-09",
                "ground": "điều 34",
                "document": "12/QĐ",
                "resumed_on": "2026-03-16",
                "resume_document": None,
                "days": 7,
            }
        ],
        "extensions": [{"on": "2026-03-20", "ground": "phức tạp", "document": "14/QĐ", "days": 1}],
        "note": None,
    }
    assert days[0] == {"date": "2026-03-03", "counted": True, "reason": "ngày thứ 1 (Thứ Ba)"}
    assert len(days) == 38


def test_json_keys_are_the_promised_ones():
    dated = run("KN_GQ1", date(2026, 3, 2), branches=[Branch.REMOTE, Branch.COMPLEX])
    assert list(result_as_json(dated)) == KEYS
    assert result_as_json(dated)["branches"] == ["complex", "remote"]
    assert list(result_as_json(run("TIEP_XA", date(2026, 7, 1)))) == [*KEYS, "sentence"]


def test_json_of_an_open_suspension():
    pause = Event(EventType.PAUSE, date(2026, 7, 13), "điều 11a", "12/QĐ")
    answer = result_as_json(run("KN_GQ1", date(2026, 7, 6), events=[pause]))
    assert answer["due"] is None
    assert answer["pauses"][0]["resumed_on"] is None
    assert answer["pauses"][0]["days"] is None
    assert answer["sentence"].startswith("Đang tạm đình chỉ từ 13/07/2026")


def test_explanation_for_a_person():
    result = run("TC_XLBD", date(2026, 7, 15), branches=[Branch.SEVERAL_PLACES])
    lines = list(explanation(result))
    assert lines[:8] == [
        "TC_XLBD: Xử lý ban đầu thông tin tố cáo",
        "Hạn cuối: Thứ Tư 29/07/2026, còn 9 ngày.",
        "Tính từ: Thứ Tư 15/07/2026 (nhận được tố cáo), ngày đó không tính",
        "Thời hạn: 10 ngày làm việc, phải kiểm tra, xác minh tại nhiều địa điểm",
        "Căn cứ: Luật Tố cáo 2018, điều 24 khoản 1",
        "Áp dụng: từ 01/01/2019; đã đối chiếu với văn bản",
        "Các ngày:",
        "  x 16/07/2026  ngày làm việc thứ 1 (Thứ Năm)",
    ]
    assert lines[9] == "  - 18/07/2026  không tính: Thứ Bảy"
    assert len(lines) == 7 + 14


def test_explanation_names_extension_and_notes():
    extend = Event(EventType.EXTEND, date(2026, 3, 20), "phức tạp", "14/QĐ", 30)
    lines = list(explanation(run("TC_GQ", date(2026, 3, 2), events=[extend])))
    assert lines[3] == "Thời hạn: 30 ngày, gia hạn 30 ngày (14/QĐ)"
    assert list(explanation(run("KNPA_GQ", date(2026, 3, 2))))[6] == (
        "Ghi chú: Địa phương có thể quy định thời hạn khác; cần đối chiếu với quy định của địa "
        "phương."
    )


def test_explanation_of_a_duty_without_a_date():
    assert list(explanation(run("BC_GUI_TTCP", date(2026, 3, 2)))) == [
        "BC_GUI_TTCP: UBND tỉnh gửi báo cáo Thanh tra Chính phủ",
        "UBND tỉnh gửi báo cáo Thanh tra Chính phủ: chậm nhất ngày 20 của tháng cuối kỳ báo cáo "
        "(Thông tư 06/2025/TT-TTCP, điều 7 khoản 2 điểm a); chọn kỳ báo cáo để có ngày cụ thể.",
        "Căn cứ: Thông tư 06/2025/TT-TTCP, điều 7 khoản 2 điểm a",
        "Áp dụng: từ 30/09/2025; đã đối chiếu với văn bản",
    ]


def test_json_of_a_rule():
    assert rule_as_json(shipped_rules().get("TC_GQ")) == {
        "code": "TC_GQ",
        "kind": "deadline",
        "duty": "Giải quyết tố cáo (thời gian tạm đình chỉ không tính)",
        "trigger": "thụ lý",
        "aliases": [],
        "local_parameter": False,
        "versions": [
            {
                "valid_from": "2019-01-01",
                "valid_to": None,
                "amount": 30,
                "unit": "calendar_days",
                "branches": {},
                "extension": {
                    "each": 30,
                    "times_if_complex": 1,
                    "times_if_especially_complex": 2,
                },
                "periods": [],
                "day_of_month": None,
                "citation": "Luật Tố cáo 2018, điều 30, điều 34; Nghị định 31/2019/NĐ-CP điều 3",
                "confidence": "verified",
                "note": None,
            }
        ],
    }


def test_line_of_a_rule():
    assert rule_line(shipped_rules().get("KN_THULY")) == (
        "KN_THULY           Thụ lý hoặc thông báo không thụ lý khiếu nại (lần đầu, lần hai, kỷ "
        "luật) [10 ngày từ 01/07/2012 đến 30/06/2026; 7 ngày làm việc từ 01/07/2026]"
    )
    assert rule_line(shipped_rules().get("BC_CHOT")) == (
        "BC_CHOT            Chốt số liệu báo cáo định kỳ [theo kỳ báo cáo từ 10/05/2021]"
    )
