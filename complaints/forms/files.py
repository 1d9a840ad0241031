"""Forms of files: attaching, blacking out, withdrawing."""

from __future__ import annotations

from django import forms

from complaints.forms.fields import LineField, TextField
from records.files.kinds import Area

_MOST_AREAS = 200
_UNREADABLE = "Dòng {line}: mỗi vùng một dòng, bốn số từ 0 đến 100: trái, trên, rộng, cao."
_OUTSIDE = (
    "Dòng {line}: vùng phải có bề rộng, bề cao và nằm trong trang (tính bằng phần trăm của trang)."
)
ORIGINAL, REDACTED = "goc", "luoc-bo"


class FileForm(forms.Form):
    """Đính kèm tệp."""

    file = forms.FileField(label="Tệp", max_length=200)


class SealedFileForm(FileForm):
    """Đính kèm tệp vào vụ việc kín: what is not said to be blacked out is kept as an original."""

    carries = forms.ChoiceField(
        label="Tệp này",
        choices=[
            (ORIGINAL, "có danh tính, bút tích hoặc chưa rà soát: giữ kín bản gốc"),
            (REDACTED, "đã lược bỏ danh tính: người xử lý vụ việc đọc được"),
        ],
        initial=ORIGINAL,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )

    def clean_carries(self) -> str:
        return self.cleaned_data["carries"] or ORIGINAL


class RedactionForm(forms.Form):
    """Vùng phải che: for each page one text, a line for each area."""

    looked = forms.BooleanField(
        label="Tôi đã xem từng trang: không còn họ tên, địa chỉ, số điện thoại, bút tích hay điều gì làm lộ "
        "danh tính ngoài các vùng đã đánh dấu.",
        required=True,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Hãy xem từng trang rồi đánh dấu vào đây."},
    )

    def __init__(self, data: object = None, *, pages: int) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.pages = range(1, pages + 1)
        for number in self.pages:
            field = TextField(label=f"Vùng che ở trang {number}", rows=3, required=False)
            field.widget.attrs["class"] = "form-control"
            self.fields[_name(number)] = field

    def clean(self) -> dict[str, object]:
        for number in self.pages:
            try:
                self.cleaned_data[_name(number)] = read_areas(
                    self.cleaned_data.get(_name(number), "")
                )
            except ValueError as wrong:
                self.add_error(_name(number), str(wrong))
        return self.cleaned_data

    def areas(self) -> dict[int, list[Area]]:
        return {number: self.cleaned_data[_name(number)] for number in self.pages}

    def page_fields(self) -> list[tuple[int, forms.BoundField]]:
        return [(number, self[_name(number)]) for number in self.pages]


class WithdrawForm(forms.Form):
    """Thu hồi bản lược bỏ."""

    why = LineField(
        label="Vì sao thu hồi",
        max_length=200,
        error_messages={"required": "Hãy ghi vì sao thu hồi."},
        help_text="Không ghi lại điều đã bị sót; lý do được lưu cùng bản thu hồi.",
    )


def read_areas(text: str) -> list[Area]:
    """Areas of one page. Raises ValueError with the sentence for the first wrong line."""
    found: list[Area] = []
    for line, words in enumerate((row.split() for row in text.splitlines()), start=1):
        if not words:
            continue
        try:
            x, y, width, height = (float(word.replace(",", ".")) for word in words)
        except ValueError:
            raise ValueError(_UNREADABLE.format(line=line)) from None
        inside = 0 <= x < 100 and 0 <= y < 100 and 0 < width <= 100 and 0 < height <= 100
        if not inside or x + width > 100.5 or y + height > 100.5:
            raise ValueError(_OUTSIDE.format(line=line))
        found.append((x, y, width, height))
    if len(found) > _MOST_AREAS:
        raise ValueError(f"Nhiều nhất {_MOST_AREAS} vùng trên một trang.")
    return found


def _name(number: int) -> str:
    return f"trang-{number}"
