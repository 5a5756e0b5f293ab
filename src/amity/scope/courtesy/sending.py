"""Send the statement of what was at no charge to the client, as an item of the gate."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
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
from amity.scope import places, policy
from amity.scope.courtesy.statement import MONTHS, Statement, statement_letter, statement_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Refused
from amity.shared.permission import Answer
from amity.shared.rows.lookup import only_row
from amity.ui import formats
from amity.ui.reader_format import in_language

KEY: Final = "at-no-charge"
"""The key of what is sent here. Its id names an account and a month, see `statement_id`."""


def register() -> None:
    """Register statements of work at no charge among what is sent to clients."""
    registry.register(
        Sender(
            key=KEY, changed=lazy("What was at no charge in this month changed since this was written"),
            prepare=_prepare, versions=_versions, sent=_sent, address=_address, has_price=_has_price,
        )
    )  # fmt: skip


def may_send(person: Person, account: Account) -> Answer:
    """Return whether a person can send a statement: who sees what is left, and can write to the client."""
    return policy.may_see_courtesy(person, account) and gate_policy.may_write(person, account)


def _prepare(by: Actor, subject_id: int) -> Prepared:
    account_id, month = divmod(subject_id, MONTHS)
    account, author = account_seen_by(by, account_id), person_of(by)
    may_send(author, account).or_refuse()
    if not 1 <= month % 100 <= 12 or month < 2000_01:
        raise NotSeen(_("Choose a month."))
    found = statement_of(account, month)
    named = {"month": formats.month(month, prose=True), "account": account.name}
    if found.is_empty:
        raise Refused(_("%(account)s had nothing at no charge in %(month)s.") % named)
    contact = likely_reader(account, roles=(DAY_TO_DAY,))
    with in_language(language_for(contact)):
        subject, body = statement_letter(found, contact, author.name)
    return Prepared(
        key=KEY, id=subject_id, account=account, kind=gate.STATEMENT, version=_figures(found),
        title=_("Work at no charge in %(month)s") % named, back=_address(subject_id), subject=subject,
        body=body, contact_ids=(contact.pk,) if contact else (), has_price=bool(found.total.standard),
    )  # fmt: skip


def _statement(subject_id: int) -> Statement | None:
    account_id, month = divmod(subject_id, MONTHS)
    account = only_row(Account.objects.filter(pk=account_id))
    return statement_of(account, month) if account is not None and 1 <= month % 100 <= 12 else None


def _figures(found: Statement) -> str:
    """Return a digest of what the client reads, "" where there is nothing to tell."""
    rows = [(one.words, one.given, one.coming) for one in found.requests]
    return "" if found.is_empty else sha256(repr((rows, found.other)))[:40]


def _versions(subject_ids: Collection[int]) -> Mapping[int, str]:
    known = {one: found for one in subject_ids if (found := _statement(one)) is not None}
    return {one: version for one, found in known.items() if (version := _figures(found))}


def _has_price(subject_id: int) -> bool:
    found = _statement(subject_id)
    return found is not None and bool(found.total.standard)


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Change nothing: the email itself is the statement."""


def _address(_subject_id: int) -> str:
    return f"{reverse(places.LIST)}#at-no-charge-h"
