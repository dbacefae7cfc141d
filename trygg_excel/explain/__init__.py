"""What probably happened where a workbook does not agree with itself: causes in order of likelihood, and their cells.

`network` holds what must agree; `formulas` sees what formulas leave out or count twice; `repair` tries which single
cell would mend it; `slips` and `rows` name what happens to people's figures and rows; `explanation` ranks these, and
`said` puts them in words.
"""

from trygg_excel.explain.explanation import Explanation, explanations

__all__ = ["Explanation", "explanations"]
