"""Queries for preferences the actor can see, and a check of a text against them."""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.any_account import ACCOUNT, CONTACT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account, Contact, Preference
from amity.accounts.policy import sees_whole
from amity.accounts.preferences import rules
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import already_read, once_for_each
from amity.shared.rows.lookup import seen_or_missing

ATTITUDES: Mapping[str, Promise] = {
    rules.LIKE: lazy("Likes"),
    rules.DISLIKE: lazy("Dislikes"),
    rules.MUST: lazy("Must have"),
    rules.NEVER: lazy("Never"),
}
ORDER: Mapping[str, int] = {rules.NEVER: 0, rules.MUST: 1, rules.DISLIKE: 2, rules.LIKE: 3}
SCOPES: Mapping[str, Promise] = {
    "wording": lazy("Wording"),
    "visual": lazy("Visual"),
    "process": lazy("Way of working"),
    "channel": lazy("Channel"),
    "people": lazy("People"),
}
BASES: Mapping[str, Promise] = {
    rules.STATED: lazy("they said so"),
    rules.OBSERVED: lazy("we saw it"),
    rules.ASSUMPTION: lazy("we believe so"),
}
CHECKS: Mapping[str, Promise] = {
    rules.PHRASE: lazy("these words must not appear"),
    rules.EXPRESSION: lazy("no match for this expression"),
    rules.REQUIRED: lazy("these words must appear"),
    rules.LONGEST: lazy("at most this many characters"),
    rules.ATTACHMENT: lazy("no attachment of this type"),
}

_ACTIVE: Final = "active preferences"
"""What a page has read of accounts for its checks."""


def preferences_seen_by(by: Actor) -> "QuerySet[Preference]":
    """Return all active preferences of accounts the actor can see."""
    seen = Preference.objects.visible_to(person_of(by)).active()
    return seen.select_related("holder", "stated_by")


def preferences_of(by: Actor, account: Account) -> list[Preference]:
    """Return the account's active preferences that the actor can see: must and never first, assumptions last.

    Those that the checks of the page have read serve whoever sees the whole account.
    """
    known = already_read(_ACTIVE) or {}
    if account.pk in known and sees_whole(person_of(by), account):
        return worded(known[account.pk])
    return worded(sorted(rows_on_account(by, account.pk, _on_account), key=_weight))


def _weight(preference: Preference) -> tuple[bool, int, str]:
    """Return the place of a preference in a list."""
    return preference.basis == rules.ASSUMPTION, ORDER[preference.attitude], preference.scope


def preferences_of_contact(by: Actor, contact: Contact) -> list[Preference]:
    """Return the active preferences of one contact that the actor can see: must and never first, assumptions last."""
    found = rows_on_account(by, contact.account_id, _of_contact, contact=contact.pk)
    return worded(sorted(found, key=_weight))


def _on_account(by: Actor) -> "QuerySet[Preference]":
    return preferences_seen_by(by).filter(account=ACCOUNT).order_by("pk")


def _of_contact(by: Actor) -> "QuerySet[Preference]":
    return preferences_seen_by(by).filter(holder=CONTACT).order_by("pk")


def preference_seen_by(by: Actor, preference_id: int, *, lock: bool = False) -> Preference:
    """Return one preference, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = Preference.objects.visible_to(person_of(by)).select_related("account__manager", "holder", "stated_by")
    return seen_or_missing(
        found,
        preference_id,
        _("Preference not found. It may have been deleted, or you don’t have access to its account."),
        lock=lock,
    )


def attitude_of(preference: Preference) -> str:
    """Return the attitude in a word, "" for "never" before a text that rules something out itself."""
    if preference.attitude == rules.NEVER and rules.refuses(preference.text):
        return ""
    return str(ATTITUDES[preference.attitude])


def worded(found: Iterable[Preference]) -> list[Preference]:
    """Return the preferences with labels for their choices, for a template."""
    rows = list(found)
    for preference in rows:
        preference.attitude_word, preference.scope_word = attitude_of(preference), SCOPES[preference.scope]  # type: ignore[attr-defined]
        preference.basis_word = BASES[preference.basis]  # type: ignore[attr-defined]
        preference.check_word = CHECKS.get(preference.check_kind, "")  # type: ignore[attr-defined]
        preference.check_works = rules.works(rules.Check(preference.check_kind, preference.check_value))  # type: ignore[attr-defined]
    return rows


MOST_SECONDS = 5.0
"""Time limit for checking one text. Later checks are skipped."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A preference a text was checked against: where the text breaks it, or why it wasn't checked."""

    preference: Preference
    found: rules.Found | None
    unchecked: str = ""


def tried(by: Actor, account: Account, text: str, attachments: Sequence[str] = ()) -> list[Tried]:
    """Return the account's preferences that have a check: broken first, then unchecked, then met."""
    return tried_on(preferences_of(by, account), text, attachments)


def active_with_check(account_ids: Collection[int]) -> Mapping[int, Sequence[Preference]]:
    """Return the active preferences of accounts that have a check, whoever asks, by account."""
    found = once_for_each(_ACTIVE, account_ids, _active_on)
    return {account: [one for one in own if one.check_kind] for account, own in found.items()}


def _active_on(account_ids: Collection[int]) -> Mapping[int, Sequence[Preference]]:
    rows = Preference.objects.active().filter(account__in=account_ids)
    found: defaultdict[int, list[Preference]] = defaultdict(list)
    for one in sorted(rows.select_related("holder", "stated_by").order_by("pk"), key=_weight):
        found[one.account_id].append(one)
    return found


def tried_on(preferences: Iterable[Preference], text: str, attachments: Sequence[str] = ()) -> list[Tried]:
    """Return the preferences that have a check: broken first, then unchecked, then met."""
    until = time.monotonic() + MOST_SECONDS
    checked = [
        _tried(preference, text, tuple(attachments), until) for preference in preferences if preference.check_kind
    ]
    return sorted(checked, key=lambda result: (result.found is None, not result.unchecked))


def _tried(preference: Preference, text: str, attachments: tuple[str, ...], until: float) -> Tried:
    if time.monotonic() > until:
        return Tried(preference, None, _("not checked: the other checks took too long"))
    check = rules.Check(preference.check_kind, preference.check_value)
    try:
        return Tried(preference, rules.broken_by(check, text, attachments))
    except rules.BadCheck:
        return Tried(preference, None, _("not checked: its expression is no longer supported"))
