"""Many workbooks through one `concurrent.futures.Executor`: in this process, in a pool of processes, or on a cluster.

`chunks` cuts the work into pieces, `work` is what a piece is where it is done, `carry` what comes back, `executors` and
`cluster` say where, `drive` keeps them busy and lets what kills a process cost only itself; `many` puts it together.
"""

from trygg_excel.batch.many import report_many, run_many

__all__ = ["report_many", "run_many"]
