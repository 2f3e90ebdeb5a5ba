# Every target stands on its own: a fresh machine needs Python 3.11 or newer and make.
.POSIX:
.SUFFIXES:

VENV = .venv
BIN = $(VENV)/bin
FILE = examples/on-device-speech.yaml
FLAGS =
ROWS = 1000000

.PHONY: help readme docs docs-serve quiz recommend test lint fix bench quiz-economy verify screenshots clean

help: ## Show what there is
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /	/'

quiz: $(VENV)/.installed ## Answer the quiz, read the recommendation (FLAGS="--save my.yaml")
	@$(BIN)/advisor quiz $(FLAGS)

recommend: $(VENV)/.installed ## Recommend from a requirements file: make recommend FILE=examples/...yaml
	@$(BIN)/advisor recommend $(FILE) $(FLAGS)

test: $(VENV)/.dev $(VENV)/.browser lint ## Check style, types, layers and knowledge, and run the tests
	$(BIN)/python -m pytest -n auto $(FLAGS)

lint: $(VENV)/.dev ## Check style, types, layers and knowledge
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/advisor knowledge lint

fix: $(VENV)/.dev ## Mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: $(VENV)/.dev ## Write the generated parts of the README and of the documents anew
	$(BIN)/python -m tests.support.readme
	$(BIN)/python -m tests.support.site.documents
	$(BIN)/python -m tests.support.contract

docs: $(VENV)/.docs ## Write the reference pages and build the documentation site in build/site
	$(BIN)/python -m tests.support.site.reference
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict $(FLAGS)

docs-serve: docs ## Show the documentation site at http://127.0.0.1:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory build/site 8000

bench: $(VENV)/.dev ## Measure start-up and speed, as ratios within one run
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.numeric_core
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.batch $(ROWS)

quiz-economy: $(VENV)/.dev ## Simulate people who answer the quiz, write docs/quiz-economy.md (about an hour)
	$(BIN)/python -m benchmarks.quiz_economy --users 2000 --write docs/quiz-economy.md

verify: $(VENV)/.installed ## Run about a dozen routes from prototype to deployment and compare their answers
	@$(BIN)/advisor verify --set quick $(FLAGS)

screenshots: $(VENV)/.dev $(VENV)/.browser ## Draw the HTML report as pictures: phone and desktop, light and dark (build/screenshots)
	$(BIN)/python -m tests.support.screenshots build/screenshots

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(VENV)/bin/python:
	@try() { \
	  $$1 -m venv $(VENV) >/dev/null 2>&1 && return 0; \
	  rm -rf $(VENV); \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1; \
	  echo "Installing python3-venv with apt-get ..." >&2; \
	  apt-get update -qq >/dev/null && apt-get install -y -qq python3-venv >/dev/null && $$1 -m venv $(VENV); \
	}; \
	for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  if command -v $$python >/dev/null 2>&1 && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    if try $$python; then exit 0; fi; \
	    found=$$python; \
	  fi; \
	done; \
	if [ -n "$$found" ]; then \
	  echo "$$found cannot make a virtual environment; on Debian and Ubuntu: sudo apt install python3-venv" >&2; \
	else \
	  echo "Python 3.11 or newer is needed; see https://www.python.org/downloads/" >&2; \
	fi; exit 1

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing advisor into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.docs: $(VENV)/.installed
	@echo "Installing the documentation tools into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing the test tools into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

# Browser tests need a Chromium of the system and axe-core; without them they are skipped (in CI they fail), and this says how to get them.
$(VENV)/.browser: $(VENV)/.dev tests/browser/package.json
	@if ! command -v chromium >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing Chromium with apt-get ..." >&2; \
	    apt-get update -qq >/dev/null && apt-get install -y -qq chromium fonts-liberation >/dev/null; \
	  else \
	    echo "No Chromium found: the browser tests are skipped (on Debian and Ubuntu: sudo apt install chromium)" >&2; \
	  fi; \
	fi
	@if command -v npm >/dev/null 2>&1; then \
	  mkdir -p $(VENV)/axe && cp tests/browser/package.json $(VENV)/axe/ && \
	  npm install --prefix $(VENV)/axe --no-package-lock --no-audit --no-fund --silent; \
	else \
	  echo "npm is missing: the accessibility tests are skipped" >&2; \
	fi
	@touch $@
