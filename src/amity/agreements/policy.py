"""Permissions for agreements: who can edit and review them, and who can see amounts."""

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.lines import policy as lines
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_write(person: Person, agreement: Agreement) -> Answer:
    """Return whether a person can write the agreement: those responsible for the account, and finance.

    They must see fees, or they would overwrite hidden amounts.
    """
    if not sees_fee(person):
        return no(_("You can’t edit agreements without access to fees. Ask an administrator."))
    return lines.may_write(person, agreement.account)


def client_of(agreement: Agreement) -> Account:
    """Return the client of an agreement. Refused if it has none."""
    if agreement.account is None:
        raise Refused(_("This agreement has no account, so no client can get it."))
    return agreement.account


def is_open(agreement: Agreement) -> Answer:
    """Return whether an agreement can be edited. A signed one can only be changed by a change order."""
    if rules.is_editable(agreement.state, taken_over=agreement.taken_over):
        return YES
    if agreement.state in rules.BINDING:
        return no(
            _("%(agreement)s is signed and can’t be edited. Use a change order to change what was agreed.")
            % {"agreement": agreement}
        )
    if agreement.state == rules.DROPPED:
        return no(_("%(agreement)s has been withdrawn.") % {"agreement": agreement})
    return no(
        _("%(agreement)s is “%(state)s”. Return it to draft before you edit it.")
        % {"agreement": agreement, "state": wording.STATES[agreement.state]}
    )


def may_change(person: Person, agreement: Agreement) -> Answer:
    """Return whether a person can edit the agreement: those who can write it, while it is open."""
    return may_write(person, agreement) and is_open(agreement)


def may_move(agreement: Agreement, to: str) -> Answer:
    """Return whether a change of status is legal."""
    if rules.may_move(agreement.state, to):
        return YES
    return no(
        _("%(agreement)s is “%(state)s” and can’t become “%(to)s”.")
        % {"agreement": agreement, "state": wording.STATES[agreement.state], "to": wording.STATES[to]}
    )


def may_renew(agreement: Agreement) -> Answer:
    """Return whether a renewal can be recorded: of a signed or active agreement with a renewal clause."""
    if agreement.kind == rules.CHANGE_ORDER or agreement.state not in (rules.SIGNED, rules.IN_FORCE):
        return no(_("You can only renew an agreement that is signed or in force."))
    if agreement.renewal != rules.NO_RENEWAL:
        return YES
    if agreement.kind in rules.WITH_LINES:
        return no(_("%(agreement)s doesn’t renew. Use a change order to move its end date.") % {"agreement": agreement})
    return no(
        _("%(agreement)s doesn’t renew. Draft the next agreement, then replace this one.") % {"agreement": agreement}
    )


def may_record_order_number(agreement: Agreement) -> Answer:
    """Return whether the client's PO number can be recorded beside the signed text, which doesn't change.

    Before the signature it is one of the details that a draft has.
    """
    if agreement.kind in rules.INVOICED and agreement.state in rules.BINDING:
        return YES
    return no(_("You can only record a PO number here once a statement of work, retainer or change order is signed."))


def may_review(person: Person, review: Review) -> Answer:
    """Return whether a person can decide a review: those with its role who didn't draft it, while it is in review."""
    agreement = review.version.agreement
    if not person.has_role(review.role):
        return no(_("Only people with the role %(role)s can give this review.") % {"role": wording.ROLES[review.role]})
    if person.pk in drafters(review):
        return no(_("You can’t review an agreement that you drafted or sent for review."))
    if review.verdict or agreement.state != rules.IN_REVIEW:
        return no(_("This review is closed."))
    return YES


def may_ask_counsel(person: Person, review: Review) -> Answer:
    """Return whether a person can ask an outside lawyer: those who write or review it, while the review is open."""
    if review.role != reviews.LEGAL:
        return no(_("You can only ask outside counsel about a legal review."))
    if review.verdict or review.version.agreement.state != rules.IN_REVIEW:
        return no(_("This review is closed."))
    return YES if may_review(person, review) else may_write(person, review.version.agreement)


def drafters(review: Review) -> frozenset[int]:
    """Return who wrote the version or submitted it."""
    return frozenset({review.version.agreement.drafted_by_id or 0, review.version.frozen_by_id})


def sees_all(person: Person) -> bool:
    """Return whether the person's role gives access to every agreement."""
    return person.has_role(*roles.SEES_EVERY_ACCOUNT)


def sees_without_account(person: Person) -> bool:
    """Return whether the person sees agreements that have no account yet, as directors do."""
    return person.has_role(roles.ACCOUNT_DIRECTOR)


def sees_fee(person: Person) -> bool:
    """Return whether the person can see fees, rates and discounts."""
    return person.money_right >= MoneyRight.FEE


def may_print(person: Person) -> Answer:
    """Return whether a person can open documents: those who can see fees, which documents show."""
    return YES if sees_fee(person) else no(_("Documents show amounts. Only people with access to fees can open them."))


def may_open(person: Person, allowed: Answer) -> Answer:
    """Return whether a person can create an agreement: those who see fees and are `allowed` to write lines."""
    if not sees_fee(person):
        return no(_("You can’t edit agreements without access to fees. Ask an administrator."))
    return allowed


def may_see_queue(person: Person) -> Answer:
    """Return whether a person can see the review queue: those with a role that reviews."""
    if person.has_role(*reviews.ROLES):
        return YES
    return no(_("Only business affairs, legal and directors can see reviews."))


def may_see_rules(person: Person) -> Answer:
    """Return whether a person can see the library and the review rules: reviewers and administrators."""
    if person.has_role(*reviews.ROLES, roles.ADMINISTRATOR):
        return YES
    return no(_("Only business affairs, legal, directors and administrators can see terms and review rules."))


def may_set_terms(person: Person) -> Answer:
    """Return whether a person can set standard terms: business affairs, legal and directors."""
    if person.has_role(*reviews.ROLES):
        return YES
    return no(_("Only business affairs, legal and directors can set standard terms."))


def may_set_rules(person: Person) -> Answer:
    """Return whether a person can set review rules: directors and administrators, not the other reviewers."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return YES
    return no(_("Only directors and administrators can set review rules."))
