"""Open agreements, agree on terms, put lines into them."""

from dataclasses import asdict, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agency.queries import agency
from amity.agreements import guards, policy, queries, rules
from amity.agreements.models import Agreement, AgreementLine
from amity.agreements.rules import AgreedTerms
from amity.audit import trail
from amity.lines import commands as lines
from amity.lines import policy as line_policy
from amity.lines.models import Line
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.money import UnknownCurrency, decimals


@command
def open_agreement(
    *, by: Actor, account_id: int | None, title: str, now: datetime, number: str = "", currency: str = "",
    terms: AgreedTerms | None = None,
) -> Agreement:  # fmt: skip
    """Open an agreement in the account's currency unless another is given. Its fee model is unknown until agreed."""
    account = Account.objects.select_related("manager").filter(pk=account_id).first() if account_id else None
    person = person_of(by)
    policy.may_open(person, line_policy.may_write(person, account)).or_refuse()
    title = " ".join(title.split())[:200]
    if not title:
        raise Invalid(_("An agreement needs a title."), "title")
    currency = currency or (account.currency if account else agency().currency)
    said = _checked(terms or AgreedTerms(rules.UNKNOWN, currency))
    agreement = Agreement(account=account, title=title, number=number.strip()[:40])
    _put(agreement, said)
    agreement.save(force_insert=True)
    changes = {"title": title, "number": agreement.number, "account_id": account_id, **asdict(said)}
    trail.record("agreement.opened", subject=agreement, by=by, at=now, changes=changes, money=rules.MONEY)
    return agreement


@command
def agree_terms(*, by: Actor, agreement_id: int, version: int, terms: AgreedTerms, now: datetime) -> Agreement:
    """Say what was agreed. Fields that mean nothing under the fee model are cleared.

    Time already logged keeps the price stored with it, whatever becomes of the hourly rate or the currency.
    """
    agreement = queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    agreement.expect(version)
    said, before = _checked(terms), queries.terms_of(agreement)
    for guard in guards.before_agree:
        guard(agreement, said).or_refuse()
    _put(agreement, said)
    agreement.save()
    trail.record(
        "agreement.terms_agreed",
        subject=agreement,
        by=by,
        at=now,
        changes={"before": asdict(before), "after": asdict(said)},
        money=rules.MONEY,
    )
    return agreement


@command
def add_line(
    *, by: Actor, agreement_id: int, number: str, title: str, now: datetime, phase: str = "",
    terms: lines.NewTerms | None = None,
) -> Line:  # fmt: skip
    """Put a new line into an agreement. Without terms of its own it is an offer of the agreement without plan."""
    agreement = queries.agreement_seen_by(by, agreement_id, lock=True)
    policy.may_write(person_of(by), agreement).or_refuse()
    if AgreementLine.objects.filter(agreement=agreement, number=number.strip()).exists():
        raise Invalid(_("This agreement has a line %(number)s already.") % {"number": number.strip()}, "number")
    line = lines.open_line(by=by, account_id=agreement.account_id, number=number, title=title, phase=phase, now=now)
    AgreementLine.objects.create(agreement=agreement, line=line, number=line.number)
    terms = terms or lines.NewTerms(valid_from=_from(agreement, now.date()), signed_on=agreement.signed_on)
    lines.set_terms(by=by, line_id=line.pk, terms=replace(terms, currency=agreement.currency), now=now)
    return line


def _from(agreement: Agreement, today: date) -> date:
    return agreement.signed_on or agreement.starts_on or today


def _checked(terms: AgreedTerms) -> AgreedTerms:
    try:
        decimals(terms.currency)
    except UnknownCurrency:
        raise Invalid(_("Give the currency as three letters, as in EUR."), "currency") from None
    for fault in rules.faults(terms):
        raise Invalid(_fault_sentences()[fault.code], fault.field)
    if terms.counted == rules.APPROVED and not guards.time_is_approved():
        raise Invalid(
            _("Nobody approves time here, so approved time would be none. Turn approval on in the settings first."),
            "counted",
        )
    unused = frozenset(rules.AgreedTerms.__dataclass_fields__) - rules.USES[terms.fee_model]
    empty = AgreedTerms(terms.fee_model, terms.currency)
    kept = ("fee_model", "currency", "starts_on", "ends_on", "signed_on")
    return replace(terms, **{name: getattr(empty, name) for name in unused if name not in kept})


def _fault_sentences() -> dict[str, str]:
    return {
        "choice": _("Choose from the list."),
        "negative": _("This cannot be below zero."),
        "more_than_fee": _("The discount is more than the fee."),
        "before_start": _("The end lies before the start."),
    }


def _put(agreement: Agreement, terms: AgreedTerms) -> None:
    for name, value in asdict(terms).items():
        setattr(agreement, name, value)
