"""Open a decision and prepare it, ask colleagues, decide, inform the client, and look back."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import Evidence, put_evidence
from amity.accounts.queries import account_to_change
from amity.audit import trail
from amity.decisions import policy, queries, rules, wording
from amity.decisions.models import Decision, DecisionFact, DecisionOption
from amity.decisions.rules import Choice, DecisionFields, FactLine, OptionFields, Outcome
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import tidied, value_of, write


@command
def open_decision(
    *, by: Actor, account_id: int, fields: DecisionFields, now: datetime, origin: Ref | None = None,
    options: Sequence[OptionFields] = (), facts: Sequence[FactLine] = (),
) -> Decision:  # fmt: skip
    """Open a decision on an account, with the options and facts that its origin brings."""
    account = account_to_change(by, account_id)
    policy.may_prepare(person_of(by), account).or_refuse()
    kept = _checked(fields, timezone.localdate(now))
    decision = Decision(account=account, opened_by=by.label, opened_at=now)
    if origin is not None:
        decision.origin_kind, decision.origin_id = origin.kind, origin.id
    write(kept, decision)
    decision.save(force_insert=True)
    for option in options:
        _option(decision, option)
    for fact in facts:
        _fact(decision, fact)
    trail.record("decision.opened", subject=decision, by=by, at=now, changes=asdict(kept))
    return decision


@command
def edit_decision(*, by: Actor, decision_id: int, version: int, fields: DecisionFields, now: datetime) -> Decision:
    """Change the question, its deadline or its review date while it is open."""
    decision = _open(by, decision_id, version)
    before, kept = asdict(value_of(decision, DecisionFields)), _checked(fields, timezone.localdate(now))
    write(kept, decision)
    decision.save()
    trail.record("decision.edited", subject=decision, by=by, at=now, changes={"before": before, "after": asdict(kept)})
    return decision


@command
def decide_at_once(
    *, by: Actor, account_id: int, fields: DecisionFields, option: OptionFields, why: str, now: datetime
) -> Decision:
    """Record a decision that is clear and good for both sides in one step. Refused with the reason if it isn't."""
    decision = open_decision(by=by, account_id=account_id, fields=fields, now=now, options=[option])
    only = decision.options.get()
    choice = Choice(only.pk, why, review_on=fields.review_on)
    return decide(by=by, decision_id=decision.pk, version=decision.version, choice=choice, now=now)


@command
def add_option(*, by: Actor, decision_id: int, fields: OptionFields, now: datetime) -> DecisionOption:
    """Add an option with its effects on both sides."""
    decision = _open(by, decision_id)
    option = _option(decision, fields)
    trail.record("decision.option_added", subject=decision, by=by, at=now, changes=asdict(tidied(fields)))
    return option


@command
def edit_option(*, by: Actor, decision_id: int, option_id: int, fields: OptionFields, now: datetime) -> DecisionOption:
    """Change an option while the decision is open."""
    decision = _open(by, decision_id)
    option = queries.option_of(decision, option_id)
    before, kept = asdict(value_of(option, OptionFields)), tidied(fields)
    write(kept, option)
    option.save()
    changes = {"before": before, "after": asdict(kept)}
    trail.record("decision.option_edited", subject=decision, by=by, at=now, changes=changes)
    return option


@command
def remove_option(*, by: Actor, decision_id: int, option_id: int, now: datetime) -> None:
    """Remove an option while the decision is open."""
    decision = _open(by, decision_id)
    option = queries.option_of(decision, option_id)
    trail.record("decision.option_removed", subject=decision, by=by, at=now, changes={"title": option.title})
    option.delete()


@command
def add_fact(*, by: Actor, decision_id: int, fact: FactLine, now: datetime) -> DecisionFact:
    """Add a fact: known, assumed, or to find out."""
    decision = _open(by, decision_id)
    row = _fact(decision, fact)
    trail.record("decision.fact_added", subject=decision, by=by, at=now, changes=asdict(tidied(fact)))
    return row


@command
def edit_fact(*, by: Actor, decision_id: int, fact_id: int, fact: FactLine, now: datetime) -> DecisionFact:
    """Change a fact, for example once it was found out."""
    decision = _open(by, decision_id)
    row = fact_of(decision, fact_id)
    before, kept = asdict(value_of(row, FactLine)), tidied(fact)
    write(kept, row)
    row.save()
    changes = {"before": before, "after": asdict(kept)}
    trail.record("decision.fact_edited", subject=decision, by=by, at=now, changes=changes)
    return row


@command
def remove_fact(*, by: Actor, decision_id: int, fact_id: int, now: datetime) -> None:
    """Remove a fact that was wrong."""
    decision = _open(by, decision_id)
    row = fact_of(decision, fact_id)
    trail.record("decision.fact_removed", subject=decision, by=by, at=now, changes={"text": row.text})
    row.delete()


@command
def confirm_by_client(*, by: Actor, decision_id: int, version: int, evidence: Evidence, now: datetime) -> Decision:
    """Record that the client confirmed: who, when, where and in which words."""
    decision = _open(by, decision_id, version)
    put_evidence(decision, decision.account, evidence, today=timezone.localdate(now), needed=True)
    decision.save()
    trail.record("decision.confirmed", subject=decision, by=by, at=now, changes=asdict(evidence))
    return decision


