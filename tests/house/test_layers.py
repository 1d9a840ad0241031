"""The house keeps its shape: imports, migrations, sizes, top level."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
APPS = ("agencies", "records", "complaints", "plans", "reception", "reports")
_LIVE_IMPORT = re.compile(rf"^from (?:{'|'.join(APPS)})[.\w]* import", re.M)
TOP_LEVEL = {
    "manage.py", "pyproject.toml", "README.md", "docker-compose.yml", "Dockerfile", "Makefile",
    "agencies", "benchmarks", "complaints", "config", "docs", "law", "plans", "reception",
    "records", "reports", "static", "templates", "tests",
}  # fmt: skip


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_imports_go_down_only():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_and_import_no_live_code():
    for app in APPS:
        for path in (ROOT / app / "migrations").glob("0*.py"):
            assert not re.search(r"_auto_|_[0-9]{8}", path.stem), path
            live = _LIVE_IMPORT.findall(path.read_text())
            # A default manager of a model is the one live import that Django writes itself.
            # What stands beside a migration is as frozen as the migration.
            frozen = ("querysets", ".migrations.")
            assert [line for line in live if not any(part in line for part in frozen)] == [], path


def test_top_level_is_the_one_agreed():
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_files_stay_within_the_size_budget():
    limits = {"*.py": 500, "*.html": 200, "*.js": 500, "*.css": 500}
    for pattern, limit in limits.items():
        for path in tracked(pattern):
            if "migrations" in path.parts:
                continue
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= (1000 if "tests" in path.parts else limit), f"{path}: {lines}"


def test_nobody_names_a_module_after_nothing():
    banned = {"utils", "helpers", "common", "core", "services"}
    assert [p for p in tracked("*.py") if p.stem in banned or banned & set(p.parent.parts)] == []


def test_product_code_has_no_forbidden_shortcut():
    forbidden = re.compile(
        r"mark_safe\(|csrf_exempt|fields = \"__all__\"|\*\*request\.(GET|POST)"
        r"|datetime\.(now|utcnow)\(|date\.today\(|objects\.create\(\*\*form"
    )
    for path in tracked("*.py"):
        if path.relative_to(ROOT).parts[0] in APPS:
            assert not forbidden.search(path.read_text(encoding="utf-8")), path
    for path in tracked("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape off|\sstyle=|\son[a-z]+=\"", text), path


def test_every_template_is_used():
    code = "\n".join(
        p.read_text(encoding="utf-8") for p in [*tracked("*.py"), *tracked("*.html")]
        if "tests" not in p.parts
    )  # fmt: skip
    given_by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    for path in tracked("templates/*.html", "templates/**/*.html"):
        name = path.relative_to(ROOT / "templates").as_posix()
        assert name in code or name in given_by_django or name.startswith("registration/"), name
