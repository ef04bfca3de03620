# make run   the demo newsroom on http://127.0.0.1:8000 (PORT=8300 for another), from a bare clone
# make test  everything that is tested, on the database of DATABASE_URL (SQLite without it)
# make check style and types only
# make soak  long random walks, 300 kills of the server, hostile pictures, every page in four languages, 10,000 mixed strings: an hour
# make pictures    every kind of page in four languages, two widths, light and dark, into var/looks
# make bench       how fast pages come out, beside nginx on a plain file (N=10000 ROUNDS=5 JSON=FILE BESIDE=N)
# make lighthouse  Lighthouse on the pages that readers open most, the median of three

PYTHON ?= python3
BIN := .venv/bin
SETTINGS := DEBUG=1
PORT ?= 8000
N ?= 10000
ROUNDS ?= 5
# One more than processors: a test that waits for its browser leaves one free.
TESTERS ?= $(shell expr $$(nproc 2>/dev/null || echo 1) + 1)

.PHONY: run test check soak pictures lighthouse bench packages catalogues tools clean

run: packages catalogues
	$(SETTINGS) $(BIN)/python manage.py demo --port $(PORT)

test: check tools
	$(BIN)/python -m pytest -n $(TESTERS) --dist worksteal

check: packages-dev catalogues
	$(BIN)/ruff check newsroom tests static manage.py
	$(BIN)/ruff format --check newsroom tests static manage.py
	$(BIN)/mypy
	$(SETTINGS) VAR_DIR=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run

soak: packages-dev catalogues tools
	$(BIN)/python -m pytest -n $(TESTERS) -m soak

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

# The judges of how pages look and how fast they are: each makes a demo newsroom for itself, unless
# FOLDER names one. ONLY=front,article LANGUAGES=ar,en make less.
pictures: packages-dev catalogues tools
	PYTHONPATH=tests $(BIN)/python tests/looks/pictures.py $(if $(FOLDER),--folder $(FOLDER)) $(if $(ONLY),--only $(ONLY)) $(if $(LANGUAGES),--languages $(LANGUAGES))

lighthouse: packages-dev catalogues tools
	PYTHONPATH=tests $(BIN)/python tests/lighthouse/measure.py $(if $(FOLDER),--folder $(FOLDER)) $(if $(ONLY),--only $(ONLY))

# Newsrooms of N editions, made once in var/bench-N and used again; DATABASE_URL for PostgreSQL.
bench: packages-dev
	@sh tests/bench/install.sh
	PYTHONPATH=tests $(BIN)/python -m bench.delivery --editions $(N) --rounds $(ROUNDS) $(if $(BESIDE),--beside $(BESIDE)) $(if $(JSON),--json $(JSON))

clean:
	rm -rf .venv var
