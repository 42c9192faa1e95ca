# Works with Python 3.11 or later, make and PyPI; everything is installed into .venv here.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test schema docs bench clean

demo: .venv/.installed
	@$(BIN)/sijill demo

test: .venv/.tested
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sijill pack check
	$(BIN)/pytest

# the published copies of what the code says; tests hold them current
schema: .venv/.installed
	$(BIN)/sijill schema > src/sijill/schema/reading.schema.json

docs: .venv/.installed
	$(BIN)/python -m sijill.cli.reference > docs/cli.md

bench: .venv/.installed
	$(BIN)/python bench/read.py

.venv/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.tested: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[html,test]'
	@touch $@ .venv/.installed

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
