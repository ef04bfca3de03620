# make run   the demo newsroom on http://127.0.0.1:8000 (PORT=8300 for another), from a bare clone
# make test  everything that is tested, on the database of DATABASE_URL (SQLite without it)
# make check style and types only
# make soak  long random walks through the desk, 300 kills of the server, all hostile pictures: some minutes

PYTHON ?= python3
BIN := .venv/bin
SETTINGS := DEBUG=1
PORT ?= 8000

.PHONY: run test check soak packages catalogues tools clean

run: packages catalogues
	$(SETTINGS) $(BIN)/python manage.py demo --port $(PORT)

test: check tools
	$(BIN)/python -m pytest -n auto --dist worksteal

check: packages-dev catalogues
	$(BIN)/ruff check newsroom tests static manage.py
	$(BIN)/ruff format --check newsroom tests static manage.py
	$(BIN)/mypy
	$(SETTINGS) VAR_DIR=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run

soak: packages-dev catalogues tools
	$(BIN)/python -m pytest -n auto -m soak

catalogues: packages
	$(BIN)/python -m newsroom.text.catalogues

# A stamp beside the packages remembers which requirements they were installed from.
packages: .venv/.run
packages-dev: .venv/.dev
.PHONY: packages-dev

.venv/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# Chromium and exiftool: installed where we may, else the tests that want them skip with a sentence.
tools:
	@sh tests/install.sh

clean:
	rm -rf .venv var
