"""Ask a colleague about a decision, answer, and remind once before the time is over."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.decisions import policy, queries, rules
from amity.decisions.consultations import mails
from amity.decisions.models import Consultation
from amity.decisions.rules import Asked
from amity.people.models import Person
from amity.people.queries import actor_for, person_of, token_hash
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.values import tidied

USUAL_DAYS = 2
"""Days to answer, unless another date is chosen."""


@command
def ask_colleague(*, by: Actor, decision_id: int, asked: Asked, now: datetime) -> Consultation:
    """Ask a colleague by name, and email them. Only a director of the account can give the director's agreement."""
    decision = queries.decision_seen_by(by, decision_id, lock=True)
    policy.may_prepare(person_of(by), decision.account).or_refuse()
    if decision.state != rules.OPEN:
        raise Refused(_("This has been decided. Reopen it to change it."))
    kept, today = tidied(asked), timezone.localdate(now)
    person = Person.objects.filter(pk=kept.person_id, is_active=True).first()
    if person is None:
        raise Invalid(_("Choose an active person."), "person_id")
    if kept.role == rules.DIRECTOR and not policy.is_director_of(person, decision.account):
        sentence = _("Choose a director of %(account)s.") % {"account": decision.account.name}
        raise Invalid(sentence, "person_id")
    if decision.consultations.filter(person=person).exists():
        raise Invalid(_("%(name)s has already been asked.") % {"name": person.name}, "person_id")
    due_on = kept.due_on or decision.due_on or today + timedelta(days=USUAL_DAYS)
    if due_on < today:
        raise Invalid(_("The date can’t be in the past."), "due_on")
    row = Consultation(
        decision=decision, person=person, role=kept.role, question=kept.question, due_on=due_on,
        asked_by=person_of(by), asked_at=now,
    )  # fmt: skip
    token = _new_link(row)
    row.save(force_insert=True)
    changes = {"name": person.name, "role": kept.role, "due_on": due_on}
    trail.record("decision.asked", subject=decision, by=by, at=now, changes=changes)
    mails.asked(row, token, now)
    return row


@command
def answer(
    *, by: Actor, consultation_id: int, version: int, words: str, now: datetime, option_id: int | None = None,
    agrees: bool | None = None,
) -> Consultation:  # fmt: skip
    """Answer, as the colleague asked: an option or none, words, and for the director whether they agree."""
    row = queries.consultation_seen_by(by, consultation_id, lock=True)
    return _answered(row, by, version, words, option_id, agrees, now)


@command
def answer_by_link(*, token: str, words: str, option_id: int | None = None, now: datetime) -> Consultation:
    """Answer as the expert whose email had the link, without signing in."""
    row = queries.consultation_by_link(token, timezone.localdate(now), lock=True)
    if row is None:
        raise NotSeen(_("This link no longer works."))
    return _answered(row, actor_for(row.person, "mail"), row.version, words, option_id, None, now)


def _answered(
    row: Consultation, by: Actor, version: int, words: str, option_id: int | None, agrees: bool | None, now: datetime
) -> Consultation:  # fmt: skip
    policy.may_answer(person_of(by), row).or_refuse()
    row.expect(version)
    if row.decision.state != rules.OPEN:
        raise Refused(_("This has been decided already."))
    option = queries.option_of(row.decision, option_id) if option_id is not None else None
    if row.role == rules.DIRECTOR and agrees is None:
        raise Invalid(_("Choose whether you agree."), "agrees")
    if option is None and not words.strip():
        raise Invalid(_("Choose an option, or answer in words."), "words")
    row.option, row.words, row.answered_at = option, words.strip(), now
    row.agrees = agrees if row.role == rules.DIRECTOR else None
    row.save()
    changes = {"title": option.title if option else "", "answer": row.words, "agrees": row.agrees}
    trail.record("decision.answered", subject=row.decision, by=by, at=now, changes=changes)
    mails.answered(row, by, now)
    return row


@command
def remind_colleagues(*, now: datetime) -> int:
    """Remind colleagues whose answer is due today or tomorrow, once each. Return how many."""
    today = timezone.localdate(now)
    rows = Consultation.objects.filter(
        answered_at=None, reminded_at=None, due_on__gte=today, due_on__lte=today + timedelta(days=1),
        asked_at__date__lt=today, decision__state=rules.OPEN,
    )  # fmt: skip
    found = list(rows.select_related("decision__account", "person", "asked_by").select_for_update(of=("self",)))
    for row in found:
        row.reminded_at = now
        token = _new_link(row)
        row.save(update_fields=["reminded_at", "token_hash"])
        mails.reminded(row, token, now)
    return len(found)


def _new_link(row: Consultation) -> str:
    """Return the token of a new link for an expert, "" for a director, who signs in. Earlier links stop working."""
    if row.role != rules.EXPERT:
        return ""
    token = token_urlsafe(24)
    row.token_hash = token_hash(token)
    return token
