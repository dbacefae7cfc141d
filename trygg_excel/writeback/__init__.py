"""Write-back into the user's own workbook: notes, a colour, and our sheets after hers; all else stays as it lies.

```
container -> clean (what we wrote last time, taken out) -> draft -> graft (our sheets) + marks (notes, colour) -> stamp
          -> container, held against the draft before it is put in place
```
"""