@command
def decide(*, by: Actor, decision_id: int, version: int, choice: Choice, now: datetime) -> Decision:
    """Choose an option. Refused with what is missing before it, on pages and REST alike.

    A director who decides gives the director's agreement with it.
    """
    decision = queries.decision_seen_by(by, decision_id, lock=True)
    policy.may_decide(person_of(by), decision).or_refuse()
    decision.expect(version)
    if decision.state != rules.OPEN:
        raise Refused(_("This has been decided already."))
    kept, today = tidied(choice), timezone.localdate(now)
    option = queries.option_of(decision, kept.option_id)
    whole = _with_own_word(queries.whole_of(decision, today), person_of(by))
    if stops := whole.missing(option, kept.why_worse):
        sentence = " ".join(wording.stop(stop, whole, option) for stop in stops)
        raise Invalid(sentence, "why_worse" if stops == [rules.SAY_WHY] else "option_id")
    if kept.review_on is not None and kept.review_on <= today:
        raise Invalid(_("Enter a date after today."), "review_on")
    decision.state, decision.chosen, decision.why = rules.DECIDED, option, kept.why
    decision.why_worse = kept.why_worse if whole.better_for_us(option) else ""
    decision.review_on = kept.review_on or decision.review_on
    decision.decided_by, decision.decided_at = person_of(by), now
    decision.save()
    changes = {"title": option.title, "why": kept.why, "why_worse": decision.why_worse, "review_on": decision.review_on}
    trail.record("decision.decided", subject=decision, by=by, at=now, changes=changes)
    return decision


@command
def reopen(*, by: Actor, decision_id: int, version: int, now: datetime) -> Decision:
    """Take a decision back that the client hasn't been informed about."""
    decision = queries.decision_seen_by(by, decision_id, lock=True)
    policy.may_decide(person_of(by), decision).or_refuse()
    decision.expect(version)
    if decision.state != rules.DECIDED:
        raise Refused(_("Only a decision that no one has been informed about can be reopened."))
    decision.state, decision.chosen, decision.decided_by, decision.decided_at = rules.OPEN, None, None, None
    decision.save()
    trail.record("decision.reopened", subject=decision, by=by, at=now, changes={})
    return decision


@command
def inform(
    *, by: Actor, decision_id: int, version: int, who: str, how: str, informed_on: date, now: datetime
) -> Decision:
    """Record who was informed another way than by email, how and when."""
    decision = queries.decision_seen_by(by, decision_id, lock=True)
    policy.may_prepare(person_of(by), decision.account).or_refuse()
    decision.expect(version)
    if decision.state != rules.DECIDED:
        raise Refused(_("Decide first. Then inform those whom it concerns."))
    if informed_on > timezone.localdate(now):
        raise Invalid(_("The date can’t be in the future."), "informed_on")
    return note_informed(decision, by, who=who.strip(), how=how.strip(), informed_on=informed_on, now=now)


def note_informed(
    decision: Decision, by: Actor, *, who: str, how: str, informed_on: date, now: datetime, item_id: int | None = None
) -> Decision:  # fmt: skip
    """Write to a decision who was informed. Call it in a command, with the row locked."""
    decision.state, decision.informed_item = rules.INFORMED, item_id
    decision.informed_who, decision.informed_how, decision.informed_on = who, how, informed_on
    decision.save()
    changes = {"informed_who": who, "informed_how": how, "informed_on": informed_on}
    trail.record("decision.informed", subject=decision, by=by, at=now, changes=changes)
    return decision


@command
def review(*, by: Actor, decision_id: int, version: int, outcome: Outcome, now: datetime) -> Decision:
    """Record how a decision turned out, and what we learned."""
    decision = queries.decision_seen_by(by, decision_id, lock=True)
    policy.may_prepare(person_of(by), decision.account).or_refuse()
    decision.expect(version)
    if decision.state == rules.OPEN:
        raise Refused(_("Decide first. Then you can record how it turned out."))
    write(tidied(outcome), decision)
    decision.state, decision.reviewed_at = rules.REVIEWED, now
    decision.save()
    trail.record("decision.reviewed", subject=decision, by=by, at=now, changes=asdict(outcome))
    return decision


def _with_own_word(whole: queries.Whole, person: Person) -> queries.Whole:
    if not policy.is_director_of(person, whole.decision.account):
        return whole
    return replace(whole, heard=replace(whole.heard, director_agreed=True))


def _open(by: Actor, decision_id: int, version: int | None = None) -> Decision:
    """Return a decision to prepare, its row locked."""
    decision = queries.decision_seen_by(by, decision_id, lock=True)
    policy.may_prepare(person_of(by), decision.account).or_refuse()
    if version is not None:
        decision.expect(version)
    if decision.state != rules.OPEN:
        raise Refused(_("This has been decided. Reopen it to change it."))
    return decision


def _option(decision: Decision, fields: OptionFields) -> DecisionOption:
    option = DecisionOption(decision=decision)
    write(tidied(fields), option)
    option.save(force_insert=True)
    return option


def _fact(decision: Decision, fact: FactLine) -> DecisionFact:
    row = DecisionFact(decision=decision)
    write(tidied(fact), row)
    row.save(force_insert=True)
    return row


def fact_of(decision: Decision, fact_id: int) -> DecisionFact:
    """Return a fact of a decision, or raise `NotSeen`."""
    return seen_or_missing(decision.facts, fact_id, _("Fact not found."))


def _checked(fields: DecisionFields, today: date) -> DecisionFields:
    kept = tidied(fields)
    if kept.due_on is not None and kept.due_on < today:
        raise Invalid(_("The date can’t be in the past."), "due_on")
    if kept.review_on is not None and kept.review_on <= today:
        raise Invalid(_("Enter a date after today."), "review_on")
    return kept
