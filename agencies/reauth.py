"""Re-authentication (xác nhận lại): before something sealed opens, one proves oneself again.

ASVS 7.5.3. Whoever did so in the last minutes, signing in included, is not asked.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from agencies.own_paths import page_before
from agencies.refusals import Refused

PROVED_AT = "proved_at"


class AskAgain(Refused):
    """The person must prove themself first; the middleware sends them to the page for it."""

    status = 403

    def __init__(self, back: str) -> None:
        super().__init__("Trước khi mở nội dung này, hãy xác nhận lại đúng là bạn.")
        self.back = back

    @property
    def address(self) -> str:
        """The page that asks, with the way back."""
        return f"{reverse('prove_again')}?{urlencode({'next': self.back})}"


def note_proof(request: HttpRequest) -> None:
    """The person at the desk proved who they are, now."""
    request.session[PROVED_AT] = timezone.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """True when the proof is younger than REAUTH_SECONDS."""
    age = timezone.now().timestamp() - float(request.session.get(PROVED_AT, 0))
    return 0 <= age <= settings.REAUTH_SECONDS


def ensure_fresh(request: HttpRequest, *, back: str = "") -> None:
    """Raises AskAgain unless the person proved themself lately.

    `back`: the page to come back to. Left out, it is this page; of a form that was sent, the page it
    stands on, where the button is pressed again.
    """
    if is_fresh(request):
        return
    if not back:
        is_page = request.method in ("GET", "HEAD")
        back = request.get_full_path() if is_page else page_before(request, reverse("home"))
    raise AskAgain(back)
