# make run    build and serve the demo      make test   everything that CI runs
# make build  bin/triptych                  make lint   formatters and linters
# make bench  speed                         make quality  accuracy, against floors
# make clean  remove what was built         make hostile  attacks, the long form
# make soak   an hour of 200 people         make fuzz     every reader, a minute each

GO      ?= go
TAGS    := sqlite_fts5
GOFLAGS := -buildvcs=false
export GOFLAGS
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM

DICTS := align/zh/data/opencc.gz align/lexicon/data/cedict.gz
WEBSRC := $(shell find web/src web/public web/index.html web/vite.config.ts web/svelte.config.js align/message/messages.tsv -type f 2>/dev/null)

.PHONY: run build test quality soak fuzz test-go test-live test-web test-e2e hostile lint bench generate clean install
.DELETE_ON_ERROR:

run: build
	bin/triptych serve --demo $(ARGS)

build: generate web/dist/app/index.html
	$(GO) build -tags $(TAGS) -o bin/triptych ./cmd/triptych

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

generate: $(DICTS)

$(DICTS) &: web/node_modules/.package-lock.json $(wildcard cmd/pack/*.go align/zh/pack.go align/lexicon/*.go align/lexicon/*.tsv)
	$(GO) run ./cmd/pack

web/dist/app/index.html: web/node_modules/.package-lock.json $(WEBSRC)
	cd web && npm run build

test: build quality test-go test-live test-web test-e2e

# No figure of quality may be worse than in quality.tsv. TRIPTYCH_CORPORA names a folder
# of texts by others that only few people have; where it does, they are measured too, and
# the tests on them run here, without the race detector, which would take minutes.
# Two hundred clients of every role on one server: an hour, or five minutes with SOAK=short.
soak:
	SOAK=$(if $(filter short,$(SOAK)),5m,1h) $(GO) test -count=1 -tags $(TAGS) -run '^TestSoak$$' -timeout 90m -v ./server

quality: build
	bin/triptych eval --floor quality.tsv $(if $(TRIPTYCH_CORPORA),--gold $(TRIPTYCH_CORPORA) --drift $(TRIPTYCH_CORPORA) --articles $(TRIPTYCH_CORPORA)/oped)
ifneq ($(TRIPTYCH_CORPORA),)
	$(GO) test -count=1 -tags $(TAGS) -run '^TestCorpora' ./align ./align/zh ./align/format ./align/revise ./cmd/triptych ./server/index
endif

test-go:
	TRIPTYCH_CORPORA= $(GO) test -race -timeout 20m -tags $(TAGS) ./...

# The long form, for which the race detector is too slow: 110,000 operations over
# a bad network, and fifty rounds of kill -9 with twenty people typing.
test-live: generate
	TRIPTYCH_NETWORK_OPS=110000 TRIPTYCH_KILL=50x20x400 $(GO) test -count=1 -v -tags $(TAGS) -run '^(TestNetwork|TestKill)$$' ./server

# The long form of what test-go runs short: larger files, longer floods, and how long
# others wait for an acknowledgement meanwhile, which fails beyond 250 ms at p99.
hostile: generate
	TRIPTYCH_HOSTILE=long $(GO) test -count=1 -v -timeout 30m -tags $(TAGS) -run '^TestHostile' ./server

test-web: build
	cd web && npm test

test-e2e: build
	cd web && npm run e2e

# Everything that is fuzzed, FUZZTIME each, and writing back each format by itself. What is
# found is left in testdata/fuzz of its package, where test-go runs it from then on.
FUZZTIME ?= 1m
FUZZED := text markdown html docx pptx xlsx odt epub tmx xliff tbx po subtitles table json toml yaml

fuzz: generate
	@set -e; for package in $$($(GO) list -tags $(TAGS) ./...); do \
	  for name in $$($(GO) test -tags $(TAGS) -list '^Fuzz' $$package | grep '^Fuzz' | grep -v '^FuzzPatch$$'); do \
	    echo "$$package $$name"; $(GO) test -tags $(TAGS) -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) $$package; \
	  done; \
	done
	@set -e; for format in $(FUZZED); do echo "writing back $$format"; \
	  TRIPTYCH_FUZZ_FORMAT=$$format $(GO) test -tags $(TAGS) -run '^$$' -fuzz '^FuzzPatch$$' -fuzztime $(FUZZTIME) ./align/format; \
	done

lint: build
	@test -z "$$(gofmt -l align cmd server web/*.go *.go)" || { gofmt -l align cmd server web/*.go *.go; exit 1; }
	$(GO) vet -tags $(TAGS) ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -tags $(TAGS) ./...
	cd web && npm run check && npm run lint && npm run format:check

# Speed, beside a baseline measured in the same run. For accuracy see quality above.
bench: build
	bin/triptych bench align
	bin/triptych bench check
	bin/triptych bench live
	bin/triptych bench search

clean:
	rm -rf bin web/dist/app align/zh/data/*.gz align/lexicon/data/*.gz

# As a service: where DESTDIR is empty, into this system, with the user that it runs as
# and that user's folder. Settings that are there stay.
install:
	install -D bin/triptych $(DESTDIR)/usr/local/bin/triptych
	install -D -m 644 docs/triptych.service $(DESTDIR)/etc/systemd/system/triptych.service
	test -e $(DESTDIR)/etc/triptych.toml || install -D -m 644 docs/triptych.toml $(DESTDIR)/etc/triptych.toml
ifeq ($(DESTDIR),)
	getent passwd triptych >/dev/null || useradd --system --user-group --home-dir /var/lib/triptych --no-create-home --shell /usr/sbin/nologin triptych
	install -d -m 700 -o triptych -g triptych /var/lib/triptych /var/lib/triptych/backups
endif
