"""Charts drawn on the server as plain SVG: no script, no outside font, legible without colour."""

from collections.abc import Sequence
from xml.etree import ElementTree

import pygal
from pygal.style import Style

from records.wording import number_plain

SERIF = "Liberation Serif, Times New Roman, serif"
# Dark against light: told apart in black-and-white print.
_DARK, _LIGHT = "#3a4654", "#b9c2cc"
_SVG = "http://www.w3.org/2000/svg"


def bars(
    *,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    font: str,
    width: int,
    height: int,
    size: int = 13,
    horizontal: bool = False,
) -> bytes:
    """Bars side by side, one colour per series, each with its number. Same input, same bytes."""
    top = max([1, *(n for _, values in series for n in values)])
    kind = pygal.HorizontalBar if horizontal else pygal.Bar
    chart = kind(
        js=(),
        style=_style(font, size),
        width=width,
        height=height,
        explicit_size=True,
        disable_xml_declaration=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=2,
        legend_box_size=size,
        truncate_label=-1,
        truncate_legend=-1,
        print_values=True,
        print_values_position="top",
        show_y_guides=not horizontal,
        show_x_guides=False,
        spacing=8,
        margin=4,
        min_scale=2,
        value_formatter=lambda n: number_plain(round(n)),
        no_data_text="Không phát sinh",
        zero=0,
        range=(0, top),
    )
    chart.uuid = "bieu-do"
    chart.y_labels = _marks(top)
    order = reversed if horizontal else list
    chart.x_labels = list(order(labels))
    for name, values in series:
        chart.add(name, list(order(values)))
    return _plain(chart.render())


def _marks(top: int) -> list[int]:
    """Round numbers of the axis, at most nine, none twice."""
    step = next(n * 10**power for power in range(12) for n in (1, 2, 5) if n * 10**power * 8 >= top)
    return list(range(0, top + 1, step))


def _style(font: str, size: int) -> Style:
    return Style(
        font_family=font,
        background="#ffffff",
        plot_background="#ffffff",
        foreground="#1c2530",
        foreground_strong="#1c2530",
        foreground_subtle="#505c69",
        guide_stroke_color="#d5dae0",
        major_guide_stroke_color="#d5dae0",
        label_font_size=size,
        major_label_font_size=size,
        value_font_size=size,
        legend_font_size=size,
        no_data_font_size=size,
        opacity="1",
        opacity_hover="1",
        stroke_opacity="1",
        transition="0s",
        colors=(_DARK, _LIGHT),
        value_colors=("#1c2530", "#1c2530"),
    )


def _plain(svg: bytes) -> bytes:
    """Without scripts, titles of the library, comments and links to it."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314  # nosec B314 - drawn by us a line above
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{_SVG}}}script", f"{{{_SVG}}}title", f"{{{_SVG}}}desc"}:
                parent.remove(child)
    return ElementTree.tostring(root, encoding="utf-8")
