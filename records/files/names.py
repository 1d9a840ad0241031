"""File names (tên tệp) as they may be kept: one line, no way out of a folder, nothing hidden."""

import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 150
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(name: str) -> str:
    """The last part of `name` without control, direction and unassigned characters, at most 150
    characters, its suffix kept."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in _HIDDEN)
    tidy = " ".join(unicodedata.normalize("NFC", shown).split()).lstrip(". ")
    suffix = suffix_of(tidy)
    stem = tidy[: len(tidy) - len(suffix)].strip()
    return (stem[: _LONGEST - len(suffix)].rstrip() or "tep") + suffix


def suffix_of(name: str) -> str:
    """The suffix as it decides about the kind: lower case in effect, "" for none or a long one."""
    found = PurePosixPath(name).suffix
    return found if len(found) <= 10 else ""
