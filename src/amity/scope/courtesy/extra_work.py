"""Extra work of a month: time at no charge and on no quoted line, by agreement and the contact who asked."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from amity.accounts.of_person import of_handled_accounts
from amity.agreements.lines.models import AgreementLine
from amity.people import rules as roles
from amity.people.models import Person
from amity.scope.courtesy.rules import Given
from amity.scope.models import Request
from amity.shared.dates.periods import first_day, last_day
from amity.timesheets.models import Entry

AT_NO_CHARGE: Final = "at_no_charge"
NOT_QUOTED: Final = "not_quoted"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where extra work was done: the account, the agreement, the contact who asked (0 if unknown), and its kind."""

    account_id: int
    agreement_id: int
    contact_id: int
    kind: str
    currency: str


def extra_work(person: Person, month: int, account_id: int | None = None) -> dict[Place, Given]:
    """Return the extra work of a month (YYYYMM) for the accounts a person answers for, all of them for some roles.

    Time at no charge is counted as that only, whether its line was quoted or not. Without quoted lines in the
    agreement, nothing is on no quoted line.
    """
    quoted = Exists(AgreementLine.objects.filter(agreement=OuterRef("project__agreement")))
    rows = Entry.objects.filter(
        Q(courtesy=True) | Q(quoted, line=None), account__isnull=False, project__agreement__isnull=False,
        work_date__range=(first_day(month), last_day(month)),
    ).order_by()  # fmt: skip
    if not person.has_role(*roles.SEES_EVERY_ACCOUNT):
        rows = rows.filter(of_handled_accounts(person))
    if account_id is not None:
        rows = rows.filter(account=account_id)
    found: defaultdict[Place, Given] = defaultdict(Given)
    read = list(
        rows.values_list(
            "account_id", "project__agreement_id", "item__request__contact_id", "line_id", "courtesy", "value_currency",
            "seconds", "standard",
        )
    )  # fmt: skip
    of_line = _contacts_of_lines({row[3] for row in read} - {None})
    for account, agreement, contact, line, courtesy, currency, seconds, standard in read:
        who = contact or of_line.get(line, 0)
        place = Place(account, agreement, who, AT_NO_CHARGE if courtesy else NOT_QUOTED, currency)
        found[place] += Given(seconds, standard or 0, seconds if standard is None else 0)
    return dict(sorted(found.items()))


def _contacts_of_lines(line_ids: Collection[int]) -> dict[int, int]:
    """Return the contact of each line whose requests are all of one contact."""
    known: defaultdict[int, set[int]] = defaultdict(set)
    rows = Request.objects.filter(line__in=list(line_ids), contact__isnull=False).order_by()
    for line, contact in rows.values_list("line_id", "contact_id"):
        known[line].add(contact)
    return {line: next(iter(contacts)) for line, contacts in known.items() if len(contacts) == 1}
