# One word for each thing that is done here; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NOTES ?=
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: setup nightly test check bench lock help clean

setup: $(VENV)/.done ## make the environment in .venv from requirements.lock

$(VENV)/.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "linkatlas needs Python 3.11 or later; name one with: make PYTHON=python3.12 …"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "making the environment in $(VENV) (a minute or two, the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

nightly: setup ## the whole run on the sample, or on yours: make nightly NOTES=~/vault
	@$(BIN)/linkatlas nightly $(if $(NOTES),"$(NOTES:~/%=$(HOME)/%)",--sample) $(ARGS)

test: setup ## install what the tests need where that is possible, then run all of them
	@tests/support/install
	@$(BIN)/python -m pytest -n 2 -q $(ARGS)

check: setup ## format, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup ## measure speed and memory, each against a named reference
	@$(BIN)/python -m bench $(ARGS)

lock: ## write requirements.lock anew (needs uv)
	@uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --upgrade --output-file requirements.lock

clean: ## take away the environment, caches and run output
	@rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis data/out bench/out

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name line; do printf '  make %-9s %s\n' "$$name" "$$line"; done
