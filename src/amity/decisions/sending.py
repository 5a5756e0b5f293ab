"""Tell the client what was decided, through the gate."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.rules import DAY_TO_DAY
from amity.decisions import policy, rules
from amity.decisions.commands import note_informed
from amity.decisions.models import Decision
from amity.decisions.queries import decision_seen_by
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.registry import Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.ui.reader_format import in_language

DECISION: Final = "decision"
"""The key of what is sent here."""


def register() -> None:
    """Register decisions among what is sent to clients."""
    registry.register(
        Sender(
            key=DECISION, changed=lazy("This decision changed since the email was written"), prepare=_prepare,
            versions=_versions, sent=_sent, address=_address,
        )
    )  # fmt: skip


def may_send(person: Person, decision: Decision) -> Answer:
    """Return whether a person can inform the client: who prepared it and can write to them, once it is decided."""
    if decision.state != rules.DECIDED:
        return no(_("Decide first. Then inform those whom it concerns."))
    return policy.may_prepare(person, decision.account) and gate_policy.may_write(person, decision.account)


def _prepare(by: Actor, decision_id: int) -> Prepared:
    decision = decision_seen_by(by, decision_id)
    may_send(person_of(by), decision).or_refuse()
    contact = likely_reader(decision.account, roles=(DAY_TO_DAY,), chosen=decision.stated_by)
    with in_language(language_for(contact)):
        words = {"question": decision.question, "option": decision.chosen.title if decision.chosen else ""}
        subject = _("Our decision: %(question)s") % words
        body = letter(contact, (_("We have decided: %(option)s.") % words, decision.why), person_of(by).name)
    return Prepared(
        key=DECISION, id=decision.pk, account=decision.account, kind=gate.EMAIL, version=str(decision.version),
        title=_("Inform the client"), back=_address(decision.pk), subject=_short(subject), body=body,
        contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


def _short(subject: str) -> str:
    return subject if len(subject) <= gate.SUBJECT_MOST else subject[: gate.SUBJECT_MOST - 1] + "…"


def _versions(decision_ids: Collection[int]) -> Mapping[int, str]:
    """Return the version of each decision that has been made."""
    rows = Decision.objects.filter(pk__in=decision_ids).exclude(state=rules.OPEN)
    return {pk: str(version) for pk, version in rows.values_list("pk", "version")}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has been informed. Once, with the first recipient."""
    decision = only_row(Decision.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0))
    if decision is None or decision.state != rules.DECIDED:
        return
    note_informed(
        decision, by, who=recipient.name, how=_("email"), informed_on=timezone.localdate(now), now=now, item_id=item.pk
    )  # fmt: skip


def _address(decision_id: int) -> str:
    return reverse("decisions:decision", args=[decision_id])
