"""Items about the client: its contacts."""

from collections.abc import Mapping

from django.urls import reverse

from amity.accounts.models import Account, Contact
from amity.handoff.models import Handoff
from amity.handoff.rules import PEOPLE, SCOPE
from amity.handoff.versions.rules import Item
from amity.projects.models import Project
from amity.projects.rules import OVER


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items about the account of a hand-off, by block. A whole account has its current work too."""
    if handoff.account is None:
        return {}
    running = [] if handoff.project else _running(handoff.account)
    return {PEOPLE: _people(handoff.account), SCOPE: running}


def _running(account: Account) -> list[Item]:
    rows = Project.objects.filter(account=account).exclude(status__in=OVER).select_related("manager")
    return [
        Item(
            key=f"project.{one.pk}",
            text=one.name,
            who=one.manager.name if one.manager else "",
            url=reverse("projects:project", args=[one.pk]),
        )
        for one in rows.order_by("name", "pk")
    ]


def _people(account: Account) -> list[Item]:
    contacts = Contact.objects.filter(account=account, is_active=True).order_by("name", "pk")
    return [_contact(one) for one in contacts]


def _contact(contact: Contact) -> Item:
    more = (
        *(("roles", role, "role") for role in contact.roles),
        *((("channel", contact.channel, "channel"),) if contact.channel else ()),
        *((("standing", contact.standing, "standing"),) if contact.standing else ()),
    )
    text = f"{contact.name}, {contact.title}" if contact.title else contact.name
    return Item(
        key=f"contact.{contact.pk}", text=text, more=more, where=contact.standing_evidence,
        url=reverse("accounts:people", args=[contact.account_id]),
    )  # fmt: skip
