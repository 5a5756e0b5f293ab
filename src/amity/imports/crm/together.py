"""Import the tables of a CRM together: companies, contacts and deals, with the tables that connect and name them.

A contact finds its company by its own column, by the table of associations, or by its email domain. A deal finds its
company and contact likewise, its stage in the CRM's table of stages, and its owner in the table of owners.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from amity.agency.queries import agency
from amity.growth.queries import defaults
from amity.imports.cells.rules.dates import DateOrder
from amity.imports.contacts.rules.rows import ContactRow, contact_columns, contact_in
from amity.imports.contacts.taker import ContactTaker
from amity.imports.crm.companies import CompanyTaker
from amity.imports.crm.deals import DealFile, DealTaker
from amity.imports.crm.rules import tables as rules
from amity.imports.crm.rules.columns import company_columns, contact_marks, crm_of, deal_columns
from amity.imports.crm.rules.rows import CompanyRow, DealRow, companies_in, deals_in, gone, merged_ids, surveyed
from amity.imports.models import Batch
from amity.imports.readers.limited import tables_of_zip
from amity.imports.readers.limits import Limits
from amity.imports.rules import Unreadable, cell_text, name_key, tidy
from amity.imports.source_file.options import Options
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.shared.actor import Actor


def crm_tables(path: Path, limits: Limits) -> list[rules.CrmTable]:
    """Return the tables in a ZIP. Raises `Unreadable` where none has companies, contacts or deals."""
    with tables_of_zip(path, limits) as found:
        if not {table.kind for table in found} & set(rules.IMPORTED):
            raise Unreadable("not_crm")
        return found


@dataclass
class CrmTaker:
    """Imports the tables of a CRM, companies first. Run again, it adds only what is missing."""

    by: Actor
    batch: Batch
    now: datetime
    options: Options
    dry_run: bool = False

    def take(self, tables: list[rules.CrmTable]) -> FileResult:
        """Import every table, or only report what would happen."""
        self._links = rules.links_in(tables, defaults())
        self._companies, self._people = dict[str, str](), dict[str, ContactRow]()
        self._new = dict[str, int]()
        taken, parts = FileResult(), {kind: [one for one in tables if one.kind == kind] for kind in rules.IMPORTED}
        for table in parts[rules.COMPANIES]:
            _add(taken, table, self._take_companies(table))
        for table in parts[rules.CONTACTS]:
            _add(taken, table, self._take_contacts(table))
        for table in parts[rules.DEALS]:
            _add(taken, table, self._take_deals(table))
        if unused := [table.name for table in tables if not table.kind]:
            taken.warnings.append(_("These tables aren’t used: %(names)s.") % {"names": ", ".join(unused)})
        return taken

    def _take_companies(self, table: rules.CrmTable) -> FileResult:
        places = company_columns(table.headers)
        rows = list(companies_in(places, table.records, self._merged(table, rules.COMPANY, places.get("id"))))
        for row in rows:
            if isinstance(row, CompanyRow):
                self._companies[row.key] = row.name
                self._new |= {name_key(row.name): 0} | ({f"@{row.domain}": 0} if row.domain else {})
        return CompanyTaker(self.by, self.batch, self.now, self.dry_run).take(rows)

    def _take_contacts(self, table: rules.CrmTable) -> FileResult:
        make = self.options.create_missing
        taker = ContactTaker(self.by, self.batch, self.now, make, self.dry_run, self._new if self.dry_run else {})
        return taker.take(iter(list(self._contacts(table))))

    def _contacts(self, table: rules.CrmTable) -> Iterator[ContactRow | Rejected]:
        """Yield the contacts of a table, each with the company that it has or is linked to."""
        columns, marks = contact_columns(table.headers), contact_marks(table.headers)
        place = next((at for at, word in enumerate(table.headers) if word.casefold() in ("id", "record id")), None)
        merged = {one for record in table.records for one in merged_ids(marks, record)} if "merged" in marks else set()
        merged |= self._merged(table, rules.CONTACT, place)
        ids = {"id": place} if place is not None else {}
        for record in table.records:
            row = gone({**marks, **ids}, record, merged) or contact_in(columns, record)
            if isinstance(row, ContactRow) and place is not None:
                key = tidy(cell_text(record.cells[place]))
                row = replace(row, company=row.company or self._company_of(rules.CONTACT, key))
                self._people[key] = row
            yield row

    def _take_deals(self, table: rules.CrmTable) -> FileResult:
        places, options = deal_columns(table.headers), self.options
        layout = surveyed(
            table.headers, places, table.records, currency=options.currency or agency().currency,
            date_order=DateOrder(options.date_order) if options.date_order else None,
            also_merged=self._merged(table, rules.DEAL, places.get("id")), stages=self._links.stages,
        )  # fmt: skip
        owner, records = rules.owner_place(table.headers), {one.number: one for one in table.records}
        rows: list[DealRow | Rejected] = []
        for row in deals_in(layout, table.records):
            if isinstance(row, Rejected):
                rows.append(row)
                continue
            cell = tidy(cell_text(records[row.number].cells[owner])) if owner is not None else ""
            rows.append(self._linked(replace(row, owner=row.owner or self._links.owners.get(cell, ""))))
        file = DealFile(crm_of(table.headers), rows)
        return DealTaker(self.by, self.batch, self.now, options, self.dry_run).take(file)

    def _linked(self, row: DealRow) -> DealRow:
        """Return a deal with the company and the contact that the CRM's associations name."""
        person = self._people.get(self._links.other(rules.DEAL, row.key, rules.CONTACT))
        company = row.company or self._company_of(rules.DEAL, row.key)
        if person is None:
            return replace(row, company=company)
        mail = row.mail or next(iter(person.mails), "")
        return replace(row, company=company or person.company, person=row.person or person.name, mail=mail)

    def _company_of(self, kind: str, key: str) -> str:
        return self._companies.get(self._links.other(kind, key, rules.COMPANY), "")

    def _merged(self, table: rules.CrmTable, kind: str, place: int | None) -> set[str]:
        """Return the ids of a table that were merged into another one of it. Without that one, the record is kept."""
        if place is None:
            return set()
        ids = {tidy(cell_text(record.cells[place])) for record in table.records if not record.reason}
        return {one for one, left in self._links.merged.get(kind, {}).items() if left in ids}


def _add(taken: FileResult, table: rules.CrmTable, part: FileResult) -> None:
    """Add the result of one table. A row that is left out, or a warning, names the table."""
    part.rejected = [
        (number, _("%(file)s: %(reason)s") % {"file": table.name, "reason": why}) for number, why in part.rejected
    ]
    taken.add(part)
