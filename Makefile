# `make help` lists the targets. Everything is built by CMake; this file only names the common ways.
SHELL := /bin/bash
PRESET ?= release
PREFIX ?= /usr/local
BUILD := build/$(PRESET)

.PHONY: help packages build test test-long demo install bench train fuzz format tidy clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

packages: ## install the Debian packages that are missing (needs root or sudo)
	@tools/install_packages.sh

build: packages ## build the program: build/release/sunder
	@cmake --preset $(PRESET) >$(PRESET)-configure.log 2>&1 || { cat $(PRESET)-configure.log; rm -f $(PRESET)-configure.log; exit 1; }
	@rm -f $(PRESET)-configure.log
	@cmake --build --preset $(PRESET)

test: build ## every test of the release build
	@ctest --test-dir $(BUILD) --output-on-failure --no-tests=error -j $$(nproc) -LE long

test-long: packages ## sanitizers, swap, kill, attack and memory suites; results in tests/long/results
	@tests/long/run.sh && $(MAKE) build && tests/long/run_segregation.sh

demo: build ## scan, split, verify and report on sample data
	@tools/demo.sh $(BUILD)/sunder

install: build ## install under PREFIX (default /usr/local)
	@cmake --install $(BUILD) --prefix $(PREFIX)

bench: build ## speed and memory as ratios; results in bench/results and docs/performance.md
	@cmake -B $(BUILD) -DSUNDER_BUILD_BENCH=ON >/dev/null && cmake --build $(BUILD)
	@bench/run.py $(BUILD)

train: build ## learn the weights of the name models and of the context model from corpus/ again
	@tools/install_packages.sh --train
	@cmake -B $(BUILD) >/dev/null && cmake --build $(BUILD) --target train_name_model
	@$(BUILD)/evaluation/training/train_name_model corpus patterns scanner/names/data
	@# The model of occupations sees the names that are found: once more with the weights just learnt.
	@cmake --build $(BUILD) --target train_name_model
	@$(BUILD)/evaluation/training/train_name_model corpus patterns scanner/names/data
	@# Names are facts for the context model: its trainer is built with the weights just learnt.
	@cmake --build $(BUILD) --target train_context_model
	@$(BUILD)/evaluation/training/train_context_model corpus patterns patterns/model/context.toml

fuzz: packages ## the libFuzzer targets, a minute each
	@tests/fuzz/run.sh

format: ## clang-format on all sources
	@git ls-files '*.h' '*.cc' | xargs clang-format-14 -i

tidy: ## clang-tidy on all sources (needs `make build PRESET=dev`)
	@git ls-files '*.cc' | xargs -P $$(nproc) -n 4 clang-tidy-14 -p build/dev --quiet

clean: ## remove the build folder
	@rm -rf build
