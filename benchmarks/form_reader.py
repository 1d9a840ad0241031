"""What a browser would send back of the forms of a page: values of inputs, choices, texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_NOT_SENT = ("submit", "button", "file", "image", "reset")
_TYPED = ("", "text", "search", "tel", "email", "url", "password")


@dataclass
class FoundForm:
    """One form: its attributes, what it holds, which of it is typed freely, where a file goes."""

    said: dict[str, str]
    fields: dict[str, object] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def is_posted(self) -> bool:
        return self.said.get("method", "").lower() == "post"


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self._inside = False
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(FoundForm(said))
            self._inside = True
        elif self._inside:
            self._part(self.forms[-1], tag, said)

    def _part(self, form: FoundForm, tag: str, said: dict[str, str]) -> None:
        name = said.get("name", "")
        if tag == "input" and name:
            _input(form, name, said)
        elif tag == "textarea" and name:
            self._area = name
            form.texts.append(name)
            form.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in said or self._select not in form.fields):
            form.fields |= {self._select: said.get("value", "")} if self._select else {}

    def handle_data(self, data: str) -> None:
        if self._area:
            fields = self.forms[-1].fields
            fields[self._area] = f"{fields[self._area]}{data}".lstrip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""
        elif tag == "form":
            self._inside = False


def _input(form: FoundForm, name: str, said: dict[str, str]) -> None:
    kind = said.get("type", "").lower()
    if kind == "file":
        form.files.append(name)
    if kind in _NOT_SENT or (kind in ("checkbox", "radio") and "checked" not in said):
        return
    form.fields[name] = said.get("value", "on" if kind == "checkbox" else "")
    if kind in _TYPED:
        form.texts.append(name)


def forms_on(page: str) -> list[FoundForm]:
    """Every form of a page, in its order."""
    return _Reader(page).forms


def main_form(page: str) -> dict[str, object]:
    """The fields of the form that the page is about: the one marked, else the one with most fields."""
    posted = [form for form in forms_on(page) if form.is_posted]
    found = [form for form in posted if "data-main" in form.said]
    found += sorted(posted, key=lambda form: len(form.fields), reverse=True)
    if not found:
        raise RuntimeError("trang không có biểu mẫu")
    return {name: value for name, value in found[0].fields.items() if name != "csrfmiddlewaretoken"}
