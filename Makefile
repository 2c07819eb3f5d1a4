# Everything a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
TRAINING := .venv-train
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench train clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dragoman needs Python 3.11 or newer; say which one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=24'

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet -e '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-check: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet -e '.[test,check]'
	@touch $@ $(VENV)/installed $(VENV)/installed-test

# apart from .venv: where torch is installed, spaCy imports it, and every start is slower
$(TRAINING)/installed: pyproject.toml
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --upgrade 'pip>=24'
	$(TRAINING)/bin/python -m pip install --quiet torch==2.13.0
	$(TRAINING)/bin/python -m pip install --quiet -e '.[train]'
	@touch $@

setup: $(VENV)/installed ## make .venv and install Dragoman into it

demo: setup ## read the sample articles: a record here, a page in demo/
	@mkdir -p demo
	$(BIN)/dragoman read samples/embassy-opens.txt
	$(BIN)/dragoman read samples --format html -o demo/record.html
	@echo "The page: demo/record.html"

test: $(VENV)/installed-test ## run the tests
	$(BIN)/python -m pytest

check: $(VENV)/installed-check ## lint, types, and the floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed ## measure everything and write docs/benchmarks.md
	$(BIN)/python -m evaluation

train: $(TRAINING)/installed ## train the classifier from training/corpus
	$(TRAINING)/bin/python -m training

clean: ## remove .venv and caches
	rm -rf $(VENV) $(TRAINING) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
