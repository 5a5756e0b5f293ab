"""Send the answer to a declined request to the client, as an item of the gate."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Account
from amity.accounts.rules import DAY_TO_DAY
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.rules import sha256
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import likely_reader
from amity.gate.subjects.registry import Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.declining.letter import declined_letter
from amity.scope.declining.rules import DECLINED_REQUEST
from amity.scope.models import Request
from amity.scope.requests.queries import request_seen_by
from amity.shared.actor import Actor
from amity.shared.permission import Answer, no
from amity.ui.reader_format import in_language


def register() -> None:
    """Register declined requests among what is sent to clients."""
    registry.register(
        Sender(
            key=DECLINED_REQUEST, changed=lazy("The request or the reason changed since this email was written"),
            prepare=_prepare, versions=_versions, sent=_sent, address=_address,
        )
    )  # fmt: skip


def may_answer(person: Person, row: Request) -> Answer:
    """Return whether a person can write the answer to a declined request: who changes it and writes to the client."""
    if row.account is None or not is_declined(row):
        return no(_("This request isn’t declined."))
    return policy.may_change(person, row) and gate_policy.may_write(person, row.account)


def is_declined(row: Request) -> bool:
    """Return whether someone decided to decline a request and no one has reopened it."""
    return row.state == rules.DECLINED and not row.is_open


def _prepare(by: Actor, request_id: int) -> Prepared:
    row, author = request_seen_by(by, request_id), person_of(by)
    may_answer(author, row).or_refuse()
    account = cast(Account, row.account)  # A request without one is refused.
    contact = likely_reader(account, roles=(DAY_TO_DAY,), chosen=row.contact)
    with in_language(language_for(contact)):
        subject, body = declined_letter(row, contact, author.name)
    return Prepared(
        key=DECLINED_REQUEST, id=row.pk, account=account, kind=gate.EMAIL, version=_version(row),
        title=_("Answer the request"), back=_address(row.pk), subject=subject, body=body,
        contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


def _version(row: Request) -> str:
    """Return a digest of the words and the reason."""
    return sha256(repr((row.words, row.decided_because)))[:40]


def _versions(request_ids: Collection[int]) -> Mapping[int, str]:
    return {row.pk: _version(row) for row in Request.objects.filter(pk__in=request_ids) if is_declined(row)}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Change nothing: the request is closed already, and shows its emails."""


def _address(request_id: int) -> str:
    return reverse("scope:request", args=[request_id])
