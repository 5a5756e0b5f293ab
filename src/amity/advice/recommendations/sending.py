"""Send a recommendation to the client, as an item of the gate."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.rules import DECIDES
from amity.advice import policy, rules
from amity.advice.fields import RecommendationFields
from amity.advice.models import Recommendation
from amity.advice.recommendations.queries import recommendation_seen_by
from amity.audit import trail
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.rules import sha256
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.registry import Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.shared.values import value_of
from amity.ui import formats
from amity.ui.reader_format import in_language

RECOMMENDATION: Final = "recommendation"
"""The key of what is sent here."""


def register() -> None:
    """Register recommendations among what is sent to clients."""
    registry.register(
        Sender(
            key=RECOMMENDATION, changed=lazy("The recommendation changed since the email was written"),
            prepare=_prepare, versions=_versions, sent=_sent, address=_address,
        )
    )  # fmt: skip


def may_send(person: Person, row: Recommendation) -> Answer:
    """Return whether a person can send a recommendation: who can write it and write to the client."""
    if row.state not in rules.OPEN:
        return no(_("The client has answered this, or it was withdrawn."))
    return policy.may_recommend(person, row.account) and gate_policy.may_write(person, row.account)


def content_digest(row: Recommendation) -> str:
    """Return a digest of what the client reads."""
    return sha256(repr(asdict(value_of(row, RecommendationFields))))[:40]


def _prepare(by: Actor, recommendation_id: int) -> Prepared:
    row = recommendation_seen_by(by, recommendation_id)
    may_send(person_of(by), row).or_refuse()
    contact = likely_reader(row.account, roles=(DECIDES,))
    with in_language(language_for(contact)):
        subject = _("Our recommendation: %(title)s") % {"title": row.title}
        body = letter(contact, paragraphs(row), person_of(by).name)
    return Prepared(
        key=RECOMMENDATION, id=row.pk, account=row.account, kind=gate.RECOMMENDATION, version=content_digest(row),
        title=_("Send recommendation"), back=_address(row.pk), subject=_short(subject), body=body[: gate.BODY_MOST],
        contact_ids=(contact.pk,) if contact else (),
    )  # fmt: skip


def paragraphs(row: Recommendation) -> Iterator[str]:
    """Yield what the client reads: their goal, what we see, what we advise, what else is possible, and the effect."""
    yield _("Your goal: %(goal)s") % {"goal": row.goal.title}
    yield row.evidence
    yield _("We recommend: %(title)s") % {"title": row.title}
    yield row.advice
    if row.alternatives:
        yield _("What else is possible: %(alternatives)s") % {"alternatives": row.alternatives}
    yield _("What you can expect by %(day)s: %(effect)s") % {
        "day": formats.full_day(row.expected_on), "effect": effect_of(row)
    }  # fmt: skip
    yield _("Please tell us whether you would like to do this. If not, a sentence on why helps us.")


def effect_of(row: Recommendation) -> str:
    """Return the expected effect, with the reading it should have, if one was entered."""
    if row.expected_value is None:
        return row.effect
    figure = f"{formats.number(row.expected_value)} {row.goal.unit}".strip().replace(" %", "%")
    return _("%(effect)s (%(measure)s: %(figure)s)") % {
        "effect": row.effect, "measure": row.goal.measure or row.goal.title, "figure": figure,
    }  # fmt: skip


def _short(subject: str) -> str:
    return subject if len(subject) <= gate.SUBJECT_MOST else subject[: gate.SUBJECT_MOST - 1] + "…"


def _versions(ids: Collection[int]) -> Mapping[int, str]:
    rows = Recommendation.objects.filter(pk__in=ids, state__in=rules.OPEN)
    return {row.pk: content_digest(row) for row in rows}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has the recommendation. Once, with the first recipient."""
    row = only_row(Recommendation.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0))
    if row is None or row.state != rules.DRAFT:
        return
    row.state, row.sent_at = rules.SENT, now
    row.version += 1
    row.save()
    trail.record("recommendation.sent", subject=row, by=by, at=now, changes={"name": recipient.name})


def _address(recommendation_id: int) -> str:
    return reverse("advice:recommendation", args=[recommendation_id])
