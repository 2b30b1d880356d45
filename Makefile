# Every target does its own set-up. `make` shows what there is.
.DEFAULT_GOAL := help
.PHONY: help site test check format update figures audit bench lock clean

RUN := .venv/bin/

help: ; @sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

site: .venv/site ; @$(RUN)handbook build ## build the handbook into site/

test: .venv/test .venv/browser .venv/node ; @.ci/check ## lint, types, and every test

check: .venv/site ; @$(RUN)handbook check --strict ## check the content, publish nothing

format: .venv/test ; @$(RUN)ruff check --fix-only -q . ; $(RUN)ruff format -q . ## format the code

update: .venv/test ; @$(RUN)pytest -q --update tests/test_bad.py tests/test_cases.py tests/test_docs.py tests/figures/test_gallery.py ## rewrite expected results and generated docs

figures: .venv/site ; @$(RUN)handbook figure --gallery --output docs/figures ; $(RUN)handbook figure --sheet --output docs/figures ; $(RUN)handbook figure --icons --output templates/assets ## draw the galleries in docs/ and the icons anew

audit: .venv/test .venv/browser .venv/audit ; @.ci/audit ## the long checks: planted faults, crashes, attacks, other machines, every page in a browser, weights, Lighthouse

bench: .venv/test ; @.ci/bench ## measure the builder beside Hugo, Pelican and MkDocs; RUNS, SIZES and TOOLS ask for less

lock: .venv/test ; @.ci/lock ## renew the exact versions from pyproject.toml

clean: ; @rm -rf .venv build/* site/* ## remove everything that was made

.venv/site: requirements.txt pyproject.toml ; @.ci/venv requirements.txt && touch $@

.venv/test: requirements-dev.txt .venv/site ; @.ci/venv requirements-dev.txt && touch $@

.venv/browser: .venv/test ; @.ci/browser && touch $@

.venv/node: tests/package.json tests/package-lock.json ; @.ci/node --omit=dev && mkdir -p .venv && touch $@

.venv/audit: tests/package.json tests/package-lock.json ; @.ci/node && mkdir -p .venv && touch $@
