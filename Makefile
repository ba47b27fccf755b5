# Needs make and Python 3.11 or later; everything else is fetched into .venv. `make` alone lists what there is.
# Another Python: make test PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
PYTHONS ?= python3.11 python3.12
ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint types imports format coverage documents evidence screenshots golden bench lock clean program tools

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: program ## install the program and simulate the Working Group of 2004-05 (ARGS="--seed 7" and so on)
	$(BIN)/wgig-sim run wgig-2005 --seed 2005 --force $(ARGS)

test: chromium lint types imports ## everything that must hold: style, types, architecture, tests
	$(BIN)/pytest --numprocesses 2 --dist loadscope $(ARGS)

lint: tools ## style and layout of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: tools ## mypy --strict
	$(BIN)/mypy

imports: tools ## who may import whom
	$(BIN)/lint-imports

format: tools ## put the code into its layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: tools ## how much of the core the tests reach, with compilation off
	NUMBA_DISABLE_JIT=1 $(BIN)/pytest tests/core tests/theory --numprocesses 2 --dist loadscope --cov=wgig_sim/core --cov-report=term-missing $(ARGS)

documents: tools ## write what the program has to say into README and docs (after a change of constants or output)
	$(BIN)/python -m docs.refresh

evidence: tools ## write the tables of the documents on evidence anew (minutes; after a change of results)
	for document in verification forums rivals reason calibration evidence classroom; do $(BIN)/python -m docs.$$document || exit 1; done

screenshots: chromium tools ## take the pictures in docs/classroom.md anew, from the real page
	$(BIN)/python -m docs.screenshots

golden: tools ## accept today's results as the golden ones (say why in CHANGELOG.md)
	$(BIN)/pytest tests/golden --update-golden $(ARGS)

bench: tools ## time the program, ten rows (ARGS="--rows 1,2 --quick" and so on)
	@$(PYTHON) .ci/setup.py bench
	$(BIN)/python -m benchmarks $(ARGS)

lock: check-python ## write constraints.txt anew (PYTHONS="python3.11 python3.12" names the two that it asks)
	$(PYTHON) .ci/lock.py $(PYTHONS)

clean: ## remove the environment, caches and builds; runs/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

program: check-python
	@$(PYTHON) .ci/setup.py run

tools: check-python
	@$(PYTHON) .ci/setup.py dev

.PHONY: check-python chromium
check-python:
	@sh .ci/check-python "$(PYTHON)"

chromium:
	@sh .ci/system-packages
