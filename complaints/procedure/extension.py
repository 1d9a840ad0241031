"""Gia hạn giải quyết tố cáo: how often and how long (Luật Tố cáo 2018, art. 30). Pure."""

LONGEST_DAYS = 30
_ESPECIALLY_COMPLEX_FROM = 2  # Nghị định 31/2019/NĐ-CP, art. 3 clause 3


def refusal(*, days: int, criteria: int, given: int) -> str | None:
    """Why the next extension cannot be given; None when it can. `given`: extensions there are."""
    if not 1 <= days <= LONGEST_DAYS:
        return f"Mỗi lần gia hạn từ 1 đến {LONGEST_DAYS} ngày (Luật Tố cáo 2018, điều 30)."
    if given >= 2:
        return "Đã gia hạn hai lần, không được gia hạn thêm (Luật Tố cáo 2018, điều 30 khoản 3)."
    if given == 1 and criteria < _ESPECIALLY_COMPLEX_FROM:
        return (
            "Vụ việc phức tạp chỉ được gia hạn một lần; gia hạn lần hai cần ghi nhận từ 02 tiêu chí "
            "(Luật Tố cáo 2018, điều 30 khoản 2, khoản 3)."
        )
    return None
