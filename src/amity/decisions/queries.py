"""Queries for decisions the actor can see, with all that their page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.agency.editions.by_roles import row_by_roles
from amity.decisions import rules
from amity.decisions.limits import limit_of
from amity.decisions.models import Consultation, Decision, DecisionOption
from amity.decisions.rules import Heard, Weighed
from amity.people.queries import person_of, token_hash
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.rows.lookup import seen_or_missing

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def decisions_seen_by(by: Actor) -> "QuerySet[Decision]":
    """Return the decisions the actor can see."""
    rows = Decision.objects.visible_to(person_of(by))
    return rows.select_related("account__manager", "account__director", "stated_by", "chosen", "decided_by")


def decision_seen_by(by: Actor, decision_id: int, *, lock: bool = False) -> Decision:
    """Return one decision, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    gone = _("Decision not found. It may have been deleted, or you don’t have access to its account.")
    if lock:
        return seen_or_missing(_with_covers(by), decision_id, gone, lock=True)
    found: Decision = row_by_roles("decision", by, decision_id, gone, _with_covers)
    return found


def _with_covers(by: Actor) -> "QuerySet[Decision]":
    return decisions_seen_by(by).prefetch_related(covers_along("account"))


def consultation_seen_by(by: Actor, consultation_id: int, *, lock: bool = False) -> Consultation:
    """Return one consultation of a decision the actor can see, or raise `NotSeen`."""
    seen = Decision.objects.visible_to(person_of(by)).values("pk")
    rows = Consultation.objects.filter(decision__in=seen).select_related("decision__account", "person", "asked_by")
    return seen_or_missing(rows, consultation_id, _("Question not found."), lock=lock)


def consultation_by_link(token: str, today: date, *, lock: bool = False) -> Consultation | None:
    """Return the question that a link can still answer: to an active expert, open and in time. None without one."""
    rows = Consultation.objects.filter(
        token_hash=token_hash(token), role=rules.EXPERT, answered_at=None, due_on__gte=today, person__is_active=True,
        decision__state=rules.OPEN,
    ).select_related("decision__account", "person", "asked_by")  # fmt: skip
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def option_of(decision: Decision, option_id: int) -> DecisionOption:
    """Return an option of a decision, or raise `NotSeen`."""
    return seen_or_missing(decision.options, option_id, _("Option not found."))


def weighed(option: DecisionOption) -> Weighed:
    """Return an option as rules take it."""
    client, agency = rules.totals({name: getattr(option, name) for name in _EFFECTS})
    return Weighed(
        option.pk, client, agency, option.client_money, option.agency_money, option.client_cost, option.agency_cost
    )


_EFFECTS = tuple(f"{side}_{name}" for side in ("client", "agency") for name in rules.DIMENSIONS)


def heard_on(decision: Decision, consultations: Sequence[Consultation], today: date) -> Heard:
    """Return what came of asking. Whoever let the time pass isn't waited for."""
    waiting = [one for one in consultations if one.answered_at is None and not rules.has_expired(one.due_on, today)]
    answered = [one for one in consultations if one.answered_at is not None]
    agreed = any(one.role == rules.DIRECTOR and one.agrees for one in answered)
    expired = len(consultations) - len(waiting) - len(answered)
    return Heard(len(waiting), len(answered), expired, agreed, decision.stated_by_id is not None)


@dataclass(frozen=True, slots=True)
class Whole:
    """A decision with its options, facts and consultations, and what is missing before each option now."""

    decision: Decision
    options: Sequence[DecisionOption]
    facts: Sequence[object]
    consultations: Sequence[Consultation]
    heard: Heard
    today: date

    @property
    def stage(self) -> str:
        """The stage that the page shows."""
        was_asked = bool(self.heard.answered + self.heard.expired)
        return rules.stage(self.decision.state, waits=bool(self.heard.waiting), was_asked=was_asked)

    def missing(self, option: DecisionOption, why_worse: str = "") -> list[str]:
        """Return what is missing before choosing an option now."""
        return rules.missing(
            weighed(option), [weighed(one) for one in self.options], self.heard, flagged=self.decision.is_unclear,
            facts={one.state for one in self.facts},  # type: ignore[attr-defined]
            limit=limit_of(self.decision.account).minor, why_worse=why_worse,
        )  # fmt: skip

    def better_for_us(self, option: DecisionOption) -> DecisionOption | None:
        """Return the option that is better for the agency than this one, if there is one."""
        found = rules.worse_than(weighed(option), [weighed(one) for one in self.options])
        return next((one for one in self.options if found and one.pk == found.id), None)


def whole_of(decision: Decision, today: date) -> Whole:
    """Return a decision with all that its rules and its page need."""
    options, facts = list(decision.options.order_by("pk")), list(decision.facts.order_by("pk"))
    asked = list(decision.consultations.select_related("person", "option").order_by("pk"))
    return Whole(decision, options, facts, asked, heard_on(decision, asked, today), today)


def decisions_of(by: Actor, account: Account) -> list[Decision]:
    """Return an account's decisions, open ones first, then the newest, each with `waits` and `was_asked`."""
    return sorted(rows_on_account(by, account.pk, _on_account), key=lambda one: one.state != rules.OPEN)


def _on_account(by: Actor) -> "QuerySet[Decision]":
    """Return an account's decisions with whether an answer is awaited and whether anyone was asked."""
    person = person_of(by)
    asked = Consultation.objects.filter(decision=OuterRef("pk")).order_by()
    awaited = asked.filter(answered_at=None, due_on__gte=person.day_of(timezone.now()))
    rows = Decision.objects.visible_to(person).filter(account=ACCOUNT).select_related("chosen")
    return rows.annotate(waits=Exists(awaited), was_asked=Exists(asked)).order_by("-opened_at", "-pk")


def costs_of(account: Account, option: DecisionOption) -> tuple[Money | None, Money | None]:
    """Return what an option costs the client and the agency, as far as it is known."""
    client, agency = option.client_cost, option.agency_cost
    return (
        None if client is None else Money(client, account.currency),
        None if agency is None else Money(agency, account.currency),
    )


def decided_on(by: Actor, account: Account) -> list[tuple[int, str]]:
    """Return an account's decisions that have been made, newest first, as causes of a revision."""
    rows = decisions_seen_by(by).filter(account=account).exclude(state=rules.OPEN).order_by("-decided_at", "-pk")
    return [(one.pk, one.question) for one in rows]
