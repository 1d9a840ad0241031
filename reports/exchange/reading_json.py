"""A so-lieu.json from outside: read with care, every fault told with its place in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from agencies.refusals import Refused
from reports.files.so_lieu import schema
from reports.hashing import hash_of

_MOST_FAULTS = 5
_WORDS = {
    "report": "phần đầu báo cáo",
    "figures": "số liệu",
    "narrative": "lời văn",
    "tables": "biểu",
    "rows": "dòng",
    "columns": "cột",
    "values": "cột",
    "total": "dòng tổng số",
    "agency": "đơn vị",
    "period": "kỳ báo cáo",
    "units": "danh sách đơn vị",
    "code": "mã",
    "name": "tên",
    "number": "số",
    "regime": "chế độ báo cáo",
    "heading": "tên cột",
    "level": "cấp",
    "sha256": "mã kiểm tra",
    "schema": "phiên bản cấu trúc",
}
_TYPES = {
    "object": "nhóm dữ liệu {…}",
    "array": "danh sách […]",
    "string": "chữ",
    "number": "số",
    "integer": "số nguyên",
    "boolean": "đúng/sai",
    "null": "trống",
}


def read_json(content: bytes) -> dict[str, Any]:
    """The data of the file. Raises Refused: no JSON, not of the schema, hash of other figures."""
    data = _parsed(content)
    faults = list(_faults(data))
    if faults:
        more = len(faults) - _MOST_FAULTS
        tail = f" Còn {more} lỗi khác." if more > 0 else ""
        raise Refused(" ".join(faults[:_MOST_FAULTS]) + tail)
    found: dict[str, Any] = data
    if found["sha256"] != hash_of(found["report"]["kind"], found["figures"], found["narrative"]):
        raise Refused(
            "Mã kiểm tra (sha256) không khớp với số liệu và lời văn trong tệp: tệp đã bị sửa sau khi "
            "lập."
        )
    return found


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Refused("Tệp JSON không ở dạng UTF-8, hãy lưu lại rồi gửi.") from None
    except json.JSONDecodeError as error:
        raise Refused(
            f"Tệp JSON hỏng ở dòng {error.lineno}, ký tự {error.colno}; hãy kết xuất lại từ nơi lập."
        ) from None
    except (RecursionError, ValueError):
        raise Refused("Tệp JSON lồng nhau quá sâu hoặc có số không hợp lệ.") from None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _faults(data: Any) -> Iterator[str]:
    """One sentence for each fault, in the order of the file, the same one once."""
    validator = Draft202012Validator(schema())
    errors = sorted(validator.iter_errors(data), key=lambda e: [str(part) for part in e.path])
    yield from dict.fromkeys(_sentence(error, data) for error in errors)


def _sentence(error: ValidationError, data: Any) -> str:
    where = _place(list(error.absolute_path), data)
    start = f"Ở {where}: " if where else "Trong tệp: "
    return start + _wrong(error)


def _wrong(error: ValidationError) -> str:
    found, rule = error.instance, error.validator_value
    match error.validator:
        case "required":
            missing = [name for name in rule if name not in found]
            return f"thiếu {', '.join(_named(name) for name in missing)}."
        case "additionalProperties":
            known = set(error.schema.get("properties", {}))
            return f"có mục lạ {', '.join(f'“{name}”' for name in found if name not in known)}."
        case "type":
            wanted = [rule] if isinstance(rule, str) else rule
            return f"phải là {' hoặc '.join(_TYPES.get(t, t) for t in wanted)}, không phải {_shown(found)}."
        case "const":
            return f"phải là “{rule}”, không phải {_shown(found)}."
        case "enum":
            return f"phải là một trong {', '.join(map(str, rule))}, không phải {_shown(found)}."
        case "maxLength" | "minLength" | "maxItems" | "minItems":
            return "dài hoặc ngắn quá mức cho phép."
        case _:
            return f"giá trị {_shown(found)} không đúng dạng."


def _named(name: str) -> str:
    words = _WORDS.get(name)
    return f"{words} (“{name}”)" if words else f"“{name}”"


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "nhóm dữ liệu" if isinstance(value, dict) else "danh sách"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _place(path: Sequence[Any], data: Any) -> str:
    """“biểu 01/TCD, dòng 2 (Sở Nội vụ), cột 5” of the path figures/tables/0/rows/1/values/5."""
    words, here, before = [], data, ""
    for part in path:
        here = here[part] if isinstance(here, dict | list) else None
        if isinstance(part, int):
            words.append(_item(before, part, here))
        elif before in ("values", "total"):
            words.append(f"cột {part}")
        elif part not in ("figures", "tables", "rows", "columns", "values"):
            words.append(_WORDS.get(part, f"“{part}”"))
        before = str(part)
    return ", ".join(words)


def _item(group: str, position: int, found: Any) -> str:
    named = found.get("code") or found.get("name") if isinstance(found, dict) else None
    if group == "tables" and isinstance(named, str):
        return f"biểu {named}"
    label = f"{_WORDS.get(group, 'mục')} thứ {position + 1}"
    return f"{label} ({named[:60]})" if isinstance(named, str) else label
