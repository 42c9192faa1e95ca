# Works with Python 3.11 or later, make and PyPI; everything is installed into .venv here.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test gate schema docs bench clean

demo: .venv/.installed
	@$(BIN)/sijill demo
	@echo "Here: $(BIN)/sijill serve --example"

test: .venv/.tested
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sijill pack check
	$(BIN)/sijill gate
	$(BIN)/pytest

# how well the reader reads, against quality/floors.toml
gate: .venv/.installed
	$(BIN)/sijill gate

# the published copies of what the code says; tests hold them current
schema: .venv/.installed
	$(BIN)/sijill schema > src/sijill/schema/reading.schema.json

docs: .venv/.tested
	$(BIN)/python -m sijill.cli.reference > docs/cli.md
	$(BIN)/python scripts/write_coverage.py
	$(BIN)/python scripts/write_numbers.py
	$(BIN)/python scripts/run_tutorial.py

bench: .venv/.installed
	$(BIN)/python bench/read.py

.venv/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[zh,ru,web]'
	@touch $@

.venv/.tested: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ .venv/.installed

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
