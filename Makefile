# `make run` and `make test` do everything on a machine that has only Python ≥ 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench crash faults endurance year format clean

run: .venv/ready
	$(BIN)/python main.py demo

test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: .venv/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready-dev
	$(BIN)/python -m tests.bench

# All single places and answers, and so many pairs; TRIALS="--only kills --limit 20" tries fewer.
crash: .venv/ready-dev
	$(BIN)/python -m tests.crash $(TRIALS)

# Every call of a busy tick with every answer it may meet; FAULTS="--sample" meets each method and each answer once.
faults: .venv/ready-dev
	$(BIN)/python -m tests.faults $(FAULTS)

# 10,000 ticks of one process over HTTP: its memory must not grow; TICKS="--ticks 500" makes fewer.
endurance: .venv/ready-dev
	$(BIN)/python -m tests.crash.endurance $(TICKS)

# A year of an office, held against a checker of its own; YEAR="--complaints 100 --days 90 --seed 2" plays another.
year: .venv/ready-dev
	$(BIN)/python -m tests.year $(YEAR)

format: .venv/ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv hasil-demo

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tanggap perlu Python 3.11 atau lebih baru")'
	$(PYTHON) -m venv .venv

# Not compiled here: Python compiles what is imported, and pandas alone brings a thousand files that never are.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.venv/ready: .venv/bin/python requirements.txt constraints.txt
	$(INSTALL) -r requirements.txt
	touch $@

.venv/ready-dev: .venv/bin/python requirements.txt requirements-dev.txt constraints.txt
	$(INSTALL) -r requirements-dev.txt
	touch .venv/ready $@
