"""What an answer of the client to an agreement's email does: it is signed, or their words are recorded with it."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import manager_on
from amity.agreements import policy, rules
from amity.agreements.client_copy.sending import AGREEMENT, version_now
from amity.agreements.models import Agreement
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.steps.commands import Evidence, take_return, take_signature
from amity.agreements.transitions import newest
from amity.gate.answering import registry
from amity.gate.answering.registry import Effect, Signature
from amity.gate.answering.rules import DECLINE
from amity.gate.models import Item
from amity.jobs.registry import actor_of_job
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.text import phrases


def register() -> None:
    """Register what answers to an agreement do."""
    registry.register(AGREEMENT, Effect(decide=decide, sign=sign, waiting=waiting, agreement=parent_of))


def waiting(ids: Collection[int]) -> Collection[int]:
    """Return which agreements still wait for the client."""
    return set(Agreement.objects.filter(pk__in=ids, state=rules.WITH_CLIENT).values_list("pk", flat=True))


def parent_of(agreement_id: int) -> int | None:
    """Return the agreement that one is under, which names who can sign it. A change order is under what it changes."""
    return Agreement.objects.filter(pk=agreement_id).values_list("parent_id", flat=True).first()


def decide(item: Item, choice: str, words: str, by: Actor, now: datetime) -> str:
    """Record that the client asks for changes or declines. The agreement stays with them until someone acts on it."""
    agreement = _locked(item)
    if agreement is None:
        return _("The agreement was deleted.")
    if agreement.state != rules.WITH_CLIENT:
        return _("The agreement was no longer with the client.")
    evidence = Evidence(timezone.localdate(now), by.label, item.author.name, phrases.EMAIL_ANSWER, words[:500])
    take_return(agreement, evidence, by, now, outgoing=item, is_declined=choice == DECLINE)
    return ""


def sign(item: Item, signature: Signature, by: Actor, now: datetime) -> str:
    """Sign the version that was sent, as the client. Return "" or why not.

    What follows at the agency is done for the author, or for who answers for the account once they have left.
    """
    agreement = _locked(item)
    if agreement is None:
        return _("The agreement was deleted.")
    if agreement.state != rules.WITH_CLIENT:
        return _("The agreement was no longer with the client.")
    if version_now(agreement.pk) != item.subject_version:
        return _("The agreement changed since it was sent.")
    frozen, follower = newest(agreement), _follower(item, agreement, now)
    evidence = Evidence(timezone.localdate(now), signature.name, item.author.name, phrases.SIGNED)
    agreement.version += 1
    signed = {"address": signature.address, "digest": signature.digest, "checksum": frozen.sha256}
    take_signature(agreement, evidence, by=by, now=now, follower=follower, outgoing=item, more=signed)
    made = ClientSignature(
        agreement=agreement, version=frozen, item=item, contact_id=signature.contact_id, name=signature.name,
        address=signature.address, digest=signature.digest, signed_at=now,
    )  # fmt: skip
    made.save(force_insert=True)
    return ""


def _locked(item: Item) -> Agreement | None:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("account", "parent")
    return rows.filter(pk=item.subject_id or 0).first()


def _follower(item: Item, agreement: Agreement, now: datetime) -> Actor:
    """Return the actor for what follows a signature: for the author, or else the account manager or director."""
    account = item.account
    for one in (item.author, manager_on(account, timezone.localdate(now)), account.director):
        if one is not None and one.is_active:
            actor = actor_of_job(one.pk, one.name)
            if policy.may_write(person_of(actor), agreement):
                return actor
    raise Refused(_("No one on our team can take this signature now. Record it by hand."))
