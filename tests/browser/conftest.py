"""One Chromium for the tests of a file; each test opens a context of its own, which shares nothing."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.product import browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """While it is open, Playwright's loop must not alarm Django."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with browser() as opened:
            yield opened
