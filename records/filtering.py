"""The form of a filter over a list: drawn on every page of the list, so it is kept light."""

from typing import Any

from django import forms


class FilterForm(forms.Form):
    """Controls dressed once here; `parts/filter_bar.html` prints them without a layout engine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            chosen = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if chosen else "form-control")
