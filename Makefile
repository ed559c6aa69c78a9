# make run    builds the page and the binary and serves them on http://127.0.0.1:8080
# make test   sets up everything that the tests need, then runs everything
.PHONY: run build page test setup check rust-tests hunt page-tests fuzz browser-tests generated gallery bench clean

run: build
	./target/release/waterline serve

build: page
	cargo build --release --locked

page: web/dist/index.html

web/dist/index.html: web/node_modules/.package-lock.json $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/vite.config.ts
	cd web && npm run build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund

setup:
	./tests/setup.sh

test: setup page check rust-tests page-tests generated fuzz browser-tests

check:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cd web && npm run check

# Property tests draw the same cases each time, so that a change is not blamed for a case that nobody drew before.
rust-tests:
	PROPTEST_RNG_SEED=$(or $(PROPTEST_RNG_SEED),20260301) cargo test --locked

# Draws other cases, again and again until one fails; its seed is printed. HUNT_ROUNDS=50 for a long hunt.
hunt:
	for round in $$(seq $(or $(HUNT_ROUNDS),5)); do \
	  export PROPTEST_RNG_SEED=$$(od -An -N4 -tu4 /dev/urandom | tr -d ' '); \
	  echo "PROPTEST_RNG_SEED=$$PROPTEST_RNG_SEED"; \
	  cargo test --locked --quiet --test exchange any_list || exit 1; \
	  cargo test --locked --quiet --test laws --test known_graphs --test drawing || exit 1; \
	done

page-tests:
	cd web && npm test

# The description of the HTTP interface is as the program makes it; that the page's types follow it is part of its checks.
generated:
	cargo run --locked --quiet -- openapi > target/openapi.json
	cmp target/openapi.json web/openapi.json || (echo "web/openapi.json is out of date: cargo run -- openapi > web/openapi.json" && false)

# Requests made from that description, bounded in number; FUZZ_EXAMPLES=200 for a long run.
fuzz:
	cargo build --locked
	WATERLINE_BINARY=$(CURDIR)/target/debug/waterline ./tests/fuzz.sh

browser-tests:
	cargo build --locked
	cd web && WATERLINE_BINARY=$(CURDIR)/target/debug/waterline npm run e2e

# Draws docs/gallery.md and its pictures anew from the demo account.
gallery:
	cargo build --locked
	./docs/draw-gallery.sh $(CURDIR)/target/debug/waterline

bench: build
	node benches/figures.mjs
	cargo run --release --manifest-path benches/peers/Cargo.toml

clean:
	cargo clean
	rm -rf web/node_modules web/dist
