"""Query for the people a record of a step offers, and for what was recorded last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from amity.accounts.candidates import colleagues_for, contacts_for
from amity.agreements import places, rules
from amity.agreements.models import Agreement
from amity.agreements.steps.models import NOT_SIGNED, Recorded
from amity.shared.actor import Actor
from amity.shared.text import phrases


@dataclass(frozen=True, slots=True)
class People:
    """Names on both sides, the likely ones first, and the values to fill in."""

    contacts: tuple[str, ...]
    colleagues: tuple[str, ...]
    latest: Mapping[str, Any]
    today: date


def people_of(agreement: Agreement, by: Actor, today: date) -> People:
    """Return who can be named in a record. The client's signatory and the actor come first on their sides."""
    last = agreement.recorded.exclude(client="").order_by("-pk").first()
    colleagues = colleagues_for(agreement.account, likely=(by.person_id,)).names
    contacts = [contact.name for contact in contacts_for(agreement.account)] if agreement.account else []
    latest = {
        "client": agreement.client_signer or (last.client if last else approver_of(agreement) or _only(contacts)),
        "agency": by.label,
        "how": last.how if last else phrases.EMAIL,
    }  # fmt: skip
    theirs = tuple(name for name in (agreement.client_signer, *contacts) if name)
    return People(theirs, tuple(colleagues), latest, today)


def is_answered(agreement: Agreement) -> bool:
    """Return whether the client asks for changes to what they have, or declined it, and nothing followed."""
    return _answer_to(agreement) is not None


def words_of_answer(agreement: Agreement) -> str:
    """Return what the client wrote instead of signing, while nothing has followed from it, or ""."""
    answer = _answer_to(agreement)
    return answer.note if answer is not None else ""


def why_withdrawn(agreement: Agreement) -> str:
    """Return the reason why an agreement was withdrawn, or "". It begins with what the client wrote."""
    if agreement.state != rules.DROPPED:
        return ""
    dropped = agreement.recorded.filter(step=rules.DROPPED).order_by("-pk").first()
    return dropped.note if dropped is not None else ""


def answer_among(agreement: Agreement, recorded: Iterable[Recorded]) -> Recorded | None:
    """Return what the client answered instead of signing, by the record of the newest step: nothing followed it."""
    newest = max(recorded, key=lambda one: one.pk, default=None) if agreement.state == rules.WITH_CLIENT else None
    return newest if newest is not None and newest.step in NOT_SIGNED else None


def _answer_to(agreement: Agreement) -> Recorded | None:
    return answer_among(agreement, agreement.recorded.order_by("-pk")[:1])


def approver_of(agreement: Agreement) -> str:
    """Return the client contact who approves the work of an agreement, as a part above knows them, or ""."""
    return next((name for ask in places.approver if (name := ask(agreement))), "")


def _only(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ""
