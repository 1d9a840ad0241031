# The commands of the project. Each one sets up what is missing first; a second call is fast.
PORT ?= 8000
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
PY := .venv/bin/python
export UV_PYTHON_DOWNLOADS := never
# Where the machine forbids it, each of the many processes of a run would compile our modules anew.
export PYTHONDONTWRITEBYTECODE :=

APPS := agencies complaints config law plans reception records reports
# Reads our own rules only: no account, no network, no question for a newer version.
SEMGREP := .venv/bin/semgrep scan --quiet --metrics=off --disable-version-check

.DEFAULT_GOAL := help
.PHONY: help packages setup setup-tests run up stop test check bench soak smoke walk two-worlds matrix canary storm drill desk-count bench-register bench-recompute bench-batch bench-statutory bench-search bench-rotation kill-reports secrets lock

help:
	@echo "make run [PORT=8000]   cài đặt và chạy hệ thống; Ctrl-C để dừng"
	@echo "make up / make stop    chạy nền / dừng"
	@echo "make test / make check kiểm thử / kiểm tra mã nguồn"
	@echo "make smoke walk bench soak two-worlds matrix canary storm drill desk-count bench-register bench-recompute bench-batch bench-statutory bench-search bench-rotation kill-reports"

packages:
	@$(or $(PYTHON),python3) -I config/local/bootstrap.py

setup: packages
	@$(PY) -m config.local.setup

setup-tests: packages
	@$(PY) -m config.local.setup --tests

run: setup
	@exec $(PY) -m config.local.run serve $(PORT)

up: setup
	@$(PY) -m config.local.run up $(PORT)

stop: packages
	@$(PY) -m config.local.run stop

test: setup-tests
	$(PY) -m pytest -n 2 --dist loadgroup

check: setup-tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	HTTPS=1 SECOND_FACTOR=required $(PY) manage.py check --deploy --fail-level WARNING
	.venv/bin/bandit -q -ll -c pyproject.toml -r $(APPS) manage.py
	$(SEMGREP) --error --config .semgrep/house.yml --exclude migrations $(APPS) templates

bench: setup
	$(PY) -m benchmarks.run

bench-register: setup-tests
	$(PY) -m benchmarks.register_book

bench-recompute: setup-tests
	$(PY) -m benchmarks.recompute

bench-batch: setup-tests
	$(PY) -m benchmarks.report_batch

bench-search: setup-tests
	$(PY) -m benchmarks.search

bench-statutory: setup-tests
	$(PY) -m benchmarks.statutory

bench-rotation: setup-tests
	$(PY) -m benchmarks.rotation

kill-reports: setup-tests
	$(PY) -m benchmarks.kill_reports

canary: setup-tests
	$(PY) -m benchmarks.canary

storm: setup-tests
	$(PY) -m benchmarks.storm

drill: setup
	$(PY) -m benchmarks.drill

desk-count: setup-tests
	$(PY) -m benchmarks.desk_count

soak: setup-tests
	$(PY) -m pytest -m soak

smoke: setup-tests
	$(PY) -m tests.browser.smoke

walk: setup-tests
	$(PY) -m tests.browser.walk

two-worlds: setup-tests
	TWO_WORLDS_LINKS=180 $(PY) -m pytest -q -s tests/house/test_two_worlds.py

matrix: setup-tests
	$(PY) -m pytest -q -s tests/house/test_access_matrix.py

secrets:
	@$(or $(PYTHON),python3) -I config/deployment.py

# After a change of pyproject.toml. No URL and no host is written.
LOCK := .venv/bin/uv pip compile -q --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11
lock: packages
	$(LOCK) pyproject.toml --group dev -o config/lock/requirements.txt
	$(LOCK) pyproject.toml --no-annotate -c config/lock/requirements.txt -o config/lock/production.txt
