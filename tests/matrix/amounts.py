"""Unmistakable amounts, by the money right they need, and the search for them in responses."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from amity.agency.models import Agency, CardPrice, CostRate
from amity.agreements.models import Agreement
from amity.expenses.models import Expense
from amity.invoicing.models import Invoice
from amity.lines.models import Terms
from amity.profitability.models import MonthEnd
from amity.retainers.models import RetainerTerms, TopUp
from amity.shared.dates.periods import month_of
from amity.shared.permission import MoneyRight
from amity.timesheets.models import Entry

KEYS = ("account_id", "project_id", "line_id", "month")
# A mark between figures that only groups or parts them: 70,707.01 and 70.707,01 are the same digits.
# A plain space isn't a separator within a number: it separates two numbers.
MARKS = re.compile("(?<=\\d)[.,'’\u00a0\u202f](?=\\d)")
RUN = re.compile(r"\d{5,}")
PRICED = re.compile(
    "(?:€|\\$|(?<!\\w)(?:EUR|USD))[\\s\u00a0\u202f]?\\d|(?<![A-Za-z])\\d[\\s\u00a0\u202f]?(?:€|EUR|\\$|USD)(?!\\w)"
)
SIGNS = ("€", "$", "EUR", "USD")
"""One of these is in each figure with a currency. To search for them takes a fiftieth of the time of `PRICED`."""
SHARE = re.compile(r"((?<!\d)[-\u2212])?(\d+).(\d)$")
LONGEST_SHARE = 20
TOKENS = re.compile(
    r'(?:csrfmiddlewaretoken|csrf-token|nonce)"\s+(?:value|content)="[^"]*"'
    r'|challenge(?:&quot;|\\*"):\s*(?:&quot;|\\*")[\w-]+'
)
"""Random characters that could look like any amount."""
MOMENTS = re.compile(r"T\d\d:\d\d:\d\d\.\d+")
"""Times as machines write them: 12.963 seconds are not 129.63."""


def sentinels(level: str) -> dict[str, MoneyRight]:
    """Return the digits of every amount in the scene, each with the lowest right that shows it, at a cost level."""
    found: dict[str, MoneyRight] = {}
    if (
        level == "average"
    ):  # Cost and hours are next to each other on every page of margins, so the average is no secret there.
        found |= {digits: MoneyRight.MARGIN for amount in _averages() for digits in _written(amount)}
    cost = MoneyRight.COST if level == "person" else MoneyRight.MARGIN
    for right, amounts in (
        (MoneyRight.FEE, [*_fees(), *_passed_on()]),
        (MoneyRight.MARGIN, _delivered()),
        (cost, _costs()),
        (MoneyRight.COST, _costs_by_person()),
    ):
        for amount in amounts:
            for digits in _written(amount):
                found.setdefault(digits, right)
    return found


def margins(level: str) -> dict[str, MoneyRight]:
    """Return margins in percent as pages write them, with the right they need."""
    cost = MoneyRight.COST if level == "person" else MoneyRight.MARGIN
    shares = {round(10_000 * (value - spent) / value) for value, spent in _both() if value}
    return {f"{share / 100:.1f}%": cost for share in shares if share % 100 not in {0, 50}}


def above(text: str, right: MoneyRight, known: Mapping[str, MoneyRight]) -> list[str]:
    """Return the digits in `text` that need more than `right`. Few texts have any, even with tokens and moments."""
    secret = {digits for digits, needed in known.items() if needed > right}
    if not secret or secret.isdisjoint(_digits(text)):
        return []
    return sorted(secret & _digits(MOMENTS.sub("", TOKENS.sub("", text))))


def _digits(text: str) -> set[str]:
    return {*RUN.findall(text), *RUN.findall(MARKS.sub("", text))}


def shares_above(text: str, right: MoneyRight, known: dict[str, MoneyRight]) -> list[str]:
    """Return the margins in `text` that need more than `right`."""
    return sorted(share for share in _shares(text) if known.get(share, right) > right)


def priced(text: str) -> list[str]:
    """Return the figures with a currency in a text, for readers who can't see fees."""
    return PRICED.findall(TOKENS.sub("", text)) if any(sign in text for sign in SIGNS) else []


def finder(level: str) -> Callable[[str], bool]:
    """Return a function that says whether a text shows any amount, which someone may not have the right to see."""
    digits, shares, none = sentinels(level), margins(level), MoneyRight.NONE
    return lambda text: bool(above(text, none, digits) or shares_above(text, none, shares) or priced(text))


