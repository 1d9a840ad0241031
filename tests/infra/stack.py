"""docker-compose.yml carried out without containers: each service's command on this machine.

Names of containers become 127.0.0.1 with free ports, /run/secrets a folder; nothing else changes.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from config.local import programs, redis_server
from config.local.places import CHECKOUT
from config.local.ports import any_free
from tests.infra.commands import spawn

BIN = Path(sys.executable).parent
DOMAIN = "tiepdan.example.vn"


def compose() -> dict[str, Any]:
    """The parsed file."""
    return yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())


def interpolate(text: str, variables: dict[str, str]) -> str:
    """${NAME:-default} and ${NAME:?sentence} as compose does it; $$ is a dollar."""

    def value(match: re.Match[str]) -> str:
        name, mark, rest = match.groups()
        if name in variables:
            return variables[name]
        if mark == ":-":
            return str(rest)
        raise KeyError(rest)

    return re.sub(r"\$\{(\w+)(:[-?])([^}]*)\}", value, text).replace("$$", "$")


@dataclass
class Stack:
    """Running services and where they are."""

    folder: Path
    postgres: int = field(default_factory=any_free)
    redis: int = field(default_factory=any_free)
    web: int = field(default_factory=any_free)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    def here(self, text: str) -> str:
        """A value of the file as it must read on this machine."""
        text = interpolate(text, {"ALLOWED_HOSTS": DOMAIN})
        for there, local in (
            ("/run/secrets", str(self.secrets)),
            ("/data/", f"{self.folder}/data/"),
            ("/run/keeper", str(self.folder / "keeper")),
            ("0.0.0.0:8000", f"127.0.0.1:{self.web}"),
        ):
            text = text.replace(there, local)
        return text

    def relocate_secrets(self) -> None:
        """The URLs name containers; here both servers are on 127.0.0.1."""
        ports = {"@postgres:5432": self.postgres, "@redis:6379": self.redis}
        for path in self.secrets.iterdir():
            text = path.read_text()
            for name, port in ports.items():
                text = text.replace(name, f"@127.0.0.1:{port}")
            path.chmod(0o644)
            path.write_text(text)

    def environment(self, service: str) -> dict[str, str]:
        """Environment of the service."""
        found = compose()["services"][service].get("environment", {})
        return {name: self.here(str(value)) for name, value in found.items()}

    def command(self, service: str) -> list[str]:
        """Command of the service, with the programs of this machine."""
        words = [self.here(word) for word in compose()["services"][service]["command"]]
        program = {"redis-server": redis_server.program()}.get(words[0], str(BIN / words[0]))
        return [program, *words[1:]]

    def log(self, service: str) -> Path:
        return self.folder / f"{service}.log"

    def start(self, service: str, *extra: str) -> None:
        """Start the service's own command with the service's own environment."""
        variables = {"PATH": f"{BIN}:{os.environ['PATH']}", **self.environment(service)}
        self.running[service] = spawn(
            *self.command(service), *extra, output=self.log(service), **variables
        )

    def run(self, service: str) -> int:
        """Run a one-shot service to its end."""
        self.start(service)
        return self.running.pop(service).wait(300)

    def start_postgres(self) -> None:
        """initdb with the arguments of the file, its settings, then its first-start script."""
        data, secret = self.folder / "pgdata", self.folder / "pgpassword"
        secret.write_text((self.secrets / "postgres_password").read_text())
        data.mkdir()
        for path in (data, secret):
            programs.own(path)
        words = compose()["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
        made = programs.run(
            "initdb", f"--pgdata={data}", "--username=postgres", f"--pwfile={secret}", *words
        )
        assert made.returncode == 0, made.stderr
        settings = " ".join(self.command("postgres")[1:])
        local = f"-p {self.postgres} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        started = programs.run(
            "pg_ctl",
            "start",
            "-w",
            f"--pgdata={data}",
            f"--log={data}/log",
            "-o",
            f"{settings} {local}",
        )
        assert started.returncode == 0, started.stderr
        self._first_start()

    def _first_start(self) -> None:
        done = subprocess.run(
            ["sh", str(CHECKOUT / "config/postgres/init.sh")],
            env={
                "PATH": f"{programs.binaries()}:{os.environ['PATH']}",
                "PGHOST": "127.0.0.1",
                "PGPORT": str(self.postgres),
                "PGPASSWORD": (self.secrets / "postgres_password").read_text().strip(),
                "POSTGRES_USER": self.environment("postgres")["POSTGRES_USER"],
                "SECRETS": str(self.secrets),
                "ROLES": str(CHECKOUT / "config/postgres/roles.sql"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")

    def stop(self) -> None:
        """Stop everything that this stack started."""
        for process in reversed(self.running.values()):
            process.terminate()
        for process in reversed(self.running.values()):
            process.wait(60)
        if (self.folder / "pgdata" / "postmaster.pid").exists():
            programs.run("pg_ctl", "stop", f"--pgdata={self.folder / 'pgdata'}", "-m", "fast")
        shutil.rmtree(self.folder)
