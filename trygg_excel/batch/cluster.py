"""A Dask cluster as an executor. The only module that imports distributed, which is an extra: trygg_excel[dask]."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from urllib.parse import urlsplit

from trygg_excel.errors import ExtraMissing, NoCluster
from trygg_excel.finding import Text

_TRIES = 2  # of a piece whose worker died, before it is taken apart
_SECONDS = 30
_KNOCK = 5
_NO_ANSWER = Text(
    "det svarar inte. Kontrollera adressen (till exempel tcp://server:8786) och att klustret är igång.",
    "it does not answer. Check the address (such as tcp://server:8786) and that the cluster is running.",
)


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """An executor whose work is done by the cluster at `address`. Raises NoCluster, and ExtraMissing.

    Its workers need this package and a file system on which the paths mean the same.
    """
    try:
        from distributed import Client
    except ImportError as problem:
        raise ExtraMissing(Text("Kluster", "Clusters"), "dask") from problem
    _knock(address)
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError, TimeoutError) as problem:
        raise NoCluster(address, _NO_ANSWER) from problem
    with client:
        yield client.get_executor(pure=False, retries=_TRIES)  # type: ignore[no-untyped-call,unused-ignore]


def _knock(address: str) -> None:
    """See that somebody answers there: Dask's client waits long, and leaves a half-made client behind."""
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if place.scheme not in {"tcp", "tls"}:
        return
    try:
        socket.create_connection((place.hostname or "", place.port or 0), timeout=_KNOCK).close()
    except (OSError, ValueError) as problem:
        raise NoCluster(address, _NO_ANSWER) from problem


@contextmanager
def at_work(address: str | None) -> Iterator[Executor | None]:
    """The cluster at an address; None, which is this machine, without one."""
    if address is None:
        yield None
        return
    with cluster_executor(address) as executor:
        yield executor
