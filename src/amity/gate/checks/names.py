"""Check: names are those in Amity. The greeting names a recipient, and known names are spelled as they are recorded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.queries import active_of_each
from amity.gate import rules
from amity.gate.checks import registry
from amity.gate.checks.contact_pages import opens_contacts
from amity.gate.checks.name_rules import greeted, is_one_of, near
from amity.gate.checks.registry import Check, Finding, Letter, Run, anyone
from amity.gate.checks.rules import WARN

CHIPS = (rules.CHECKED, rules.WORDING)
MOST = 4
"""Warnings about spelling for one item."""


def register() -> None:
    """Register the check."""
    registry.register(Check("names", 22, lazy("Names as in Amity"), _prepare, can_block=False))


def _prepare(letters: Sequence[Letter]) -> Run:
    return partial(_run, _contacts_of({letter.account.pk for letter in letters if letter.account.pk}))


def _contacts_of(account_ids: Collection[int]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Return the ids and names of the contacts who are there, by account."""
    found = active_of_each(account_ids)
    return {account: sorted((one.pk, one.name) for one in own) for account, own in found.items()}


def _run(contacts: Mapping[int, Sequence[tuple[int, str]]], letter: Letter) -> Iterator[Finding]:
    known = contacts.get(letter.account.pk, ())
    yield from _greeting(letter)
    names = [letter.account.name, *(name for _pk, name in known)]
    pages = [reverse("accounts:account", args=[letter.account.pk])] if letter.account.pk else [""]
    pages += [reverse("accounts:contact", args=[pk]) for pk, _name in known]
    opens_contact = opens_contacts(letter.account)
    for one in near(letter.words, names)[:MOST]:
        yield Finding(
            key=f"names:{one.words.casefold()}"[:120],
            level=WARN,
            title=_("A name is spelled differently in Amity"),
            words=one.words,
            text=_("Your text has “%(words)s”. In Amity it is “%(spelled)s”, as in %(name)s.")
            % {"words": one.words, "spelled": one.right, "name": names[one.place]},
            address=pages[one.place],
            address_label=_("Show name"),
            chips=CHIPS,
            opens=opens_contact if one.place else anyone,
        )


def _greeting(letter: Letter) -> Iterator[Finding]:
    """Find names in the greeting that are no recipient's. The client's own name greets everyone there."""
    if not letter.people:
        return
    recipients = [contact.name for contact, _way in letter.people]
    for name in greeted(letter.text):
        if not is_one_of(name, [*recipients, letter.account.name]):
            yield Finding(
                key=f"names:to-{name.casefold()}"[:120],
                level=WARN,
                title=_("The greeting names someone else"),
                words=name,
                text=_("You greet %(name)s. This goes to %(recipients)s.")
                % {"name": name, "recipients": ", ".join(recipients)},
                chips=CHIPS,
            )
