"""A page that shows how each cell of a workbook was read: `layout_page(budgets)`. A plain read runs none of it."""

from trygg_excel.layout_page.page import layout_page

__all__ = ["layout_page"]
