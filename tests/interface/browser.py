"""Our templates and scripts in Chromium, without a server: requests are answered from a table."""

from collections.abc import Iterator
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path
from types import SimpleNamespace

from django.template import engines
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).resolve().parents[2]
HOST = "http://tiep-cong-dan.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
OFFICER = SimpleNamespace(is_authenticated=True, full_name="Nguyễn Thị Hồng Ngọc")


def framed(content: str) -> str:
    """A whole page around `content`, as a signed-in officer gets it."""
    heading = "{% block heading %}Trang thử{% endblock %}{% block content %}"
    source = '{% extends "base.html" %}' + heading + content + "{% endblock %}"
    items = [
        {"label": "Việc hôm nay", "url": "/", "icon": "home", "active": True, "group": ""},
        {"label": "Đơn thư", "url": "/don/", "icon": "inbox", "active": False, "group": "Đơn"},
    ]
    return (
        engines["django"]
        .from_string(source)
        .render(
            {
                "request": SimpleNamespace(user=OFFICER),
                "csrf_token": "x" * 64,
                "nav_items": items,
                "current_agency": SimpleNamespace(name="Ban Tiếp công dân tỉnh Lạng Sơn"),
                "messages": [],
            }
        )
    )


class Site:
    """Answers by path; keeps what was asked and what the browser complained about."""

    def __init__(self, pages: dict[str, str | tuple[int, str]]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        self.complaints: list[str] = []

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).split("?")[0]
        if path.startswith("/static/"):
            self._file(route, path.removeprefix("/static/"))
            return
        self.asked.append(f"{route.request.method} {path}")
        page = self.pages[path]
        status, body = page if isinstance(page, tuple) else (200, page)
        route.fulfill(
            status=status,
            body=body,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": POLICY},
        )

    def _file(self, route: Route, name: str) -> None:
        path = next(
            p for p in (ROOT / "static" / d / name for d in ("app", "vendor")) if p.exists()
        )
        route.fulfill(body=path.read_bytes(), content_type=guess_type(name)[0])


@contextmanager
def opened(
    browser: Browser,
    pages: dict[str, str | tuple[int, str]],
    *,
    width: int = 1280,
    scripts: bool = True,
) -> Iterator[tuple[Page, Site]]:
    """The page "/" of `pages`, in a window of its own."""
    site = Site(pages)
    with browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    ) as window:
        page = window.new_page()
        page.on("console", lambda m: site.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: site.complaints.append(str(e)))
        page.route("**/*", site.answer)
        page.goto(f"{HOST}/")
        yield page, site
