"""What every answer carries (security.md G21), and what a page must not hold."""

import re
from html.parser import HTMLParser
from typing import Any

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Inline(HTMLParser):
    """Collects what a strict policy would stop: handlers, styles and scripts in the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in said):
            self.found.append(tag)
        for name, value in attrs:
            is_handler = name == "style" or re.match(r"on|hx-on|hx-vals$", name)
            if is_handler or re.match(r"\s*(javascript|vbscript):", value or "", re.I):
                self.found.append(f"{tag} {name}")
            if name in {"src", "href", "action"} and re.match(r"(https?:)?//", value or ""):
                self.found.append(f"{tag} {name}={value}")


def faults(answer: Any) -> list[str]:
    """What is missing from one answer."""
    found = [
        f"{name}: {answer.headers.get(name)}"
        for name, value in EVERYWHERE.items()
        if answer.headers.get(name) != value
    ]
    policy = answer.headers.get("Content-Security-Policy", "")
    said = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    if "sandbox" not in policy and said != CSP:
        found.append(f"CSP: {policy}")
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        found.append(f"Cache-Control: {answer.headers.get('Cache-Control')}")
    if "HX-Request" not in answer.headers.get("Vary", ""):
        found.append(f"Vary: {answer.headers.get('Vary')}")
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        found += Inline(answer.content.decode()).found
    return found
