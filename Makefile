# Amity's commands. `make help` lists them; `make run` and `make test` need nothing done before.
PORT ?= 8000
MINUTES ?= 10
V := .venv
PYTHON := $(V)/bin/python
UV := $(V)/bin/uv
# The newest lock of the installer itself: everything else is pinned with hashes in requirements-dev.lock.
UV_VERSION := 0.13.9
CATALOGUES := $(wildcard src/amity/locale/*/LC_MESSAGES/django.po)
SETUP := $(V)/.dependencies $(V)/.amity src/amity/ui/static/build/.built $(CATALOGUES:.po=.mo)
# Templates and Python name the icons and the rules of the kit that are built in.
FRONTEND := $(wildcard frontend/package.json frontend/package-lock.json frontend/build.mjs) \
	$(shell find frontend/src -type f 2>/dev/null) \
	$(shell find src/amity -name tests -prune -o \( -name '*.html' -o -name '*.py' \) -print 2>/dev/null)
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# Compiled files go to the environment, even where Python is told to write none beside the sources: a process that
# compiles all it imports spends seconds on that, and `make test` starts dozens of them.
export PYTHONPYCACHEPREFIX := $(abspath $(V))/compiled
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix part messages texts fortnight released screenshots bench backtest simulate eval-insights eval-growth hammer lock
.DELETE_ON_ERROR:

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: $(SETUP) ## install what Amity needs into .venv and build its assets

run: $(SETUP) ## build the demo agency once and serve it (PORT=8000, AMITY_DATA=./var)
	@$(V)/bin/amity demo --if-empty
	@echo "Amity answers on http://127.0.0.1:$(PORT)/ (stop it with Ctrl-C)"
	@AMITY_URL=$${AMITY_URL:-http://127.0.0.1:$(PORT)} exec $(V)/bin/amity serve --port $(PORT)

test: $(SETUP) ## run every check and test, on SQLite and PostgreSQL, with a real browser
	@$(PYTHON) -m tooling.run_tests

check: $(SETUP) ## lint, types, contracts, architecture, migrations, audits
	@$(PYTHON) -m tooling.check

fix: $(SETUP) ## let the tools fix what they can
	-$(V)/bin/ruff check --fix --quiet .
	$(V)/bin/ruff format --quiet .
	-find src -path '*/templates/*' -name '*.html' | xargs --no-run-if-empty $(V)/bin/djade --target-version 5.2

messages: $(SETUP) ## collect every sentence into the German and French catalogues, and compile them
	@$(PYTHON) -m tooling.messages

fortnight: $(SETUP) ## play two weeks of the demo agency and write them to docs/fortnight.md
	@data=$$(mktemp -d) && AMITY_DATA=$$data .venv/bin/amity demo --play > "$$data/fortnight.md" && mv "$$data/fortnight.md" docs/; status=$$?; rm -rf "$$data"; exit $$status

released: $(SETUP) ## at a release, store its demo agency for the test of later upgrades: tests/data/released_demo.json.xz
	@$(PYTHON) -m tooling.released

texts: $(SETUP) ## write every email, PDF and client page of the demo as plain text to var/texts.txt (LANGUAGE=de, TO=…)
	@$(PYTHON) -m tooling.texts --to "$(or $(TO),var/texts.txt)" $(if $(filter en de fr,$(LANGUAGE)),--language $(LANGUAGE))

part: $(SETUP) ## write the files of a new part: NAME=suppliers ABOVE=accounts (docs/adding-a-part.md)
	@$(PYTHON) -m tooling.new_part "$(NAME)" --above "$(ABOVE)" --noun "$(NOUN)"

screenshots: $(SETUP) ## take the pictures of docs/pictures again, and try every page with axe at three widths, light and dark
	$(PYTHON) -m tooling.screenshots
	AXE_GRID=full $(PYTHON) -m pytest -q tests/journeys/test_every_page.py

bench: $(SETUP) ## measure pages, reads, writes and imports on both databases; docs/benchmarks.md shows the result
	$(PYTHON) -m bench

backtest: $(SETUP) ## replay the forecast on finished projects (AMITY_REAL_DATA=…); docs/forecast.md shows the result
	$(PYTHON) -m backtest

simulate: $(SETUP) ## try health on simulated accounts; docs/health.md shows the result
	$(PYTHON) -m simulation

eval-insights: $(SETUP) ## rank real articles for judged clients (AMITY_REAL_DATA=…); docs/insights.md shows the result
	$(PYTHON) -m relevance

eval-growth: $(SETUP) $(V)/.growth-data ## rank what real customers don't buy yet; docs/growth.md shows the result
	PYTHONPATH=$(abspath $(V))/growth-data $(PYTHON) -m whitespace

hammer: $(SETUP) ## many processes against one database, each kind for MINUTES=10
	$(PYTHON) -m tooling.run_tests --only hammer --hammer-seconds $$(( $(MINUTES) * 60 ))

lock: $(V)/.dependencies # renew both locks, then `make setup`
	$(V)/bin/$(LOCK) --quiet --upgrade pyproject.toml -o requirements.lock
	$(V)/bin/$(LOCK) --quiet --upgrade --group dev pyproject.toml -o requirements-dev.lock
	$(V)/bin/$(LOCK) --quiet --upgrade --no-deps --group growth-data -o whitespace/requirements.lock

$(V)/bin/uv:
	@tooling/make_venv.sh $(V) $(UV_VERSION)

$(V)/.dependencies: requirements-dev.lock | $(V)/bin/uv
	@echo "Installing the locked dependencies …"
	@VIRTUAL_ENV=$(V) $(UV) pip sync --quiet --require-hashes requirements-dev.lock
	@rm -f $(V)/.amity
	@touch $@

# The data of `make eval-growth`, apart from the environment and without what its packages ask for: ISLP wants torch, and
# only a CSV file of it is read.
$(V)/.growth-data: whitespace/requirements.lock $(V)/.dependencies
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --require-hashes --target $(V)/growth-data -r whitespace/requirements.lock
	@touch $@

# uv pip sync removes Amity itself, so it is put back whenever the dependencies changed.
$(V)/.amity: pyproject.toml hatch_build.py $(V)/.dependencies
	@VIRTUAL_ENV=$(V) $(UV) pip install --quiet --no-deps --editable .
	@touch $@

# One run compiles all of them.
%.mo: %.po $(V)/.dependencies
	@$(PYTHON) -m tooling.catalogues

src/amity/ui/static/build/.built: $(FRONTEND) $(V)/.dependencies
	@$(PYTHON) -m tooling.build_assets
	@touch $@
