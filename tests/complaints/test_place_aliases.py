"""`manage.py load_place_aliases`: all rows of a file or none, and the same file twice."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from complaints import places
from complaints.models import PlaceAlias

pytestmark = pytest.mark.django_db
GOOD = """ten_cu,ma_xa,nguon,xa
"xã Tân Mỹ",06316,NQ 1672/NQ-UBTVQH15,Xã Tân Đoàn
xã Tràng Phái,6316,NQ 1672/NQ-UBTVQH15,
"""


def load(tmp_path: Path, text: str, encoding: str = "utf-8") -> str:
    file = tmp_path / "ten-cu.csv"
    file.write_bytes(text.encode(encoding))
    out = StringIO()
    call_command("load_place_aliases", str(file), stdout=out)
    return out.getvalue().strip()


def test_a_file_is_loaded_once_however_often(tmp_path):
    assert load(tmp_path, GOOD, "utf-8-sig") == "Đã nạp 2 tên cũ mới, 0 tên đã có từ trước."
    assert load(tmp_path, GOOD) == "Đã nạp 0 tên cũ mới, 2 tên đã có từ trước."
    found = PlaceAlias.objects.order_by("folded").values_list("folded", "commune_code", "commune")
    assert list(found) == [
        ("xa tan my", "06316", "Xã Tân Đoàn"),
        ("xa trang phai", "06316", "Xã Tân Đoàn"),
    ]
    known = places.communes_of_province("Lạng Sơn")
    assert [c.name for c in places.present_names("Xã TÂN MỸ", known)] == ["Xã Tân Đoàn"]
    assert places.present_names("Xã Tân Mỹ", places.communes_of_province("Cao Bằng")) == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            "xã Cũ,99999,NQ 1,",
            "Dòng 4: mã xã “99999” không có trong danh mục xã, phường hiện nay.",
        ),
        ("xã Cũ,abc,NQ 1,", "Dòng 4: mã xã “abc” không có trong danh mục xã, phường hiện nay."),
        ("xã Cũ,06316,NQ 1,Xã Khác", "Dòng 4: mã 06316 là Xã Tân Đoàn, không phải Xã Khác."),
        (",06316,NQ 1,", "Dòng 4: phải ghi tên cũ (ten_cu) và văn bản sắp xếp (nguon)."),
        ("xã Cũ,06316,,", "Dòng 4: phải ghi tên cũ (ten_cu) và văn bản sắp xếp (nguon)."),
        ("xã Cũ,06316,NQ 1,,thừa", "Dòng 4: có nhiều ô hơn số cột."),
        (
            f"{'x' * 121},06316,NQ 1,",
            "Dòng 4: tên cũ dài quá 120 ký tự hoặc nguồn dài quá 200 ký tự.",
        ),
    ],
)
def test_one_bad_row_refuses_the_file_with_its_line(tmp_path, row, why):
    with pytest.raises(CommandError) as refused:
        load(tmp_path, f"{GOOD}{row}\n")
    assert str(refused.value) == why
    assert PlaceAlias.objects.count() == 0


def test_every_bad_row_is_named_up_to_twenty(tmp_path):
    with pytest.raises(CommandError) as refused:
        load(tmp_path, GOOD + "xã Cũ,1,NQ 1,\n" * 22)
    lines = str(refused.value).splitlines()
    assert [lines[0][:7], lines[19][:8], lines[20]] == ["Dòng 4:", "Dòng 23:", "… và 2 dòng khác."]


def test_a_file_that_is_no_such_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Tệp thiếu cột: ma_xa, nguon"):
        load(tmp_path, "ten_cu\nxã Cũ\n")
    with pytest.raises(CommandError, match="Tệp thiếu cột: ten_cu, ma_xa, nguon"):
        load(tmp_path, "")
    with pytest.raises(CommandError, match="Dòng 4: không đọc được như một dòng CSV"):
        load(tmp_path, GOOD + "x" * 140_000)
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        load(tmp_path, "xã Mỹ", "utf-16")
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("load_place_aliases", str(tmp_path / "khong-co.csv"))
