# What one may ask of this checkout. `make help` lists it.

PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE = 1

.DEFAULT_GOAL := help

help: ## List what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: .venv/.demo ## Make the environment, build the example vault, answer three questions
	$(BIN)/graphbuild demo

test: .venv/.dev lint types layers scripts ## Everything: lint, types, layers, scripts, all tests
	$(BIN)/python -m pytest -n auto

quick: .venv/.dev ## What to run at every save: tests without browser, notebook and wheel
	$(BIN)/python -m pytest -m "not browser and not slow and not corpus" -x

lint: .venv/.dev ## Ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev ## Mypy, strict
	$(BIN)/mypy

layers: .venv/.dev ## Data flows one way
	$(BIN)/lint-imports

scripts: ## Types and format of the page's scripts; needs Node, which nothing else does (skipped without it, but not on the server)
	@if command -v npm >/dev/null 2>&1; then \
	  npm ci --prefix tests/scripts --ignore-scripts --no-audit --no-fund --silent && npm run --prefix tests/scripts --silent check; \
	elif [ -n "$(GRAPHBUILD_NO_BROWSER_SKIPS)" ]; then echo "npm is not installed, and here it must be"; exit 1; \
	else echo "skipped: npm is not installed, so the types of the page's scripts were not checked"; fi

reference: .venv/.dev ## Write docs/model.md and the JSON-LD context from the ontology
	$(BIN)/python -m tests.reference

picture: .venv/.dev ## Renew the pictures of the page in docs/images (needs Chromium)
	$(BIN)/python -m tests.picture

notebooks: .venv/.dev ## Run every notebook
	$(BIN)/python -m pytest tests/test_notebooks.py

bench: .venv/.dev ## Measure every figure beside its baseline, and write docs/performance.md (an hour on a quiet machine)
	$(BIN)/python -m benchmarks --write

fuzz: .venv/.dev ## Damage exports for ten minutes and read them
	$(BIN)/python -m tests.fuzz

wheel: .venv/.dev ## Build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: ## Renew both lock files (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-dev.lock

clean: ## Remove what was made
	rm -rf .venv dist build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.demo: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q graphbuild  # as in every installation: what is compiled starts sooner
	@touch $@

.venv/.dev: .venv/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q graphbuild  # as in every installation: what is compiled starts sooner
	@touch $@

.PHONY: help demo test quick lint types layers scripts reference picture notebooks bench fuzz wheel lock clean
