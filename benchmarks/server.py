"""A gunicorn of its own on loopback, and a signed-in client that keeps its connection."""

import http.client
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from agencies.units.people import PASSWORD
from config.local.places import CHECKOUT
from config.local.ports import HOST, any_free

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_START_SECONDS = 60


@contextmanager
def serving(
    env: dict[str, str], *, workers: int, threads: int, log_level: str = "warning"
) -> Iterator[tuple[int, int]]:
    """(port, process id) of gunicorn with the product and the floor page."""
    port = any_free()
    own = {
        **env,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "WEB_BIND": f"{HOST}:{port}",
        "WEB_WORKERS": str(workers),
        "WEB_THREADS": str(threads),
        "TCD_DB_ROLE": "runtime",
    }
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "config/gunicorn.py",
            "--log-level",
            log_level,
            "config.wsgi",
        ],
        cwd=CHECKOUT,
        env=own,
    )
    try:
        _wait(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(_START_SECONDS * 10):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/health/", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("gunicorn không khởi động được")


@dataclass
class Answer:
    status: int
    body: str
    headers: dict[str, str]
    milliseconds: float
    raw: bytes = b""


@dataclass
class Client:
    """One browser of one account: cookies, a connection that stays open.

    `is_patient`: asks once more when the server had closed an idle connection.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    is_patient: bool = False
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(
        self, path: str, fields: dict[str, object], extra: dict[str, str] | None = None
    ) -> Answer:
        """Posts with the token of the last form; `extra` headers."""
        body = {"csrfmiddlewaretoken": self.cookies.get("_token", ""), **fields}
        return self._ask("POST", path, urlencode(body, doseq=True), extra or {})

    def send_file(self, path: str, fields: dict[str, object], name: str, content: bytes) -> Answer:
        """Posts a form with one file, as a browser does."""
        border = f"----{uuid4().hex}"
        told = {"csrfmiddlewaretoken": self.cookies.get("_token", ""), **fields}
        lines = [
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in told.items()
        ]
        head = (
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = "".join([*lines, head]).encode() + content + f"\r\n--{border}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
        return self._ask("POST", path, body, kind)

    def hang_up(self, path: str, fields: dict[str, object], *, share: float) -> None:
        """Sends this share of a form and closes the connection: no answer is waited for."""
        body = {"csrfmiddlewaretoken": self.cookies.get("_token", ""), **fields}
        text = urlencode(body, doseq=True).encode()
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.putrequest("POST", path)
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items() if k != "_token")
        connection.putheader("Cookie", cookies)
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Content-Length", str(len(text)))
        connection.endheaders(text[: int(len(text) * share)])
        connection.close()

    def sign_in(self, username: str) -> None:
        self.get("/dang-nhap/")
        answer = self.post("/dang-nhap/", {"username": username, "password": PASSWORD})
        if answer.status != 302:
            raise RuntimeError(f"không đăng nhập được tài khoản {username}: {answer.status}")
        self.get("/")

    def _ask(self, verb: str, path: str, body: str | bytes | None, extra: dict[str, str]) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items() if k != "_token"),
            **({"Content-Type": "application/x-www-form-urlencoded"} if body else {}),
            **extra,
        }
        begun = time.perf_counter()
        try:
            self._connection.request(verb, path, body, headers)
            response = self._connection.getresponse()
            raw = response.read()
        except (http.client.HTTPException, OSError):
            self._connection.close()
            self._connection = None
            if self.is_patient:
                return replace(self, is_patient=False)._ask(verb, path, body, extra)
            raise
        took = (time.perf_counter() - begun) * 1000
        text = raw.decode(errors="replace")
        self._remember(response.headers.get_all("Set-Cookie") or [], text)
        return Answer(response.status, text, dict(response.headers), took, raw)

    def _remember(self, lines: list[str], text: str) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        if found := _TOKEN.search(text):
            self.cookies["_token"] = found.group(1)
