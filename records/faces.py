"""The official face as this machine has it: its folder, and how wide a text is set in it."""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from agencies.refusals import Refused
from records.pdf import MISSING_FACE

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)
REGULAR = "LiberationSerif-Regular.ttf"
# Release 1 of the face has no "ế" and must not be taken for release 2 beside it.
_VIETNAMESE = "ế"
_MOST_KNOWN = 20_000


def face_file() -> Path:
    """The regular file of the official face with every Vietnamese letter. Raises Refused."""
    for folder in FOLDERS:
        for path in sorted(folder.rglob(REGULAR)) if folder.is_dir() else ():
            if ord(_VIETNAMESE) in _letters(path):
                return path
    raise Refused(MISSING_FACE)


def can_write(text: str) -> bool:
    """Whether the official face has a sign for every letter of `text`."""
    letters = _letters(face_file())
    return all(ord(char) in letters for char in set(text) if not char.isspace())


@lru_cache(maxsize=4)
def _letters(path: Path) -> dict[int, float]:
    """Advance of every letter of a file, in parts of the size; code 0 is the sign for a missing one."""
    with TTFont(path, lazy=True) as font:
        advances, unit = font["hmtx"], font["head"].unitsPerEm
        found = {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}
        found[0] = advances[".notdef"][0] / unit
    return found


class Ruler:
    """Measures texts of one size as they are set without kerning and ligatures."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._letters = _letters(face_file())
        self._missing = self._letters[0]
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Points that `text` takes on one line. Words come again and again: most are known."""
        found = self._known.get(text)
        if found is None:
            letters, missing = self._letters, self._missing
            found = self._size * sum(letters.get(ord(char), missing) for char in text)
            if len(self._known) < _MOST_KNOWN:
                self._known[text] = found
        return found

    def lines(self, text: str, width: float) -> list[str]:
        """`text` broken at spaces into lines of at most `width` points; long words are cut."""
        found: list[str] = []
        for paragraph in text.splitlines():
            found += self._broken(paragraph.split(), width)
        return found

    def _broken(self, words: list[str], width: float) -> list[str]:
        space = self.width(" ")
        found: list[str] = []
        line, used = "", 0.0
        for word in words:
            for part in self._parts(word, width):
                wide = self.width(part)
                if line and used + space + wide <= width:
                    line, used = f"{line} {part}", used + space + wide
                    continue
                if line:
                    found.append(line)
                line, used = part, wide
        return [*found, line] if line else found

    def _parts(self, word: str, width: float) -> list[str]:
        """A word that fits stays whole; a longer one is cut where the line ends."""
        if self.width(word) <= width:
            return [word]
        parts, part = [], ""
        for char in word:
            if part and self.width(part + char) > width:
                parts.append(part)
                part = ""
            part += char
        return [*parts, part]
