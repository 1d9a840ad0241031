"""Lists under one head noun: "Các Sở: Tài chính, Xây dựng và Tư pháp" names three departments."""

import re

_OPEN = re.compile(
    r"(?:các|những)\s+(?P<head>sở|phòng|ban|chi cục|trung tâm)\s*:\s*", re.IGNORECASE
)
# Fields of work whose name holds "và" or a comma.
_PAIRED = re.compile(
    r"(?:Nông nghiệp|Tài nguyên|Khoa học|Giáo dục|Kế hoạch|Thông tin|Dân tộc|Lao động[^,]*|Kinh tế"
    r"|Tuyên giáo|Văn hóa|Văn hoá)$"
)
_COMMA_PAIRED = re.compile(r"(?:Văn hóa|Văn hoá|Kinh tế|Lao động)$")
_PART = re.compile(
    r"\s*(?P<sign>,|và)?\s*(?P<name>[A-ZĐÀ-Ỹ][^,;:.()]*?)(?=\s*,|\s+và\s+[A-ZĐÀ-Ỹ]|[;:.()]|$)"
)


def names_at(text: str, at: int) -> tuple[list[str], int] | None:
    """Names of a list under one head noun and where it ends, or nothing."""
    opened = _OPEN.match(text, at)
    if not opened:
        return None
    head = opened["head"][:1].upper() + opened["head"][1:].lower()
    fields: list[str] = []
    end = opened.end()
    while found := _PART.match(text, end):
        sign, name = found["sign"], found["name"].strip()
        if fields and sign is None:
            break
        if fields and sign == "và" and _PAIRED.search(fields[-1].split(", ")[0]):
            fields[-1] += f" và {name}"
        elif (
            fields
            and sign == ","
            and _COMMA_PAIRED.match(fields[-1])
            and name.startswith("Thể thao")
        ):
            fields[-1] += f", {name}"
        else:
            fields.append(name)
        end = found.end()
    return ([f"{head} {f}" for f in fields], end) if fields else None
