"""Permissions for agreements: who can edit and review them, and who can see amounts."""

from django.utils.translation import gettext as _

from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.lines import policy as lines
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_write(person: Person, agreement: Agreement) -> Answer:
    """Who answers for the account, and finance; they must see the fee, or they would overwrite what they cannot see."""
    if not sees_fee(person):
        return no(_("You can’t edit agreements without access to fees. Ask an administrator."))
    return lines.may_write(person, agreement.account)


def is_open(agreement: Agreement) -> Answer:
    """Whether its words and amounts can be changed at all, or why not: what is signed only a change order changes."""
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
    """Whether the person can edit the agreement: those with the right to write it, while it is open."""
    return may_write(person, agreement) and is_open(agreement)


def may_move(agreement: Agreement, to: str) -> Answer:
    """Whether a state leads to another: a legal move, or why not."""
    if rules.may_move(agreement.state, to):
        return YES
    return no(
        _("%(agreement)s is “%(state)s” and can’t become “%(to)s”.")
        % {"agreement": agreement, "state": wording.STATES[agreement.state], "to": wording.STATES[to]}
    )


def may_renew(agreement: Agreement) -> Answer:
    """Whether a renewal can be recorded: the agreement is in force and has a renewal clause."""
    if agreement.kind == rules.CHANGE_ORDER or agreement.state not in (rules.SIGNED, rules.IN_FORCE):
        return no(_("You can only renew an agreement that is signed or in force."))
    if agreement.renewal != rules.NO_RENEWAL:
        return YES
    if agreement.kind in rules.WITH_LINES:
        return no(_("%(agreement)s doesn’t renew. Use a change order to move its end date.") % {"agreement": agreement})
    return no(
        _("%(agreement)s doesn’t renew. Draft the next agreement, then replace this one.") % {"agreement": agreement}
    )


def may_review(person: Person, review: Review) -> Answer:
    """Whether the person can decide a review: they hold the role, did not draft it, and it is in review."""
    agreement = review.version.agreement
    if not person.has_role(review.role):
        return no(_("Only people with the role %(role)s can give this review.") % {"role": wording.ROLES[review.role]})
    if person.pk in drafters(review):
        return no(_("You can’t review an agreement that you drafted or sent for review."))
    if review.verdict or agreement.state != rules.IN_REVIEW:
        return no(_("This review is closed."))
    return YES


def may_ask_counsel(person: Person, review: Review) -> Answer:
    """Send one version to an outside lawyer: who writes the agreement, or who reviews it, while the review is open."""
    if review.role != reviews.LEGAL:
        return no(_("You can only ask outside counsel about a legal review."))
    if review.verdict or review.version.agreement.state != rules.IN_REVIEW:
        return no(_("This review is closed."))
    return YES if may_review(person, review) else may_write(person, review.version.agreement)


def drafters(review: Review) -> frozenset[int]:
    """Return who wrote the version, or sent it into review."""
    return frozenset({review.version.agreement.drafted_by_id or 0, review.version.frozen_by_id})


def sees_all(person: Person) -> bool:
    """Return whether every agreement is seen by role."""
    return person.has_role(*roles.SEES_EVERY_ACCOUNT)


def sees_without_account(person: Person) -> bool:
    """Return whether agreements that have no account yet are seen: by directors."""
    return person.has_role(roles.ACCOUNT_DIRECTOR)


def sees_fee(person: Person) -> bool:
    """Return whether fees, rates and discounts are shown to the person."""
    return person.money_right >= MoneyRight.FEE


def may_print(person: Person) -> Answer:
    """Papers show fees."""
    return YES if sees_fee(person) else no(_("Documents show amounts. Only people with access to fees can open them."))


def may_open(person: Person, allowed: Answer) -> Answer:
    """Whether the person can create an agreement; `allowed` is whether they can write lines of its account."""
    if not sees_fee(person):
        return no(_("You can’t edit agreements without access to fees. Ask an administrator."))
    return allowed


def may_see_queue(person: Person) -> Answer:
    """The queue of reviews: who holds a role that reviews."""
    if person.has_role(*reviews.ROLES):
        return YES
    return no(_("Only business affairs, legal and directors can see reviews."))


def may_see_rules(person: Person) -> Answer:
    """The library of terms and the rules of review: who reviews, and who looks after the settings."""
    if person.has_role(*reviews.ROLES, roles.ADMINISTRATOR):
        return YES
    return no(_("Only business affairs, legal, directors and administrators can see terms and review rules."))


def may_set_terms(person: Person) -> Answer:
    """Say what is standard: business affairs and legal, and directors, who answer for what is agreed."""
    if person.has_role(*reviews.ROLES):
        return YES
    return no(_("Only business affairs, legal and directors can set standard terms."))


def may_set_rules(person: Person) -> Answer:
    """Say what is reviewed: directors and administrators, not those who would be asked less."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return YES
    return no(_("Only directors and administrators can set review rules."))
