"""The monthly report: budget, outcome and forecast of a period, from the workbooks and the ledger."""
