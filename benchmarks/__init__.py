"""How fast graphbuild is, each figure beside its baseline in the same run: `make bench`, or `python -m benchmarks --help`."""
