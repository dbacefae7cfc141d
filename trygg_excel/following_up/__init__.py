"""Budget, outcome and forecast of one thing for one year."""
