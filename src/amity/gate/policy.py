"""Permissions at the gate: who writes to a client, who clears, and who decides about what wasn't delivered."""

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.accounts.queries import manager_on
from amity.gate.lanes.rules import FOUR_EYES, MANAGER, OTHERS, PROJECT_MANAGER
from amity.gate.models import Item
from amity.gate.rules import BUNDLE
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_write(person: Person, account: Account) -> Answer:
    """Return whether a person can write to a client: who has full access to the account or runs its work."""
    if accounts.sees_whole(person, account) or accounts.may_keep(person, account):
        return YES
    return no(
        _("Only the account manager, the directors and the project managers of %(account)s can write to the client.")
        % {"account": account.name}
    )


def may_edit(person: Person, item: Item) -> Answer:
    """Return whether a person can change, submit, revise or withdraw an item: its author."""
    if item.author_id == person.pk:
        return YES
    return no(_("Only %(author)s, who wrote this, can change it.") % {"author": item.author.name})


def author_role(person: Person, account: Account) -> str:
    """Return as what someone writes: the account manager and directors, a project manager, or another colleague."""
    if accounts.answers_for(person, account):
        return MANAGER
    return PROJECT_MANAGER if person.pk in account.kept_by else OTHERS


def clearer_of(item: Item) -> Person | None:
    """Return who is asked to clear an item today: the account manager, their stand-in, or else the director."""
    return manager_on(item.account, timezone.localdate()) or item.account.director


def clears_alone(person: Person, item: Item) -> bool:
    """Return whether the author is the one who would be asked, so that the step is skipped and recorded."""
    clearer = clearer_of(item)
    own = item.author_id == person.pk or _wrote_part(person, item)
    return own and clearer is not None and clearer.pk == person.pk and item.lane != FOUR_EYES


def may_clear(person: Person, item: Item) -> Answer:
    """Return whether a person can clear, return or hold an item: never their own, unless they clear alone."""
    if item.author_id == person.pk or _wrote_part(person, item):
        return YES if clears_alone(person, item) else no(_("You can’t clear your own text. Someone else must read it."))
    if item.asked_again_id == person.pk or accounts.answers_for(person, item.account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can clear this.") % {"account": item.account.name}
    )


def _wrote_part(person: Person, item: Item) -> bool:
    """Return whether a person wrote an item of a bundle that another author signs."""
    return item.kind == BUNDLE and any(part.author_id == person.pk for part in item.bundled.all())


def may_bundle(person: Person, item: Item) -> Answer:
    """Return whether a person can make an item part of a bundle, or take a bundle apart: its author, and who clears."""
    return YES if item.author_id == person.pk else may_clear(person, item)


def may_stop(person: Person, item: Item) -> Answer:
    """Return whether a person can pull an item back before it goes: its author, and those who can clear it."""
    return YES if item.author_id == person.pk else may_clear(person, item)


def may_settle(person: Person, item: Item) -> Answer:
    """Return whether a person can decide about an email that wasn't delivered: the author, or who answers for it."""
    if item.author_id == person.pk or accounts.answers_for(person, item.account):
        return YES
    return no(_("Only the author and the account manager can decide about this email."))


def may_mark_read(person: Person, item: Item) -> Answer:
    """Return whether a person can mark what was found in a sent email as read: who answers for the account."""
    if accounts.answers_for(person, item.account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can mark this as read.")
        % {"account": item.account.name}
    )


def may_edit_templates(person: Person) -> Answer:
    """Return whether a person can add, change and remove email templates: account managers, and who sets lanes."""
    if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return YES
    return no(_("Only account managers, directors and administrators can change email templates."))


def may_set_lanes(person: Person, account: Account | None) -> Answer:
    """Return whether a person can set lanes: directors and administrators for the agency, its people for an account."""
    if account is None:
        if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
            return YES
        return no(_("Only directors and administrators can set lanes for the whole agency."))
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can set its lanes.") % {"account": account.name}
    )
