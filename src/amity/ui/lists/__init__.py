"""The list kit: a list is declared (rows, filters, columns), never written. See `ListPage`.

Own columns instead of a table library: pages are read by keyset, cells are plain text, and a column has the money right
it needs, so that the page draws a hairline and the export leaves the column out.
"""

from amity.ui.lists.columns import Column
from amity.ui.lists.page import ListPage

__all__ = ["Column", "ListPage"]
