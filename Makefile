# make report and make test do their own set-up: a Rust toolchain, Python 3.10 or newer and make are enough.

.DEFAULT_GOAL := help
.PHONY: help report test rust python wheel sample bench pictures

include fonts.mk
include office.mk
include browser.mk

export NIANBAO_FONT_DIR := $(CURDIR)/$(FONTS)
export CARGO_TARGET_DIR := $(CURDIR)/target
SAMPLE := sample-data/shapingba-2021
VENV   := target/venv

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

report: fonts ## compile the sample project and say where report.pdf is
	cargo build -p nianbao-cli
	@target/debug/nianbao build --project $(SAMPLE) --out $(SAMPLE)/out

test: rust python ## format, lints, all tests of Rust and Python

rust: fonts office
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items --quiet
	cargo test --workspace

$(VENV)/.complete: python/pyproject.toml
	@python3 -c 'import sys; assert sys.version_info >= (3, 10), "Python 3.10 or newer is needed"'
	@python3 -m venv $(VENV) 2>/dev/null || { \
	  if command -v apt-get >/dev/null 2>&1; then \
	    $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q python3-venv && python3 -m venv $(VENV); \
	  else echo "Please install the venv module of Python, then run make again"; exit 1; fi; }
	$(VENV)/bin/python -m pip install --quiet 'maturin==1.16.0'
	@touch $@

# The wheel is built with the profile and in the folder of everything else, so that nothing is compiled twice. Its extra
# `test` names what its tests need; the notebooks run where there is nothing but the wheel, polars and Jupyter.
python: fonts browser $(VENV)/.complete
	rm -rf target/wheels-test
	cd python && ../$(VENV)/bin/maturin build --profile dev --interpreter ../$(VENV)/bin/python --out ../target/wheels-test
	$(VENV)/bin/python -m pip install --quiet --force-reinstall --no-deps target/wheels-test/nianbao-*.whl
	$(VENV)/bin/python -m pip install --quiet "$$(echo target/wheels-test/nianbao-*.whl)[test]"
	$(VENV)/bin/ruff check python bench docs
	$(VENV)/bin/ruff format --check python bench docs
	cd python && ../$(VENV)/bin/mypy
	cd target && venv/bin/python -m mypy.stubtest nianbao._native
	@test -x target/notebook-venv/bin/python || python3 -m venv target/notebook-venv
	target/notebook-venv/bin/pip install --quiet --force-reinstall --no-deps target/wheels-test/nianbao-*.whl
	target/notebook-venv/bin/pip install --quiet "$$(echo target/wheels-test/nianbao-*.whl)[notebooks]"
	cd python && NIANBAO_NOTEBOOK_PYTHON=$(CURDIR)/target/notebook-venv/bin/python ../$(VENV)/bin/pytest -p no:cacheprovider

wheel: $(VENV)/.complete ## build the Python wheel into target/wheels
	rm -rf target/wheels
	cd python && ../$(VENV)/bin/maturin build --release --out ../target/wheels

target/bench-venv/.complete:
	python3 -m venv target/bench-venv
	target/bench-venv/bin/pip install --quiet 'fastexcel>=0.14' 'polars>=1.30' 'pyarrow>=20' 'typst>=0.14' 'xlsxwriter>=3'
	@touch $@

bench: fonts wheel target/bench-venv/.complete ## time a whole build of the sample, and the best script beside it
	cargo build --release -p nianbao-cli
	target/bench-venv/bin/pip install --quiet --force-reinstall --no-deps target/wheels/nianbao-*.whl
	SUDO='$(SUDO)' bench/run.sh

pictures: fonts office browser $(VENV)/.complete ## draw the README's pictures from the sample
	cargo build -p nianbao-cli
	$(VENV)/bin/python -m pip install --quiet 'playwright>=1.50,<2' 'pillow>=10,<13'
	$(VENV)/bin/python docs/pictures.py target/debug/nianbao $(SAMPLE) docs/pictures

sample: ## write the sample's workbooks anew
	cargo run --quiet -p nianbao-tests --bin sample-data
