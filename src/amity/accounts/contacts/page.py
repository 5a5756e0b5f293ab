"""The page of a contact: where they stand, what is open with them, what they prefer, and how to reach them."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import places, queries
from amity.accounts.asks.queries import asked_of
from amity.accounts.contacts import standings
from amity.accounts.contacts.queries import channel_labels, contact_role_labels
from amity.accounts.erasure.queries import may_erase
from amity.accounts.models import Contact
from amity.accounts.preferences.queries import preferences_of_contact
from amity.accounts.pushes import wording
from amity.accounts.pushes.queries import push_budget
from amity.accounts.sections import contact_sections
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.waiting.folding import each_shortened
from amity.waiting.page import open_sections
from amity.waiting.queries import open_on


def context(by: Actor, contact: Contact, opened: str = "") -> dict[str, Any]:
    """Return the values of the page. Of many open items the first are shown, and the section named `opened`."""
    account, person = contact.account, person_of(by)
    today = person.day_of(timezone.now())
    here = reverse("accounts:contact", args=[contact.pk])
    over_time = standings.standings_of(contact, person)
    added = places.adds.seen_by(by, account)
    push = push_budget(by, contact, today)
    groups = open_on(by, account.pk, today, contact_id=contact.pk, account=account)
    return {
        "contact": contact,
        "account": account,
        "roles": ", ".join(str(label) for key, label in contact_role_labels().items() if key in contact.roles),
        "rights": queries.rights(by, account),
        "may_erase": may_erase(by, contact),
        "finding": standings.finding(contact, over_time, today),
        "standings": over_time,
        "groups": each_shortened(open_sections(groups, here, today, contact=contact.name), opened, here),
        "buttons": [entry.template for entry in places.contact_buttons.seen_by(by, contact)],
        "starts": [
            (entry.label, f"{entry.address(account)}?contact={contact.pk}")
            for entry in places.with_contact.seen_by(by, account)
        ],
        "adds": [(entry, f"{entry.address(account)}&contact={contact.pk}") for entry in added],
        "preferences": preferences_of_contact(by, contact),
        "may_keep": queries.may_keep(by, account),
        "channel": channel_labels().get(contact.channel, ""),
        "language": dict(settings.LANGUAGES).get(contact.language, ""),
        "asked": queries.manager_on(account, today),
        "manager": account.manager,
        "beside": contact_sections(by, contact),
        "asks": asked_of(by, contact, today),
        "push": push,
        "push_sentence": wording.push_sentence(push.left),
        "nothing_open": _("Nothing is open with %(name)s.") % {"name": contact.name},
    }
