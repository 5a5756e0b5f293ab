"""Opening a file as records, with limits that keep a hostile or huge file harmless."""

from amity.imports.readers.limited import STOPPED, UNFINISHED, open_table
from amity.imports.readers.limits import Limits
from amity.imports.readers.table import Table

__all__ = ["STOPPED", "UNFINISHED", "Limits", "Table", "open_table"]
