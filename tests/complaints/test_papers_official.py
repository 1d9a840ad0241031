"""The empty form beside the printed one: word for word as far as a machine could read the page."""

import re
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from agencies.vietnamese import fold
from complaints.papers.drawn import Dots, Grid, Signs
from complaints.papers.filling import draw
from complaints.papers.form import Signing
from complaints.papers.registry import forms
from tests.complaints.papers import case, pages_of, paper_for, pdf_of

__all__ = ["case"]

_HEAD = "cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc"
# Printed around the text, or asking for what the product knows: the office, its head, the blanks.
_FRAME = re.compile(
    r"chuc danh( nguoi dung dau cua( co quan)?)?|quyen han chuc vu cua nguoi ky|chuc vu cua nguoi ky"
    r"|tham quyen ban hanh|so [i1j]?(tb|qd|bc|kl)\b|chu ky dau( neu co)?|ky( ghi ro ho ten)? dong dau"
    r"|ngay thang nam|ten c?o? ?quan to chuc( chu quan)?|ho va ten|\b\d+\b"
)


def printed():
    text = Path(__file__).with_name("official_forms.txt").read_text(encoding="utf-8")
    parts = re.split(r"^## (\S+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words(text):
    plain = re.sub(r"[^a-z0-9]+", " ", fold(text))
    return _FRAME.sub(" ", plain).split()


def told(form):
    """The words of the empty paper, in order."""
    paper = draw(form, {})
    found = ["" if form.by_citizen else "số", _HEAD, paper.heading, paper.subject, paper.about]
    found += [f"Kính gửi {to}" for to in paper.to]
    for block in paper.blocks:
        if isinstance(block, Signs):
            found += [f"{p.title} {p.note}" for row in block.rows for p in row]
        elif isinstance(block, Grid):
            found += block.columns
        elif not isinstance(block, Dots):
            found.append(f"{block.lead} {block.text}")
    if form.signing is not Signing.PARTIES:
        found += ["Nơi nhận", *form.copies]
    return re.sub(r"\{\w+\}", " ", " ".join(found))


def common(official, ours):
    matcher = SequenceMatcher(None, official, ours, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


@pytest.mark.parametrize("code", sorted(printed()))
def test_the_empty_form_holds_the_words_of_the_printed_one(code):
    official, ours = words(printed()[code]), words(told(forms()[code]))

    same = common(official, ours)

    assert same / len(official) > 0.8
    # Whoever compares a form that is not sure adds what the source left out.
    assert same / len(ours) > 0.8 or not forms()[code].is_sure


@pytest.mark.django_db
def test_the_pages_of_the_empty_minutes_hold_the_words_of_the_printed_form(case, province):
    by = province.person("handler", "SKHCN")
    paper = paper_for(case, "124-14", by)
    paper.values = {}
    official = words(printed()["124-14"])

    pages = [words(page) for page in pages_of(pdf_of(paper, by))]

    assert len(pages) == 2
    assert common(official, [word for page in pages for word in page]) / len(official) > 0.85
    # What the case fills by itself, name and address, is the rest.
    assert all(common(official, page) / len(page) > 0.6 for page in pages)


def test_every_form_in_force_of_the_two_decrees_is_compared():
    today = date(2026, 11, 18)
    current = {code for code, form in forms().items() if form.is_in_force(today)}
    of_complaints = {code for code in current if code.startswith("124")}

    assert sorted(of_complaints - set(printed())) == []
