"""Opening a file as records, with limits that keep a hostile or huge file harmless."""

from amity.imports.readers.limits import Limits
from amity.imports.readers.open_table import Table, open_table

__all__ = ["Limits", "Table", "open_table"]
