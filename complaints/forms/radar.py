"""What the same-place radar is asked: by what, how far back, from how many matters on."""

from typing import Any

from django import forms

from complaints.radar import BY, COMMUNE, DAYS, LEAST
from records.filtering import FilterForm


class RadarForm(FilterForm):
    """Cùng nơi phát sinh."""

    theo = forms.ChoiceField(label="Cùng", choices=BY, required=False)
    ngay = forms.TypedChoiceField(
        label="Đơn nhận trong", choices=[(d, f"{d} ngày") for d in DAYS], coerce=int, required=False
    )
    toi_thieu = forms.IntegerField(
        label="Từ số vụ việc", min_value=LEAST, max_value=1000, required=False
    )
    xep = forms.ChoiceField(
        label="Xếp theo",
        choices=[("", "Thứ tự thường"), ("nhieu", "Nhiều vụ việc nhất")],
        required=False,
    )

    def __init__(self, data: Any) -> None:
        usual = {"theo": COMMUNE, "ngay": "90", "toi_thieu": str(LEAST), "xep": ""}
        given = {name: data.get(name) for name in usual if data.get(name)}
        super().__init__({**usual, **given})
