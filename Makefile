# Each verb sets up what it needs (packaging/environment.py); the second time that costs nothing.
#
#   make run        the client in practice mode; without a display a tour of it, as pictures in build/tour/
#   make test       everything: the checks, then all tests
#   make check      format, lint, types, import rules, translations, quick tests
#   make gallery    every screen in its states, light and dark, English and French: build/gallery/
#   make bench      start, memory, screen switches, long lists, renewals a second: build/bench.json
#   make bundle     the client as a folder that needs no Python: dist/license-desk/
#   make faults     purchases cut at every stage, renewals under kill -9, judged by the gateway's ledger
#   make pictures   the README's pictures anew
#   make translations   new texts of the code into the .ts files
#   make lock       the lock anew, from pyproject.toml

PYTHON ?= python3
VENV := .venv/bin
# Tests mostly wait, for servers and for windows: more of them than cores.
JOBS ?= 4
# A file's tests stay in one process: they share its server, and some build on what the ones before have done.
# In the tree's order: by number of tests, the long journeys would come last, and leave cores idle at the end.
PYTEST := $(VENV)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder
PYTEST_SERIAL := $(VENV)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test check static gallery pictures bench bundle faults translations lock environment environment-run

help:
	@sed -n 's/^#   //p' Makefile

environment-run:
	@$(PYTHON) packaging/environment.py run

environment:
	@$(PYTHON) packaging/environment.py test

run: environment-run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(VENV)/license-desk --practice; \
	else \
		exec $(VENV)/python -m tests.tour; \
	fi

static: environment
	@$(VENV)/ruff format --check --quiet . || { echo 'ruff format would change files'; exit 1; }
	@$(VENV)/ruff check --quiet .
	@$(VENV)/mypy --no-error-summary
	@$(VENV)/lint-imports --no-cache
	@$(VENV)/python packaging/translations.py check

check: static
	@$(PYTEST) -q -m "not slow"

test: static
	@$(PYTEST) -q

gallery: environment
	@$(VENV)/python -m tests.gallery

bench: environment
	@$(VENV)/python -m tests.benchmarks

pictures: environment
	@$(VENV)/python -m tests.tour --for-readme

bundle: environment
	@$(VENV)/python packaging/bundle.py

faults: environment
	@$(VENV)/python -m tests.faults
	@$(VENV)/python -m tests.faults renewals

translations: environment
	@$(VENV)/python packaging/translations.py update

lock: environment
	@$(VENV)/python packaging/lock.py
