"""The seven signs of a complex case: two decrees list them in the same words."""


def complexity(people: str) -> tuple[tuple[str, str], ...]:
    """(letter, text) of each criterion; `people` as the decree calls those who complain or denounce.

    Source: Nghị định 124/2020/NĐ-CP, art. 3a (added by Nghị định 155/2026/NĐ-CP);
    Nghị định 31/2019/NĐ-CP, art. 3 clause 2.
    """
    return (
        ("a", "Một nội dung phải xác minh từ 02 địa điểm trở lên"),
        ("b", "Có từ 02 nội dung phải xác minh trở lên"),
        ("c", f"Nhiều {people} cùng nội dung, hoặc liên quan đến quyền, lợi ích của nhiều người"),
        ("d", "Có yếu tố nước ngoài"),
        ("đ", "Liên quan đến trách nhiệm quản lý của nhiều cơ quan, tổ chức"),
        ("e", "Các cơ quan, tổ chức liên quan còn ý kiến khác nhau"),
        ("g", "Tài liệu, chứng cứ mâu thuẫn, cần thời gian kiểm tra hoặc tham khảo chuyên môn"),
    )
