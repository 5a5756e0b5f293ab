"""Extra work of a month: time at no charge and on no quoted line, by agreement and the contact who asked."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import astuple, dataclass
from typing import Final, Self

from django.db.models import Count, Exists, OuterRef, Q

from amity.accounts.of_person import of_handled_accounts
from amity.agreements.lines.models import AgreementLine
from amity.people import rules as roles
from amity.people.models import Person
from amity.scope.courtesy.rules import Given
from amity.scope.models import Request
from amity.shared.dates.periods import first_day, last_day
from amity.shared.numbers import whole_number
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

    @property
    def key(self) -> str:
        """Return what tells the place from every other one."""
        return "-".join(map(str, astuple(self)))

    @classmethod
    def of_key(cls, key: str) -> Self | None:
        """Return the place of a key, None for what isn't one."""
        parts = key.split("-")
        if len(parts) != len(cls.__slots__) or parts[3] not in (AT_NO_CHARGE, NOT_QUOTED):
            return None
        account, agreement, contact = (whole_number(part) for part in parts[:3])
        if account is None or agreement is None or contact is None:
            return None
        return cls(account, agreement, contact, *parts[3:])


def entries_at(place: Place) -> Q:
    """Return the condition on the entries of extra work at a place, in every month."""
    of_requests = Request.objects.filter(line__isnull=False, contact__isnull=False).order_by().values("line")
    if place.contact_id:
        theirs, others = of_requests.filter(contact=place.contact_id), of_requests.exclude(contact=place.contact_id)
        of_line = Q(line__in=theirs) & ~Q(line__in=others)
        who = Q(item__request__contact=place.contact_id) | (Q(item__request__contact=None) & of_line)
    else:
        of_one = of_requests.annotate(contacts=Count("contact", distinct=True)).filter(contacts=1).values("line")
        who = Q(item__request__contact=None) & ~Q(line__in=of_one)
    kind = Q(courtesy=True) if place.kind == AT_NO_CHARGE else Q(_quoted(), courtesy=False, line=None)
    work = Q(account=place.account_id, project__agreement=place.agreement_id, value_currency=place.currency)
    return who & kind & work


def extra_work(person: Person, month: int, account_id: int | None = None) -> dict[Place, Given]:
    """Return the extra work of a month (YYYYMM) for the accounts a person answers for, all of them for some roles.

    Time at no charge is counted as that only, whether its line was quoted or not. Without quoted lines in the
    agreement, nothing is on no quoted line.
    """
    rows = Entry.objects.filter(
        Q(courtesy=True) | Q(_quoted(), line=None), account__isnull=False, project__agreement__isnull=False,
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


def _quoted() -> Exists:
    return Exists(AgreementLine.objects.filter(agreement=OuterRef("project__agreement")))


def _contacts_of_lines(line_ids: Collection[int]) -> dict[int, int]:
    """Return the contact of each line whose requests are all of one contact."""
    known: defaultdict[int, set[int]] = defaultdict(set)
    rows = Request.objects.filter(line__in=list(line_ids), contact__isnull=False).order_by()
    for line, contact in rows.values_list("line_id", "contact_id"):
        known[line].add(contact)
    return {line: next(iter(contacts)) for line, contacts in known.items() if len(contacts) == 1}
