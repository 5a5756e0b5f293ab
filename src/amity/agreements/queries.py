"""Reads of agreements, as seen by somebody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import guards, policy, rules
from amity.agreements.models import Agreement, AgreementLine
from amity.lines import policy as line_policy
from amity.lines import queries as lines
from amity.lines.models import Line
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.money import Money, Rate
from amity.ui import formats

also_visible: Final[list[Callable[[Person], Q]]] = []
"""Hook: parts above say which agreements else somebody sees, as those of the projects they run."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """How time under an agreement is priced: its currency, and the price of an hour where one was agreed."""

    currency: str
    hourly: Rate | None


def pricing_of(agreement: Agreement) -> Pricing:
    """The pricing of an agreement."""
    hourly = Rate(agreement.hourly_rate, agreement.currency) if agreement.hourly_rate is not None else None
    return Pricing(agreement.currency, hourly)


def agreements_seen_by(by: Actor) -> QuerySet[Agreement]:
    """The agreements of accounts the actor answers for, of what they run, and all of them by role."""
    person = person_of(by)
    account = Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))
    seen = Q(Exists(account))
    for more in also_visible:
        seen |= more(person)
    found = Agreement.objects.select_related("account__manager")
    if policy.sees_all(person):
        return found
    if policy.sees_without_account(person):
        seen |= Q(account=None)
    return found.filter(seen)


def agreement_seen_by(by: Actor, agreement_id: int, *, lock: bool = False) -> Agreement:
    """One agreement, or `NotSeen`. `lock` holds its row until the transaction ends."""
    agreements = agreements_seen_by(by)
    if lock:
        agreements = agreements.select_for_update(of=("self",))
    agreement = agreements.filter(pk=agreement_id).first()
    if agreement is None:
        raise NotSeen(_("There is no such agreement, or you do not work on its account."))
    return agreement


def placed_lines_seen_by(by: Actor) -> QuerySet[AgreementLine]:
    """The lines of every agreement the actor sees, as they stand there."""
    return AgreementLine.objects.filter(agreement__in=agreements_seen_by(by).order_by()).select_related(
        "line", "agreement"
    )


def placed_line_seen_by(by: Actor, line_id: int) -> AgreementLine:
    """One line as it stands in its agreement, or `NotSeen`."""
    placed = placed_lines_seen_by(by).select_related("agreement__account__manager").filter(line_id=line_id).first()
    if placed is None:
        raise NotSeen(_("There is no such line, or you do not see its agreement."))
    return placed


def terms_as_of(placed: Iterable[AgreementLine], on: date) -> dict[int, lines.LineTerms]:
    """The terms of some lines by line, in one query."""
    signed: dict[int, date | None] = {row.line_id: row.agreement.signed_on for row in placed}
    return lines.terms_of(signed, on, signed) if signed else {}


def agreements_of(by: Actor, account: Account) -> list[Agreement]:
    """The agreements of an account, newest start first."""
    return list(agreements_seen_by(by).filter(account=account).order_by("-starts_on", "-pk"))


def open_to(by: Actor, account: Account | None) -> list[Agreement]:
    """The agreements a project of this account can run under: the account's, and those of no account yet."""
    found = agreements_seen_by(by).filter(Q(account=account) | Q(account=None))
    return list(found.order_by("number", "title", "pk"))


def terms_of(agreement: Agreement) -> rules.AgreedTerms:
    """What is agreed now."""
    names = rules.AgreedTerms.__dataclass_fields__
    return rules.AgreedTerms(**{name: getattr(agreement, name) for name in names})


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as it stands in an agreement, with its terms; `price` only where unit, quantity and rate say one."""

    line: Line
    number: str
    terms: lines.LineTerms
    price: Money | None


def lines_of(agreement: Agreement, on: date) -> list[PlacedLine]:
    """The lines of an agreement by number, with their terms, in two queries."""
    placed = list(AgreementLine.objects.filter(agreement=agreement).select_related("line").order_by("pk"))
    signed: dict[int, date | None] = {row.line_id: agreement.signed_on for row in placed}
    terms = lines.terms_of(signed, on, signed)
    told = [(row, terms.get(row.line_id, lines.NO_TERMS)) for row in placed]
    return [PlacedLine(row.line, row.number, every, lines.price_of(every.current)) for row, every in told]


def bare_lines_of(agreement: Agreement) -> list[Line]:
    """The lines of an agreement that have no account yet."""
    return list(Line.objects.filter(placement__agreement=agreement, account=None))


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do with an agreement."""

    fee: bool
    write: bool
    why_not: str


