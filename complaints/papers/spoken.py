"""The words of a paper as one text, for whoever looks for something in them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from complaints.papers.drawn import Grid, Paper, Words


def words_of(paper: Paper) -> str:
    """Everything that will be read, but for the places of signatures."""
    return "\n".join(part for part in _parts(paper) if part)


def _parts(paper: Paper) -> Iterator[str]:
    yield from (paper.heading, paper.subject, paper.about, *paper.to, *paper.copies)
    for block in paper.blocks:
        if isinstance(block, Words):
            yield f"{block.lead} {block.text}"
        elif isinstance(block, Grid):
            yield from (" ".join(row) for row in block.rows)
