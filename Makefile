# What a developer runs by hand. The checks that run on every change are in .ci/run.

# Towns in bench-peers; each program ranks all of them several times.
PEERS ?= 40

.PHONY: check bench bench-peers growth

# The same checks as in continuous integration.
check:
	.ci/run

# The ordinary benchmarks, three times each, for benchstat.
bench:
	go test ./matcher ./matcher/similarity ./data ./index -run '^$$' -bench . -benchtime 3x -count 3 -timeout 30m

# The same ranking by numpy and by DuckDB, side by side with the engine. Wants
# python3-numpy, and the npm package @duckdb/node-api (NODE_PATH names the
# node_modules it is in); leaves out what is not there, with a word.
bench-peers:
	SHIMAI_PEERS=$(PEERS) go test ./matcher -run '^TestPeers$$' -count 1 -v -timeout 30m

# How the time of a ranking grows with towns, candidates and the length of the
# list, with a run over all places of 15,000 people and more; takes minutes and
# draws docs/growth/*.svg.
growth:
	SHIMAI_GROWTH=$(CURDIR)/docs/growth go test ./cmd/internal/chart -run '^TestGrowth$$' -count 1 -v -timeout 60m