def _shares(text: str) -> set[str]:
    """Return every share with one decimal in a text, in any number format, negative ones with and without sign.

    The text is split at percent signs, because it is long and has few of them.
    """
    shares = (SHARE.search(before[-LONGEST_SHARE:]) for before in text.split("%")[:-1])
    found = {(one[1], f"{one[2]}.{one[3]}%") for one in shares if one}
    return {share for _sign, share in found} | {f"-{share}" for sign, share in found if sign}


def _written(minor: int) -> Iterator[str]:
    """Yield the digits of an amount: with cents, rounded, cut, and as a rate of four places."""
    minor = abs(minor)
    for digits in (f"{minor}", f"{minor}00", f"{round(Decimal(minor) / 100)}", f"{minor // 100}"):
        if len(digits) >= 5:
            yield digits


def _fees() -> Iterable[int]:
    for one in Agreement.objects.all():
        yield from (amount for amount in (one.fee, one.cap, one.discount, one.unit_price) if amount)
        yield from (int(rate * 100) for rate in (one.hourly_rate, one.overage_rate) if rate)
    yield from (int(rate * 100) for rate in Terms.objects.exclude(rate=None).values_list("rate", flat=True) if rate)
    yield from (int(one.per_hour * 100) for one in CardPrice.objects.all())
    yield from TopUp.objects.values_list("price", flat=True)
    yield from Invoice.objects.values_list("total", flat=True)
    for said in RetainerTerms.objects.all():
        yield from (int(rate * 100) for rate in (said.overage_rate, said.overage_rate_above) if rate)
        yield from (amount for amount in (said.fee,) if amount)
    entries = list(Entry.objects.all())
    for group in _groups(entries):
        yield sum(one.value or 0 for one in group)
        yield sum(one.standard or 0 for one in group)


def _passed_on() -> Iterable[int]:
    for one in Expense.objects.filter(kind="pass_through"):
        yield from (one.amount, one.cost or 0, one.billed or 0)


def _delivered() -> Iterable[int]:
    for one in Expense.objects.filter(kind="delivery"):
        yield from (one.amount, one.cost or 0)


def _costs() -> Iterable[int]:
    yield from Terms.objects.exclude(planned_cost=None).values_list("planned_cost", flat=True)  # type: ignore[misc]
    for value, spent in _both():
        yield spent
        yield value - spent


def _averages() -> Iterable[int]:
    yield from (int(one.per_hour * 100) for one in CostRate.objects.filter(level="average"))


def _costs_by_person() -> Iterable[int]:
    yield from (int(one.per_hour * 100) for one in CostRate.objects.all())
    yield from (one.people_cost for one in Agency.objects.all() if one.people_cost)
    yield from _payrolls()
    entries = list(Entry.objects.all())
    yield from (one.cost or 0 for one in entries)
    for person_id in {one.person_id for one in entries}:
        for group in _groups([one for one in entries if one.person_id == person_id]):
            yield sum(one.cost or 0 for one in group)


def _payrolls() -> Iterable[int]:
    """Yield the payroll of each month, and the part not absorbed by time."""
    entries = list(Entry.objects.all())
    for one in MonthEnd.objects.exclude(payroll=None):
        worked = sum(entry.cost or 0 for entry in entries if month_of(entry.work_date) == one.month)
        yield from (amount for amount in (one.payroll, (one.payroll or 0) - worked) if amount)


def _both() -> Iterable[tuple[int, int]]:
    """Yield what each group of time is worth, by hours and by fee, and its cost."""
    entries = list(Entry.objects.select_related("project__agreement"))
    for group in _groups(entries):
        if len({one.person_id for one in group}) < 2:
            continue  # That is the cost of one person.
        spent = sum(one.cost or 0 for one in group)
        worth = sum(one.value or 0 for one in group)
        yield worth, spent
        yield worth + _left_of_expenses(), spent + sum(_delivered()) // 2
        for agreement in {one.project.agreement for one in group if one.project and one.project.agreement}:
            yield agreement.fee or 0, spent


def _left_of_expenses() -> int:
    """Return what was billed for expenses less the pass-through costs."""
    return sum((one.billed or 0) - (one.cost or 0) for one in Expense.objects.filter(kind="pass_through"))


def _groups(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Yield all entries, and those of each account, project, line, month and their combinations."""
    for size in range(len(KEYS) + 1):
        for keys in combinations(KEYS, size):
            sorted_in: dict[tuple[object, ...], list[Entry]] = {}
            for one in entries:
                key = tuple(one.work_date.month if name == "month" else getattr(one, name) for name in keys)
                sorted_in.setdefault(key, []).append(one)
            yield from sorted_in.values()
