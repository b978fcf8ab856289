# casus: `make` builds, `make demo` codes an example article and fills a store to look at, `make test` runs all tests,
# `make bench` measures quality and speed, `make fuzz` runs the fuzzers for a minute each.
BUILD ?= build
CMAKE_FLAGS ?=

.PHONY: all configure setup setup-test setup-browser web web-test demo test sanitize fuzz bench clean

all: configure
	@cmake --build $(BUILD)

configure: setup web
	@cmake -S . -B $(BUILD) -G Ninja $(CMAKE_FLAGS) > $(BUILD).log 2>&1 || (cat $(BUILD).log; exit 1)

setup:
	@bash tools/setup.sh

web: setup
	@bash tools/web.sh

# The page in a browser: needs Chromium, which only this installs.
setup-browser:
	@bash tools/setup.sh browser

web-test: setup-browser all
	@bash tools/web_test.sh $(BUILD)/casus $(BUILD)/page

setup-test:
	@bash tools/setup.sh test

demo: configure
	@cmake --build $(BUILD) --target casus
	@$(BUILD)/casus code --date 2022-07-25 --format table demo/grain.txt
	@rm -f $(BUILD)/demo.db*
	@$(BUILD)/casus ingest --db $(BUILD)/demo.db demo/chronicle.jsonl
	@echo "now: $(BUILD)/casus serve --db $(BUILD)/demo.db    and open http://127.0.0.1:8080"

test: setup-test all
	@cd $(BUILD) && ctest --output-on-failure --no-tests=error

sanitize: setup-test
	@cmake -S . -B $(BUILD)-asan -G Ninja -DCASUS_SANITIZE=ON > $(BUILD)-asan.log 2>&1 || (cat $(BUILD)-asan.log; exit 1)
	@cmake --build $(BUILD)-asan
	@cd $(BUILD)-asan && ctest --output-on-failure --no-tests=error

fuzz: setup-test
	@CC=clang cmake -S . -B $(BUILD)-fuzz -G Ninja -DCASUS_FUZZ=ON > $(BUILD)-fuzz.log 2>&1 || (cat $(BUILD)-fuzz.log; exit 1)
	@cmake --build $(BUILD)-fuzz --target fuzzers
	@bash tools/fuzz.sh $(BUILD)-fuzz

bench: setup-test all
	@bash bench/run.sh $(BUILD)/casus

clean:
	@rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz $(BUILD).log $(BUILD)-asan.log $(BUILD)-fuzz.log
