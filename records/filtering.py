"""The form of a filter over a list: drawn on every page of the list, so it is kept light."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LightSelect(forms.Select):
    """A select printed without a template for each of its options: there are hundreds of units and
    communes, and their options took half the time of the page."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        told = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        parts = [_printed(label, inner, chosen) for label, inner in _groups(self.choices)]
        options = format_html_join("", "{}", ((part,) for part in parts))
        return format_html("<select{}>{}</select>", flatatt(told), options)


def _groups(choices: Iterable[Any]) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:
    """Runs of plain options under "", groups under their label."""
    plain: list[tuple[Any, Any]] = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield "", plain
            yield str(value), list(label)
            plain = []
        else:
            plain.append((value, label))
    yield "", plain


def _printed(group: str, options: list[tuple[Any, Any]], chosen: set[str]) -> SafeString:
    rows = (_option("" if value is None else str(value), label, chosen) for value, label in options)
    inner = format_html_join("", '<option value="{}"{}>{}</option>', rows)
    return format_html('<optgroup label="{}">{}</optgroup>', group, inner) if group else inner


def _option(value: str, label: Any, chosen: set[str]) -> tuple[str, SafeString, Any]:
    return value, SafeString(" selected") if value in chosen else SafeString(""), label


class FilterForm(forms.Form):
    """Controls dressed once here; `parts/filter_bar.html` prints them without a layout engine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field.widget) is forms.Select:
                field.widget = _light(field.widget)
            chosen = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if chosen else "form-control")


def _light(old: forms.Select) -> LightSelect:
    new = LightSelect(attrs=old.attrs)
    new.choices = old.choices
    new.is_required = old.is_required
    return new
