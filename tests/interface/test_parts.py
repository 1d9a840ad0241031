"""Each part says in words what it shows, with the fewest arguments and with all of them."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from agencies.models import Agency


def words(part: str, **context: Any) -> str:
    """Text of a part as a screen reader meets it."""
    return " ".join(strip_tags(render_to_string(f"parts/{part}.html", context)).split())


DUE = date(2026, 7, 6)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"due": DUE, "days_left": 5}, "06/07/2026 còn 5 ngày"),
        ({"due": DUE, "days_left": 0, "state": "due_soon"}, "06/07/2026 hết hạn hôm nay"),
        ({"due": DUE, "days_left": -1234, "state": "overdue"}, "06/07/2026 quá hạn 1234 ngày"),
        ({"due": None, "state": "paused", "days_left": None}, "Chưa có hạn đang tạm đình chỉ"),
        (
            {"due": DUE, "state": "done", "days_left": 0, "done_on": DUE},
            "06/07/2026 đã xong, đúng hạn",
        ),
        (
            {"due": DUE, "state": "done", "days_left": -2, "done_on": date(2026, 7, 8)},
            "06/07/2026 đã xong, chậm 2 ngày",
        ),
        ({"due": DUE, "state": "done", "days_left": -2, "done_on": None}, "06/07/2026 đã qua"),
        (
            {"due": DUE, "days_left": 9, "label": "Thụ lý", "why_url": "#", "unsure": True},
            "Thụ lý 06/07/2026 còn 9 ngày cần đối chiếu Vì sao ngày này?",
        ),
        ({"due": None, "why_url": "#"}, "Chưa có hạn Vì sao chưa có hạn?"),
    ],
)
def test_deadline_speaks_without_its_colour(given: dict[str, Any], expected: str) -> None:
    assert words("deadline", **given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"number": 1234, "label": "Đơn"}, "Đơn 1.234"),
        ({"number": 37, "label": "Lượt", "before": 31}, "Lượt 37 tăng, tuần trước 31"),
        ({"number": 3, "label": "Lượt", "before": 31}, "Lượt 3 giảm, tuần trước 31"),
        ({"number": 0, "label": "Lượt", "before": 0}, "Lượt 0 bằng tuần trước"),
        (
            {"number": 2, "label": "Lượt", "before": 1, "before_label": "quý trước"},
            "Lượt 2 tăng, quý trước 1",
        ),
    ],
)
def test_figure_is_compared_with_the_earlier_period(given: dict[str, Any], expected: str) -> None:
    assert words("figure", **given) == expected


def test_days_show_their_reason_and_the_last_one() -> None:
    days = [
        {"date": date(2026, 7, 3), "counted": False, "reason": "ngày nhận đơn"},
        {"date": DUE, "counted": True, "reason": ""},
    ]
    assert words("day_strip", days=days, due=DUE) == (
        "03/07 Thứ 6 không tính ngày nhận đơn 06/07 Thứ 2 ngày hết hạn"
    )


def test_steps_tell_day_or_minute_as_known() -> None:
    items = [
        {"label": "Tiếp nhận", "at": datetime(2026, 6, 26, 8, 30), "by": "Lý Văn Đạt"},  # noqa: DTZ001
        {"label": "Phân loại", "at": DUE, "state": "Đủ điều kiện", "text": "Kèm 03 tài liệu."},
    ]
    assert words("steps", items=items) == (
        "Tiếp nhận 08:30 26/06/2026 · Lý Văn Đạt Phân loại Đủ điều kiện 06/07/2026 Kèm 03 tài liệu."
    )


def test_pager_says_how_many_rows_and_offers_only_what_is_there() -> None:
    page = {"next_url": "?sau=1", "prev_url": None, "count_text": "Có 1.234 đơn."}
    assert words("pager", page=page) == "Có 1.234 đơn. Trang sau"


def test_badge_escapes_what_it_is_given() -> None:
    assert render_to_string("parts/badge.html", {"label": "<b>Mới</b>"}) == (
        '<span class="state tone-neutral">&lt;b&gt;Mới&lt;/b&gt;</span>\n'
    )


def test_sort_header_tells_the_order() -> None:
    given = {"label": "Hạn", "url": "?xep=han", "direction": "desc"}
    assert render_to_string("parts/sort_header.html", given).startswith(
        '<th scope="col" aria-sort="descending">'
    )


def test_empty_list_says_what_to_do_next() -> None:
    given = {"title": "Chưa có đơn", "action_url": "/don/moi/", "action_label": "Đăng ký đơn"}
    assert words("empty", **given) == "Chưa có đơn Đăng ký đơn"


class Visit(forms.Form):
    name = forms.CharField(label="Họ và tên")


def test_refused_form_names_each_field_to_mend() -> None:
    assert words("field_errors", form=Visit({})) == (
        "Chưa lưu được. Những gì đã nhập vẫn được giữ nguyên. Họ và tên: Trường này là bắt buộc."
    )
    assert words("field_errors", form=Visit()) == ""


def test_filter_bar_is_a_plain_get_form() -> None:
    page = render_to_string("parts/filter_bar.html", {"form": Visit(), "clear_url": "/don/"})
    assert page.strip().split("\n")[0] == (
        '<form class="filter-bar" method="get" role="search" aria-label="Lọc danh sách">'
    )
    assert words("filter_bar", form=Visit(), clear_url="/don/") == "Họ và tên Lọc Bỏ bộ lọc"


def test_panel_is_a_link_without_a_script() -> None:
    assert words("panel", url="/x/", title="Nhiệm vụ") == "Nhiệm vụ Mở “Nhiệm vụ”"


@pytest.mark.parametrize("page", ["400", "403", "404", "500", "403_csrf"])
def test_error_page_needs_nothing_and_tells_three_things(page: str) -> None:
    text = strip_tags(render_to_string(f"{page}.html"))
    asked = ["Việc gì đã xảy ra", "Những gì được giữ lại", "Nên làm gì"]
    assert [line.strip() for line in text.splitlines() if line.strip() in asked] == asked


def test_a_key_that_is_none_is_refused_in_vietnamese():
    choice = forms.ModelChoiceField(queryset=Agency.objects.all())
    with pytest.raises(ValidationError) as refused:
        choice.clean("x")
    assert refused.value.messages == ["Hãy chọn một mục trong danh sách."]
