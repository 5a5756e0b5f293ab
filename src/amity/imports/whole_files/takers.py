"""Import of files without time: previewed once, then read and written in one go."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from amity.imports.contacts.taker import ContactTaker, contacts_of
from amity.imports.crm.companies import CompanyTaker, companies_of
from amity.imports.crm.deals import DealTaker, deals_of
from amity.imports.crm.together import CrmTaker, crm_tables
from amity.imports.expenses.taker import ExpenseTaker, expenses_of
from amity.imports.invoices.taker import InvoiceTaker, invoices_of
from amity.imports.models import Batch
from amity.imports.quoted_lines.taker import LineTaker, lines_of
from amity.imports.readers.limits import Limits
from amity.imports.source_file.options import Options
from amity.imports.structure.taker import StructureTaker, project_named, things_of
from amity.imports.whole_files.result import FileResult
from amity.shared.actor import Actor

WHOLE_FILE_TOOLS = frozenset({"contacts", "lines", "projects", "expenses", "invoices", "companies", "deals", "crm"})


@dataclass(frozen=True)
class WholeFile:
    """One file to import: the importer, the file, the answers, and whether anything is written."""

    by: Actor
    batch: Batch
    path: Path
    most: Limits
    options: Options
    now: datetime
    dry_run: bool = False

    def take(self) -> FileResult:
        """Import the file with its tool's reader. Raises `Unreadable` for another file, before anything is written."""
        if self.batch.tool == "lines":
            with lines_of(self.path, self.most) as lines:
                return LineTaker(self.by, self._taken_up(), self.now, self.options.project).take(lines)
        make = self.options.create_missing
        if self.batch.tool == "contacts":
            with contacts_of(self.path, self.most) as contacts:
                return ContactTaker(self.by, self._taken_up(), self.now, make, self.dry_run).take(contacts)
        if self.batch.tool == "companies":
            with companies_of(self.path, self.most, self.options) as companies:
                return CompanyTaker(self.by, self._taken_up(), self.now, self.dry_run).take(companies)
        if self.batch.tool == "deals":
            with deals_of(self.path, self.most, self.options) as deals:
                return DealTaker(self.by, self._taken_up(), self.now, self.options, self.dry_run).take(deals)
        if self.batch.tool == "crm":
            return CrmTaker(self.by, self._taken_up(), self.now, self.options, self.dry_run).take(
                crm_tables(self.path, self.most)
            )
        if self.batch.tool == "expenses":
            with expenses_of(self.path, self.most, self.options) as rows:
                return ExpenseTaker(self.by, self._taken_up(), self.now, self.options, self.dry_run).take(rows)
        if self.batch.tool == "invoices":
            with invoices_of(self.path, self.most, self.options) as invoices:
                return InvoiceTaker(self.by, self._taken_up(), self.now, self.options, self.dry_run).take(invoices)
        with things_of(self.path, self.most, project_named(self.options.project)) as things:
            return StructureTaker(self.by, self._taken_up(), self.now, make, self.dry_run).take(things)

    def _taken_up(self) -> Batch:
        """Return the batch, marked as being applied unless it is a dry run."""
        if not self.dry_run:
            self.batch.state = "applying"
            self.batch.save(update_fields=["state"])
        return self.batch
