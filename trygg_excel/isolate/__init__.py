"""A disposable child process around gate and parsers: a file that kills its reader costs that file and nothing else.

`parent.py` keeps the children and is what the rest of the package calls; `worker.py` is one child seen from outside and
`child.py` the same from inside; `wire.py` says what crosses the pipe. Nothing that comes from a child is trusted: it is
JSON in frames with a cap, held against the types it should have.
"""
