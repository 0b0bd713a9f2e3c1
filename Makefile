# `make run` and `make test` do everything on a machine that has only Python ≥ 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run quick test check coverage wheel image pictures figures beliefs bench crash faults endurance year format clean

run: .venv/ready
	$(BIN)/python main.py demo

# What needs neither a served workspace nor a browser: the rules, the letters, the mails, the papers.
QUICK := tests/domain tests/workflow tests/register tests/report tests/settings tests/intake tests/mail tests/letters tests/house

quick: .venv/ready-dev
	$(BIN)/python -m pytest -n 2 $(QUICK)

test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: .venv/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Which lines and branches no test runs: a lamp, not a target. COVERED="tests/domain" asks some of the tests alone.
coverage: .venv/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered $(COVERED)

# Builds a wheel, installs it into an empty environment and tries the command `tanggap` there.
wheel: .venv/ready-dev
	$(BIN)/python -m pytest tests/house/wheel.py

# Runs the Dockerfile's steps one by one in a clean folder, for a machine without a container engine.
image: .venv/ready-dev
	$(BIN)/python -m tests.deploy

# Makes the pictures of docs/panduan anew, from the embedded workspace's pages; takes Chromium, and Debian's chromium-l10n for Indonesian date fields.
pictures: .venv/ready-dev
	$(BIN)/python -m tests.guides.pictures

# How long and how branched functions are, and how many words for people stand where they belong.
figures: .venv/ready-dev
	$(BIN)/python -m tests.house.figures

# The table of what is believed of Google in docs/fidelity.md, from the probes and the recordings.
beliefs: .venv/ready-dev
	$(BIN)/python -m tests.contact.table

bench: .venv/ready-dev
	$(BIN)/python -m tests.bench

# All single places and answers, and so many pairs; TRIALS="--only kills --limit 20" tries fewer, "--postgresql" there.
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

.venv/ready-dev: .venv/bin/python requirements.txt requirements-dev.txt requirements-postgresql.txt requirements-armada.txt constraints.txt
	$(INSTALL) -r requirements-dev.txt
	touch .venv/ready $@
