"""Formats of the workbook."""

from __future__ import annotations

from typing import Any

FACE = "Times New Roman"
NUMBER = "#,##0.##;-#,##0.##;0"
# What a spreadsheet might take for a formula when a cell is typed again or saved as text.
_RISKY = ("=", "+", "-", "@", "\t")


class Styles:
    """Made once for a workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}
        centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
        self.right = self._style(align="right", italic=True)
        self.title = self._style(bold=True, font_size=14, **centred)
        self.centre = self._style(italic=True, **centred)
        self.head = self._style(bold=True, border=1, **centred)
        self.mark = self._style(italic=True, border=1, **centred)
        self.plain = self._style()
        self.wrapped = self._style(text_wrap=True, valign="top")
        self.label = self._style(bold=True, valign="top")

    def of(self, kind: str) -> tuple[Any, Any]:
        """Formats of the name and of the figures of a line."""
        look = {"bold": kind in {"level", "total"}, "italic": kind == "apart", "border": 1}
        text = self._style(text_wrap=True, valign="vcenter", **look)
        return text, self._style(num_format=NUMBER, align="center", valign="vcenter", **look)

    def quoted(self, style: Any, text: str) -> Any:
        """The format of a text that looks like a formula: it stays text when typed again."""
        return self._like(style, "quote") if text.startswith(_RISKY) else style

    def broken(self, style: Any) -> Any:
        """The format of a figure that breaks its relation."""
        return self._like(style, "broken")

    def _style(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            given = {"font_name": FACE, "font_size": 11} | look
            style = self._made[key] = self._book.add_format(given)
            style.look = look
        return self._made[key]

    def _like(self, style: Any, how: str) -> Any:
        more = {"quote_prefix": True} if how == "quote" else {"bg_color": "#F8D7DA"}
        return self._style(**style.look, **more)