def rights(by: Actor, agreement: Agreement) -> Rights:
    """The answers of policy, asked once for a page."""
    person = person_of(by)
    answer = policy.may_write(person, agreement)
    return Rights(policy.sees_fee(person), bool(answer), answer.sentence)


def fee_model_labels() -> dict[str, str]:
    """The fee models in words."""
    return {
        rules.UNKNOWN: _("not said yet"),
        rules.FIXED: _("fixed fee"),
        rules.TIME: _("time and materials"),
        rules.RETAINER: _("retainer"),
        rules.PREPAID: _("prepaid block"),
        rules.NON_BILLABLE: _("not billable"),
    }


def completion_labels() -> dict[str, str]:
    """How the completion of a fixed fee is measured, in words."""
    return {
        "cost": _("cost so far against expected cost"),
        "percent": _("percent complete, as the project manager says"),
        "milestones": _("milestones delivered"),
    }


def counted_labels() -> dict[str, str]:
    """Which time counts against what is included, in words."""
    return {"all": _("all time"), "billable": _("billable time only"), "approved": _("approved time only")}


def counted_choices(now: str) -> list[tuple[str, str]]:
    """What is on offer: approved time only where somebody approves it, or where it is agreed already."""
    offered = counted_labels()
    if not guards.time_is_approved() and now != rules.APPROVED:
        del offered[rules.APPROVED]
    return list(offered.items())


@dataclass(frozen=True, slots=True)
class Fact:
    """A term in words; `amount` where it needs the right to see fees."""

    label: str
    shown: str
    amount: bool = True


def facts_of(terms: rules.AgreedTerms) -> list[Fact]:
    """The terms that mean something under the fee model, in words."""
    used = rules.USES[terms.fee_model]
    money = {"fee": _("Fee"), "discount": _("Discount"), "cap": _("Cap"), "piece_price": _("A piece")}
    rates = {"hourly_rate": _("An hour"), "overage_rate": _("An hour above")}
    times = {
        "included_seconds": _("Planned") if terms.fee_model == rules.FIXED else _("Included a month"),
        "bought_seconds": _("Bought"),
    }
    found = [
        Fact(label, formats.money(None if amount is None else Money(amount, terms.currency)))
        for name, label in money.items()
        if name in used and (amount := getattr(terms, name)) != 0
    ]
    found += [Fact(word, formats.per_hour(getattr(terms, n), terms.currency)) for n, word in rates.items() if n in used]
    found += [
        Fact(word, formats.hours(seconds), False)
        for name, word in times.items()
        if name in used and (seconds := getattr(terms, name)) is not None
    ]
    if "included_pieces" in used and terms.included_pieces is not None:
        found.append(Fact(_("Pieces a month"), formats.number(terms.included_pieces), False))
    if "counted" in used:
        found.append(Fact(_("Counts as used"), counted_labels()[terms.counted], False))
    if "completion_basis" in used:
        found.append(Fact(_("Earned by"), completion_labels()[terms.completion_basis], False))
    return found


def units() -> list[tuple[str, str]]:
    """The units of lines in words."""
    return list(lines.unit_labels().items())


def prices_kept_sentence() -> str:
    """What is said when the price of an hour or the currency changes."""
    return _(
        "Time logged from now on is priced by the new terms. Time logged before keeps the price stored with it, so "
        "past months do not change."
    )


def may_open(by: Actor, account: Account) -> bool:
    """Whether the actor may open agreements with an account."""
    person = person_of(by)
    return bool(policy.may_open(person, line_policy.may_write(person, account)))


def missing_sentences(terms: rules.AgreedTerms) -> list[str]:
    """What is still needed before the agreement gives revenue."""
    said = {"fee": _("the fee"), "bought_seconds": _("the hours that were bought")}
    return [said[name] for name in rules.missing(terms)]
