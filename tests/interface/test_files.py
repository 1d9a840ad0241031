"""Promises of the look that a file can break: no inline code, real icons, readable colours."""

import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Paper (WeasyPrint) carries its own style and never meets a browser.
PAGES = [path for path in TEMPLATES if "pdf" not in path.parts]
ICONS = (ROOT / "config" / "frontend" / "icons.txt").read_text().split()
INLINE = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:"""
)
NAMED_ICON = re.compile(r'\bi i-([a-z0-9-]+)(?=["\s])|["\s]icon"?[=:] ?"([a-z0-9-]+)"')


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


def test_every_icon_has_its_class() -> None:
    styled = re.findall(
        r'^\.i-([a-z0-9-]+) \{ mask-image: url\("icons/\1\.svg"\); \}$',
        (ROOT / "static/app/icons.css").read_text(),
        re.MULTILINE,
    )
    assert styled == ICONS == sorted(set(ICONS))


def test_every_icon_in_use_is_listed() -> None:
    apps = ("agencies", "records", "complaints", "plans", "reception", "reports")
    sources = chain(TEMPLATES, *((ROOT / app).rglob("*.py") for app in apps))
    used = {
        name
        for path in sources
        for pair in NAMED_ICON.findall(path.read_text())
        for name in pair
        if name and not name.endswith("-")
    }
    assert used - set(ICONS) == set()


def test_every_part_is_documented_in_place_and_on_the_page() -> None:
    page = (ROOT / "docs" / "interface.md").read_text()
    parts = sorted((ROOT / "templates" / "parts").glob("*.html"))
    silent = [p.name for p in parts if not p.read_text().startswith("{% comment %}")]
    missing = [p.name for p in parts if f"`parts/{p.name}`" not in page]
    assert (silent, missing) == ([], [])


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    digits = colour * 2 if len(colour) == 3 else colour
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("000", "ffffff") == pytest.approx(21)


COLOURS = dict(
    re.findall(
        r"^  --([a-z-]+): #([0-9a-f]{3,6});",
        (ROOT / "static/app/app.css").read_text(),
        re.MULTILINE,
    )
)
TONES = ("neutral", "info", "ok", "warn", "late", "sealed")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link") for ground in ("surface", "canvas")),
    ("surface", "red"),
    ("surface", "red-dark"),
    ("red-dark", "red-pale"),
    ("ink-soft", "neutral-bg"),
    *((f"{tone}-ink", f"{tone}-bg") for tone in TONES),
    *((f"{tone}-ink", "surface") for tone in TONES),
]


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(ink: str, ground: str) -> None:
    """WCAG 2.2 AA 1.4.3: at least 4.5 to 1."""
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["surface", "canvas"])
@pytest.mark.parametrize("edge", ["line-strong", "focus"])
def test_edges_of_fields_are_visible(edge: str, ground: str) -> None:
    """WCAG 2.2 AA 1.4.11: at least 3 to 1."""
    assert contrast(COLOURS[edge], COLOURS[ground]) >= 3
