"""Import contacts from a CSV or vCard file into the account of their company or email domain.

Existing contacts stay unchanged, because records in Amity take precedence over an address book.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db.models import Q
from django.utils.translation import ngettext

from amity.accounts import commands as accounts
from amity.accounts.contacts import commands as contact_commands
from amity.accounts.models import Account, Contact, MailDomain
from amity.accounts.rules import PUBLIC_MAIL
from amity.imports.contacts.rules.rows import ContactRow, contact_columns, contact_in
from amity.imports.crm.rules.columns import contact_marks
from amity.imports.crm.rules.rows import gone, merged_ids
from amity.imports.models import Batch, Made
from amity.imports.names.rules import Known, Register, Verdict
from amity.imports.pace import Pace, paced
from amity.imports.readers.kinds import check_size, kind_of
from amity.imports.readers.limited import contacts_of_cards, open_table
from amity.imports.readers.limits import Limits
from amity.imports.rules import Reason, Record, name_key
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.whole_files.result import FileResult
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refusal

VCARD_BYTES = 30_000_000
"""A vCard file is read whole. With photos removed, this is many thousands of people."""


@contextmanager
def contacts_of(path: Path, limits: Limits) -> Iterator[Iterator[ContactRow | Rejected]]:
    """Yield the contacts of a file in order. Raises `Unreadable` where it contains none."""
    with path.open("rb") as file:
        kind = kind_of(file)
        if kind in {"vcard", "vcalendar"}:
            check_size(file, VCARD_BYTES)
    if kind in {"vcard", "vcalendar"}:
        with contacts_of_cards(path, limits) as cards:
            yield cards
        return
    with open_table(path, limits) as table:
        columns, marks = contact_columns(table.headers), contact_marks(table.headers)
        records: Iterable[Record] = list(table.records()) if "merged" in marks else table.records()
        merged = frozenset(one for record in records for one in merged_ids(marks, record)) if "merged" in marks else ()
        yield (gone(marks, record, merged) or contact_in(columns, record) for record in records)


@dataclass
class ContactTaker:
    """Imports one file's contacts in chunks. Run again, it adds only contacts that are missing."""

    by: Actor
    batch: Batch
    now: datetime
    create_missing: bool
    dry_run: bool = False
    opening: Mapping[str, int] = field(default_factory=dict)
    """The accounts that a dry run of the same file would create, by name and by domain."""

    def __post_init__(self) -> None:
        self._register = Register(Known(account.pk, account.name) for account in Account.objects.order_by("pk"))
        self._new = dict(self.opening)
        self._without_mail = 0
        self._domains = dict(MailDomain.objects.values_list("domain", "account_id"))

    def take(self, rows: Iterator[ContactRow | Rejected]) -> FileResult:
        """Import every row, or only report what would happen."""
        taken = FileResult()
        for chunk in paced(rows, pace := Pace(20, 200)):
            with pace:
                part, new = self._look_at(chunk) if self.dry_run else self._chunk(chunk)
            self._new |= new
            taken.add(part)
        if self._without_mail:
            taken.warnings.append(_without_mail(self._without_mail))
        return taken

    @command
    def _chunk(self, rows: list[ContactRow | Rejected]) -> tuple[FileResult, dict[str, int]]:
        return self._look_at(rows)

    def _look_at(self, rows: list[ContactRow | Rejected]) -> tuple[FileResult, dict[str, int]]:
        """Return the result of some rows, and the accounts created for them, by name and by domain."""
        part, new = FileResult(rows=len(rows)), dict[str, int]()
        for row in rows:
            if isinstance(row, Rejected):
                part.refuse(row.number, row.reasons)
                continue
            try:
                part.count(fate := self._one(row, new))
                part.tell(fate, "contact", row.name, row.company)
                if row.no_mail and fate == "created":
                    self._without_mail += 1
            except _NoAccount as why:
                part.refuse(row.number, [("client", why.reason)])
            except Refusal as refusal:
                part.rejected.append((row.number, refusal.sentence))
        return part, new

    def _one(self, row: ContactRow, new: dict[str, int]) -> str:
        account = self._account(row, new)
        mail = row.mails[0] if row.mails else ""
        same = Q(mail=mail) | Q(mail="", name__iexact=row.name) if mail else Q(name__iexact=row.name)
        if account and Contact.objects.filter(same, account=account).exists():
            return "unchanged"
        if self.dry_run:
            return "created"
        changes = contact_commands.ContactChanges(row.name, mail, next(iter(row.phones), ""), row.title)
        contact = contact_commands.add_contact(by=self.by, account_id=account, changes=changes, now=self.now)
        Made.objects.create(batch=self.batch, kind="contact", made_id=contact.pk)
        return "created"

    def _account(self, row: ContactRow, new: dict[str, int]) -> int:
        """Return the account of a contact by company or email domain, or 0 for one that a dry run would create."""
        key = name_key(row.company)
        domain = "" if row.domain in PUBLIC_MAIL else row.domain
        match = self._register.match(row.company) if key else None
        if match and match.verdict is Verdict.MATCH:
            return match.key
        for name, known in ((key, new), (key, self._new), (domain, self._domains), (f"@{domain}", new | self._new)):
            if name in known and name != "@":
                return known[name]
        if not key:
            raise _NoAccount(Reason("company_missing"))
        if not self.create_missing:
            raise _NoAccount(Reason("client_unknown", name=row.company))
        new[key] = self._opened(row.company, domain)
        if domain:
            new.setdefault(f"@{domain}", new[key])
        return new[key]

    def _opened(self, name: str, domain: str) -> int:
        if self.dry_run:
            return 0
        account = accounts.open_account(by=self.by, name=name, now=self.now)
        Made.objects.create(batch=self.batch, kind="client", made_id=account.pk)
        if domain:
            MailDomain.objects.get_or_create(domain=domain, defaults={"account": account})
        return account.pk


def _without_mail(count: int) -> str:
    return ngettext(
        "One contact is imported without an email address, because the file has something else in that column.",
        "%(count)s contacts are imported without an email address, because the file has something else in that column.",
        count,
    ) % {"count": count}


class _NoAccount(Exception):
    """No account was found for a contact."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason
