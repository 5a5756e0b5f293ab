"""Check: preferences of the account and of the recipients that have an automatic check, with the client's words.

What they must have or never want blocks where they stated it. What we observed or assume warns, and so does what a
contact stated who has left, and a preference that couldn't be checked.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Preference
from amity.accounts.preferences import queries, rules
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK, WARN
from amity.shared.text import phrases

STRICT: Final = (rules.NEVER, rules.MUST)


def register() -> None:
    """Register the check."""
    registry.register(Check("preferences", 20, lazy("Client preferences"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, queries.active_with_check({letter.account.pk for letter in letters}))


def _run(active: Mapping[int, Sequence[Preference]], letter: Letter) -> Iterator[Finding]:
    ids = {contact.pk for contact, _way in letter.people}
    about_them = [one for one in active.get(letter.account.pk, ()) if one.holder_id in (None, *ids)]
    for result in queries.tried_on(about_them, letter.words, tuple(letter.files)):
        if result.found is not None:
            yield _finding(result.preference, result.found)
        elif result.unchecked:
            yield _unchecked(result.preference, result.unchecked)


def _finding(one: Preference, found: rules.Found) -> Finding:
    strict = one.attitude in STRICT and one.basis == rules.STATED
    left = _has_left(one)
    fault = _fault(one, found)
    return Finding(
        key=f"preference:{one.pk}",
        level=BLOCK if strict and not left else WARN,
        title=_title(one),
        words=found.words,
        quote=one.client_words or one.text,
        who=one.stated_by.name if one.stated_by else "",
        where=_where(one),
        text=f"{fault} {_no_longer_theirs(one)}" if left else fault,
        address=_address(one),
        address_label=_("Show preference"),
    )


def _unchecked(one: Preference, why: str) -> Finding:
    return Finding(
        key=f"preference:{one.pk}",
        level=WARN,
        title=_("A client preference couldn’t be checked"),
        quote=one.client_words or one.text,
        who=one.stated_by.name if one.stated_by else "",
        where=_where(one),
        text=f"{why[:1].upper()}{why[1:]}.",
        address=_address(one),
        address_label=_("Show preference"),
    )


def _has_left(one: Preference) -> bool:
    """Return whether the contact who stated it no longer works there, so it is no longer a contact's own words."""
    return one.stated_by is not None and not one.stated_by.is_active


def _no_longer_theirs(one: Preference) -> str:
    names = {"name": one.stated_by.name if one.stated_by else ""}
    return _("%(name)s has left, so these are no longer a contact’s own words. Ask whether it still applies.") % names


def _address(one: Preference) -> str:
    return reverse("accounts:plan", args=[one.account_id]) + "#preferences"


def _title(one: Preference) -> str:
    if one.basis == rules.ASSUMPTION:
        return _("Against what we believe they prefer")
    return {
        rules.NEVER: _("Breaks a “never” of the client"),
        rules.MUST: _("Lacks a “must” of the client"),
        rules.DISLIKE: _("Something the client dislikes"),
        rules.LIKE: _("Not what the client likes"),
    }[one.attitude]


def _where(one: Preference) -> str:
    basis = str(queries.BASES[one.basis])
    return f"{phrases.shown(one.stated_in)}, {basis}" if one.stated_in else basis


def _fault(one: Preference, found: rules.Found) -> str:
    if found.over:
        return _("The text is %(count)s characters too long.") % {"count": found.over}
    if not found.words:
        return _("Missing: “%(words)s”.") % {"words": one.check_value}
    return _("Your text has “%(words)s”.") % {"words": found.words}
