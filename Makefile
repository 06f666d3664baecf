# Every task of the project. `make help` lists them; each does the set-up that it needs.
# Variables: PYTHON (which interpreter builds .venv), SERVE=0 (demo ends after printing),
# PORT (of the demo's pages), FILE (why), JOBS (test workers), PROOF (options of the long proofs).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

PYTHON ?= python3
JOBS ?= 2
SERVE ?= 1
VENV := .venv
BIN := $(VENV)/bin
DEMO := .demo
export PYTHONDONTWRITEBYTECODE ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup setup-dev demo test check tests gate floors proof bench report why format lock clean

help:  ## list the tasks
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## ?(.*)/  make \1|\2/' | column -t -s '|'

setup: $(VENV)/.run  ## make .venv with what banggiao needs to run
setup-dev: $(VENV)/.dev  ## make .venv with what tests need too

$(VENV)/.run: lock/run.txt pyproject.toml
	@bash tools/setup.sh $(VENV) lock/run.txt $(PYTHON)
	touch $@

$(VENV)/.dev: lock/dev.txt pyproject.toml
	@bash tools/setup.sh $(VENV) lock/dev.txt $(PYTHON)
	touch $@ $(VENV)/.run

demo: $(VENV)/.run  ## read samples/ into a new ledger, print a dossier, serve the pages (SERVE=0: end after printing)
	@rm -rf $(DEMO)
	mkdir -p $(DEMO)
	export BANGGIAO_HOME=$(DEMO) BANGGIAO_LEDGER=$(DEMO)/ledger.db
	$(BIN)/banggiao ingest samples/reports
	$(BIN)/banggiao dossier VN IN
	if [ "$(SERVE)" != 0 ]; then exec $(BIN)/banggiao serve$(if $(PORT), --port $(PORT)); fi

test: $(VENV)/.dev  ## linter, strict types, import contract, knowledge checks, quality gate and all tests
	@failed=
	for step in check gate tests; do $(MAKE) --no-print-directory $$step || failed="$$failed $$step"; done
	if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi

check: $(VENV)/.dev  ## linter, formatter, strict types, import contract, knowledge checks
	@failed=
	step() { local name=$$1; shift; echo "== $$name"; "$$@" || failed="$$failed $$name;"; }
	step linter $(BIN)/ruff check .
	step formatter $(BIN)/ruff format --check .
	step types $(BIN)/mypy
	step "import contract" $(BIN)/lint-imports --no-logo
	step knowledge $(BIN)/banggiao knowledge check
	if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi

tests: $(VENV)/.dev  ## the tests alone
	@echo "== tests"; $(BIN)/pytest -q -n $(JOBS) -m "not proof"

gate: $(VENV)/.dev  ## readings of the gold corpora against the pinned floors of eval/floors.yaml
	@echo "== quality gate"; $(BIN)/python eval/gate.py check

floors: $(VENV)/.dev  ## raise the pinned floors to what is reached now (they never fall)
	@$(BIN)/python eval/gate.py raise

report: $(VENV)/.dev  ## the quality report with figures of every corpus, causes of errors, alarms: writes docs/quality.md
	@$(BIN)/python eval/report.py

proof: $(VENV)/.dev  ## the long proofs: faults, hostile input, scale; writes bench/PROOF.md (PROOF="--only faults --kills 9")
	@$(BIN)/pytest -q -m proof
	$(BIN)/python -m tests.proofs $(PROOF)

bench: $(VENV)/.dev  ## speed beside public tools, one process and two, memory: writes bench/RESULTS.md; fails where a ratio breaks bench/limits.yaml (QUICK=1: stages alone)
	@$(BIN)/python bench/run.py$(if $(QUICK), --quick)

why: $(VENV)/.run  ## which pattern made which record of FILE, and which nearly fired
	@test -n "$(FILE)" || { echo "say which file: make why FILE=samples/..." >&2; exit 2; }
	$(BIN)/banggiao why "$(FILE)"

format: $(VENV)/.dev  ## bring code and knowledge files into canonical form
	@$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format .
	$(BIN)/banggiao knowledge format
	$(BIN)/python tools/reference.py

lock: $(VENV)/.dev  ## pin the newest versions that pyproject.toml allows (needs uv)
	@bash tools/lock.sh $(BIN)/uv

clean:  ## remove everything that make has made
	@rm -rf $(VENV) $(DEMO) .bench .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
