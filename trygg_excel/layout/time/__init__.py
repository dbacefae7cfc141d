"""Of when amounts are: years and months in words, by titles, by what stands beside and by size."""
