"""Human errors put into correct workbooks: how many are found, placed in the right cell and called by their name.

python -m benchmarks.inject [--cases 2000] [--clean 500] [--seed 1] [--misses N] [--kind K] [--record]

`books` draws correct workbooks in memory, `errors` puts one error of a known kind into each, `oracle` says by brute
force, and without the product, which can be seen at all and where they may lie, and `measure` compares what
`trygg_excel` says. `--record` writes inject.md.
"""
