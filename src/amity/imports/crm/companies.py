"""Import the companies of a CRM as accounts in one go: prospects, until work begins. Existing ones stay unchanged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from amity.accounts import commands as accounts
from amity.accounts.models import Account, MailDomain
from amity.accounts.rules import PROSPECT, PUBLIC_MAIL
from amity.imports.crm.rules.columns import company_columns, needed
from amity.imports.crm.rules.rows import CompanyRow, companies_in
from amity.imports.models import Batch, Made
from amity.imports.names.rules import Known, Register, Verdict
from amity.imports.pace import Pace, paced
from amity.imports.readers.limited import open_table
from amity.imports.readers.limits import Limits
from amity.imports.rules import name_key
from amity.imports.source_file.options import Options
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refusal


@contextmanager
def companies_of(path: Path, limits: Limits, options: Options) -> Iterator[list[CompanyRow | Rejected]]:
    """Yield the companies of a file. Raises `Unreadable` where no column has their name."""
    with open_table(path, limits, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet) as table:
        places = company_columns(table.headers, options.columns)
        needed(places, table.headers, "name")
        yield list(companies_in(places, list(table.records())))


@dataclass
class CompanyTaker:
    """Imports one file's companies in chunks. Run again, it adds only companies that are missing."""

    by: Actor
    batch: Batch
    now: datetime
    dry_run: bool = False

    def __post_init__(self) -> None:
        self._register = Register(Known(account.pk, account.name) for account in Account.objects.order_by("pk"))
        self._seen = set[str]()
        self._domains = set(MailDomain.objects.values_list("domain", flat=True))

    def take(self, rows: list[CompanyRow | Rejected]) -> FileResult:
        """Import every company, or only report what would happen."""
        taken = FileResult()
        for chunk in paced(iter(rows), pace := Pace(20, 200)):
            with pace:
                taken.add(self._look_at(chunk) if self.dry_run else self._chunk(chunk))
        return taken

    @command
    def _chunk(self, rows: list[CompanyRow | Rejected]) -> FileResult:
        return self._look_at(rows)

    def _look_at(self, rows: list[CompanyRow | Rejected]) -> FileResult:
        part = FileResult(rows=len(rows))
        for row in rows:
            if isinstance(row, Rejected):
                part.refuse(row.number, row.reasons)
                continue
            try:
                fate = self._one(row)
            except Refusal as refusal:
                part.rejected.append((row.number, refusal.sentence))
                continue
            part.count(fate)
            part.tell(fate, "client", row.name, row.domain)
        return part

    def _one(self, row: CompanyRow) -> str:
        key = name_key(row.name)
        if key in self._seen or self._register.match(row.name).verdict is Verdict.MATCH:
            return "unchanged"
        if not self.dry_run:
            account = accounts.open_account(by=self.by, name=row.name, status=PROSPECT, now=self.now)
            Made.objects.create(batch=self.batch, kind="client", made_id=account.pk)
            if row.domain and row.domain not in PUBLIC_MAIL and row.domain not in self._domains:
                MailDomain.objects.create(domain=row.domain, account=account)
                self._domains.add(row.domain)
        self._seen.add(key)
        return "created"
