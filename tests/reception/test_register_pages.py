"""Pages of the printed register: rows, page totals, sums carried forward. Pure."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reception.book import COLUMNS, BookLine, Piece
from reception.book_pages import BODY, INSET, LINE, pages


def words(text: str, width: float) -> list[str]:
    """A stand-in for the ruler: every line break is one of the text itself."""
    return text.split("\n")


def paragraphs(tall: int) -> tuple[Piece, ...]:
    """So many lines in paragraphs of at most fifty, none long enough to be shortened."""
    return tuple(Piece("\n".join(["a"] * min(50, tall - n))) for n in range(0, tall, 50))


def line(number: int, *, people: int = 1, tall: int = 1, void: bool = False) -> BookLine:
    return BookLine(
        number=(Piece(f"{number:02d}"),),
        summary=paragraphs(tall),
        visits=0 if void else 1,
        people=0 if void else people,
        void=void,
        first=number,
        last=number,
    )


def test_forty_five_rows_by_hand():
    """Rows of four lines are 41.8 points high, ten to a page of 420: 10, 10, 10, 10, 5."""
    assert (BODY, LINE, INSET) == (420.0, 9.2, 2.5)
    made = list(pages((line(n, people=2, tall=4, void=n == 12) for n in range(1, 46)), words))
    assert [len(page.rows) for page in made] == [10, 10, 10, 10, 5]
    assert [(page.visits, page.people) for page in made] == [
        (10, 20), (9, 18), (10, 20), (10, 20), (5, 10),
    ]  # fmt: skip
    assert [(page.carried_visits, page.carried_people) for page in made] == [
        (0, 0), (10, 20), (19, 38), (29, 58), (39, 78),
    ]  # fmt: skip
    assert (made[-1].total_visits, made[-1].total_people) == (44, 88)


def test_no_line_makes_one_empty_page():
    (page,) = pages([], words)
    assert (page.rows, page.total_visits, page.total_people) == ([], 0, 0)


def test_a_line_taller_than_a_page_goes_on_and_counts_once():
    made = list(pages([line(1, tall=100), line(2)], words))
    assert [len(page.rows) for page in made] == [1, 1, 2]
    lines = [len(row.cells[4]) for page in made for row in page.rows]
    assert lines == [45, 45, 10, 1]
    assert [page.visits for page in made] == [1, 0, 1]


def test_a_long_text_is_shortened_at_a_word():
    long = "một hai " * 60
    (page,) = pages([BookLine(number=(Piece("01"),), summary=(Piece(long),))], words)
    ((text, struck),) = page.rows[0].cells[4]
    assert text.endswith("một hai…")
    assert len(text) <= 121
    assert struck is False


rows = st.builds(
    line,
    number=st.integers(1, 99),
    people=st.integers(1, 400),
    tall=st.integers(1, 100),
    void=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=80))
def test_whatever_the_rows_the_sums_agree(lines):
    made = list(pages(lines, words))
    assert sum(page.visits for page in made) == sum(one.visits for one in lines)
    assert sum(page.people for page in made) == sum(one.people for one in lines)
    for before, after in pairwise(made):
        assert (after.carried_visits, after.carried_people) == (
            before.total_visits,
            before.total_people,
        )
    assert all(sum(row.height for row in page.rows) <= BODY for page in made)
    drawn = sum(len(row.cells[4]) for page in made for row in page.rows)
    assert drawn == sum(len(piece.text.split("\n")) for one in lines for piece in one.summary)


def test_five_thousand_lines_keep_their_order():
    made = list(pages((line(n, tall=n % 7 + 1) for n in range(1, 5001)), words))
    numbers = [row.cells[0][0][0] for page in made for row in page.rows]
    assert numbers == [f"{n:02d}" for n in range(1, 5001)]
    assert made[-1].total_visits == 5000
    assert len(COLUMNS) == len(made[0].rows[0].cells)
