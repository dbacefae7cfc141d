"""Extracts of the accounting system: read in stretches, mapped to programmes by the register's rules, and added up.

`read.py` gives a Ledger. In the child process `files.py` tells the formats apart; `pages.py` hands out rows,
`headings.py` says what the columns are, `flat.py` posts the rows to the `tally.py`; `sie.py` does so from a SIE file.
What crosses the pipe is an `extract.py`; `findings.py` puts what was odd into words.
"""
