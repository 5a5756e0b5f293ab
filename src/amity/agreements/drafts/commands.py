"""Create agreements as drafts or as records of existing ones, set their fee terms, and withdraw them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.agency.queries import agency
from amity.agreements import guards, policy, queries, rules
from amity.agreements.fees import rules as fees
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.library import rules as library
from amity.agreements.library.queries import library_terms
from amity.agreements.lines.commands import place_line
from amity.agreements.models import Agreement
from amity.agreements.review.commands import withdraw_reviews
from amity.agreements.sections.rules import clauses
from amity.agreements.terms.models import AgreementTerm
from amity.agreements.transitions import move, note_why, to_change, to_write
from amity.audit import trail
from amity.lines import policy as line_policy
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.money import UnknownCurrency, decimals
from amity.shared.text.texts import one_line, within
from amity.shared.values import OneOf, Text, tidied, value_of, write


@command
def open_agreement(
    *, by: Actor, account_id: int | None, title: str, now: datetime, number: str = "", currency: str = "",
    terms: AgreedTerms | None = None,
) -> Agreement:  # fmt: skip
    """Record an agreement that is already in force, in the account's currency unless another is given.

    Its fee model is unknown until it is set. It can be corrected until its signature is recorded.
    """
    person, account = person_of(by), _account(account_id)
    policy.may_open(person, line_policy.may_write(person, account)).or_refuse()
    agreed = _checked(terms or AgreedTerms(fees.UNKNOWN, _currency(account, currency)))
    agreement = Agreement(
        account=account, title=_titled(title), number=within(number, 40, "number"), kind=_kind(agreed)
    )
    write(agreed, agreement)
    agreement.save(force_insert=True)
    changes = {"title": agreement.title, "number": agreement.number, "account_id": account_id, **asdict(agreed)}
    trail.record("agreement.opened", subject=agreement, by=by, at=now, changes=changes, money=fees.MONEY)
    return agreement


@command
def draft_agreement(
    *, by: Actor, account_id: int | None, kind: str, title: str, now: datetime, number: str = "",
    parent_id: int | None = None, currency: str = "", terms: AgreedTerms | None = None, line_ids: Iterable[int] = (),
) -> Agreement:  # fmt: skip
    """Create a draft with the agency's standard for each term of its kind.

    `line_ids` are existing lines, such as those of a brief, which are numbered in order. A change order belongs to its
    agreement and takes over its account, currency and fee model.
    """
    person, account = person_of(by), _account(account_id)
    policy.may_open(person, line_policy.may_write(person, account)).or_refuse()
    if kind not in rules.KINDS:
        raise Invalid(_("Choose from the list."), "kind")
    parent = parent_for(by, kind, parent_id, account_id)
    agreed = _checked(terms or AgreedTerms(_usual_model(kind), _currency(account, currency or _of(parent, kind))))
    if agreed.signed_on is not None:
        raise Invalid(
            _("Leave the signing date blank. Record the signature with the signatories and the document."), "signed_on"
        )
    agreement = Agreement(
        account=account, title=_titled(title), number=within(number, 40, "number"), kind=kind, parent=parent,
        state=rules.DRAFT, taken_over=False, drafted_by=person,
    )  # fmt: skip
    write(agreed, agreement)
    agreement.save(force_insert=True)
    changes = {"title": agreement.title, "number": agreement.number, "kind": kind, "account_id": account_id}
    trail.record("agreement.drafted", subject=agreement, by=by, at=now, changes=changes)
    _say_standard(agreement)
    for place, line_id in enumerate(line_ids, start=1):
        place_line(by=by, agreement_id=agreement.pk, line_id=line_id, now=now, number=str(place))
    return agreement


@command
def draft_order(
    *, by: Actor, agreement_id: int, title: str, now: datetime, number: str = "", reason: str = ""
) -> Agreement:  # fmt: skip
    """Draft a change order of a signed agreement, in its currency. The agreement stays as it was signed."""
    parent = to_write(by, agreement_id)
    order = draft_agreement(
        by=by, account_id=parent.account_id, kind=rules.CHANGE_ORDER, title=title, number=number,
        parent_id=agreement_id, now=now,
    )  # fmt: skip
    order.reason = reason.strip()
    order.save()
    return order


@command
def agree_terms(*, by: Actor, agreement_id: int, version: int, terms: AgreedTerms, now: datetime) -> Agreement:
    """Set the fee terms. Fields that don't apply to the fee model are cleared.

    Time already logged keeps the rate stored with it, even if the hourly rate or the currency changes.
    """
    agreement = to_change(by, agreement_id, version)
    if agreement.kind == rules.CHANGE_ORDER:
        raise Refused(_("A change order uses the fee terms of its agreement. Change its lines instead."))
    agreed, before = _checked(terms), queries.terms_of(agreement)
    if agreed.signed_on != before.signed_on and not agreement.taken_over:
        raise Invalid(
            _("Leave the signing date blank. Record the signature with the signatories and the document."), "signed_on"
        )
    for guard in guards.before_agree:
        guard(agreement, agreed).or_refuse()
    write(agreed, agreement)
    if agreement.kind in rules.WITH_LINES:
        agreement.kind = _kind(agreed)
    agreement.save()
    trail.record(
        "agreement.terms_agreed",
        subject=agreement,
        by=by,
        at=now,
        changes={"before": asdict(before), "after": asdict(agreed)},
        money=fees.MONEY,
    )
    return agreement


@dataclass(frozen=True, slots=True)
class Particulars:
    """Details of an agreement and its dates. `notice_on` is the last date to give notice."""

    title: Annotated[str, Text(200, needed=lazy("Enter a title."))]
    number: Annotated[str, Text(40)] = ""
    parent_id: int | None = None
    client_signer: Annotated[str, Text(200)] = ""
    order_number: Annotated[str, Text(60)] = ""
    reason: Annotated[str, Text(clauses.LONGEST, lines=True)] = ""
    renewal: Annotated[str, OneOf(rules.RENEWALS)] = rules.NO_RENEWAL
    renews_on: date | None = None
    notice_on: date | None = None


@command
def change_particulars(
    *, by: Actor, agreement_id: int, version: int, particulars: Particulars, now: datetime
) -> Agreement:
    """Replace the title, parent, signer, and notice and renewal dates of an open agreement."""
    agreement, particulars = to_change(by, agreement_id, version), tidied(particulars)
    if agreement.kind == rules.CHANGE_ORDER:
        particulars = replace(particulars, parent_id=agreement.parent_id)
    else:
        parent = parent_for(by, agreement.kind, particulars.parent_id, agreement.account_id)
        if parent is not None and parent.pk == agreement.pk:
            raise Invalid(_("An agreement can’t be its own parent. Choose another."), "parent_id")
    before = asdict(value_of(agreement, Particulars))
    write(particulars, agreement)
    agreement.save()
    changes = {"before": before, "after": asdict(particulars)}
    trail.record("agreement.particulars_changed", subject=agreement, by=by, at=now, changes=changes)
    return agreement


@command
def drop_agreement(*, by: Actor, agreement_id: int, version: int, reason: str, now: datetime) -> Agreement:
    """Withdraw an offer. Frozen versions remain, and open reviews are withdrawn."""
    agreement = to_write(by, agreement_id, version)
    if not reason.strip():
        raise Invalid(_("Enter the reason for withdrawing it."), "reason")
    before = move(agreement, rules.DROPPED)
    withdraw_reviews(agreement, now)
    note_why(agreement, rules.DROPPED, reason, by, now)
    agreement.save()
    changes = {"before": before, "reason": reason.strip()}
    trail.record("agreement.dropped", subject=agreement, by=by, at=now, changes=changes)
    return agreement


def parent_for(by: Actor, kind: str, parent_id: int | None, account_id: int | None) -> Agreement | None:
    """Return the parent of an agreement. Raises `Invalid` if its kind or account does not fit."""
    if parent_id is None:
        if kind == rules.CHANGE_ORDER:
            raise Invalid(_("Choose the agreement to change."), "parent_id")
        return None
    parent = queries.agreement_seen_by(by, parent_id)
    if parent.kind not in rules.PARENTS[kind] or parent.account_id != account_id:
        raise Invalid(_("This agreement can’t be its parent. Choose another."), "parent_id")
    if kind == rules.CHANGE_ORDER and parent.state not in (rules.SIGNED, rules.IN_FORCE):
        raise Invalid(_("Choose an agreement that is signed or in force."), "parent_id")
    return parent


def _account(account_id: int | None) -> Account | None:
    return Account.objects.select_related("manager").filter(pk=account_id).first() if account_id else None


def _titled(title: str) -> str:
    title = one_line(title, 200, "title")
    if not title:
        raise Invalid(_("Enter a title."), "title")
    return title


def _currency(account: Account | None, chosen: str) -> str:
    return chosen or (account.currency if account else agency().currency)


def _of(parent: Agreement | None, kind: str) -> str:
    return parent.currency if parent is not None and kind == rules.CHANGE_ORDER else ""


def _kind(terms: AgreedTerms) -> str:
    """Return the kind of a recorded agreement: retainer for a retainer fee, otherwise statement of work."""
    return rules.RETAINER if terms.fee_model == fees.RETAINER else rules.SOW


def _usual_model(kind: str) -> str:
    return fees.RETAINER if kind == rules.RETAINER else fees.UNKNOWN


def _say_standard(agreement: Agreement) -> None:
    """Set each term of the agreement's kind to the agency's standard."""
    judged = library.judged(library_terms(), {}, agreement.kind)
    AgreementTerm.objects.bulk_create(
        AgreementTerm(agreement=agreement, key=one.term.key, value=one.term.standard) for one in judged
    )


def _checked(terms: AgreedTerms) -> AgreedTerms:
    try:
        decimals(terms.currency)
    except UnknownCurrency:
        raise Invalid(_("Enter the currency as three letters, for example EUR."), "currency") from None
    terms = tidied(terms)
    for field, code in fees.faults(terms):
        raise Invalid(_fault_sentences()[code], field)
    if terms.counted == fees.APPROVED and not guards.time_is_approved():
        raise Invalid(
            _("Time approval is off, so no time would count as used. Turn on approval in the settings first."),
            "counted",
        )
    unused = frozenset(fees.AgreedTerms.__dataclass_fields__) - fees.USES[terms.fee_model]
    empty = AgreedTerms(terms.fee_model, terms.currency)
    always = ("fee_model", "currency", "starts_on", "ends_on", "signed_on")
    return replace(terms, **{name: getattr(empty, name) for name in unused if name not in always})


def _fault_sentences() -> dict[str, str]:
    return {
        "more_than_fee": _("The discount can’t be more than the fee."),
        "more_than_cap": _("The discount can’t be more than the cap."),
        "before_start": _("The end date must be on or after the start date."),
    }
