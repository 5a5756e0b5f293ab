"""Queries for expectations the actor can see."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.expectations import policy, rules
from amity.expectations.models import Expectation, ExpectationStep
from amity.lines.models import Line
from amity.lines.placements import choices
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text import phrases

STATES: Mapping[str, Promise] = {
    rules.OPEN: lazy("open"),
    rules.ALIGNED: lazy("aligned"),
    rules.AT_RISK: lazy("at risk"),
    rules.MISSED: lazy("missed"),
    rules.RESET: lazy("reset"),
    rules.MET: lazy("met"),
}
SHAPES: Mapping[str, str] = {
    rules.OPEN: "info",
    rules.ALIGNED: "well",
    rules.AT_RISK: "watch",
    rules.MISSED: "unwell",
    rules.RESET: "none",
    rules.MET: "well",
}
"""The pill shape of each state."""
MOVES: Mapping[str, Promise] = {
    rules.OPEN: lazy("Reopen expectation"),
    rules.ALIGNED: lazy("Mark as aligned"),
    rules.AT_RISK: lazy("Mark as at risk"),
    rules.MISSED: lazy("Mark as missed"),
    rules.RESET: lazy("Agree it again with the client"),
    rules.MET: lazy("Mark as met"),
}
PROMISE_STATES: Mapping[str, Promise] = {**STATES, rules.MET: lazy("kept")}
"""The states of a promise."""
PROMISE_MOVES: Mapping[str, Promise] = {
    **MOVES,
    rules.OPEN: lazy("Reopen promise"),
    rules.RESET: lazy("Agree new date"),
    rules.MET: lazy("Mark as kept"),
}
FIRST: Final = (rules.MET, rules.AT_RISK)
"""The changes that an expectation's page shows as buttons, the likeliest first. The rest are in a menu."""
PROMISE_FIRST: Final = (rules.MET, rules.MISSED, rules.RESET, rules.OPEN)
"""The changes that a promise's page shows as buttons, in this order. The rest are in a menu."""
KINDS: Mapping[str, Promise] = {
    "result": lazy("result"),
    "quality": lazy("quality"),
    "date": lazy("date"),
    "money": lazy("money"),
    "scope": lazy("scope"),
    rules.WAY: lazy("way of working"),
    rules.PROMISE: lazy("promise by us"),
}

STORED_ANSWERS: Mapping[str, str] = {
    rules.CHANGE_ORDER: gettext_noop("offer it as extra work, by change order"),
    rules.ADJUST: gettext_noop("agree a different expectation with the client"),
    rules.ABSORB: gettext_noop("do it at no charge"),
    rules.DECLINE: gettext_noop("hold to what was agreed"),
}
phrases.learn(STORED_ANSWERS.values())
ANSWERS: Mapping[str, Promise] = {code: lazy(answer) for code, answer in STORED_ANSWERS.items()}


def expectations_seen_by(by: Actor) -> "QuerySet[Expectation]":
    """Return the expectations the actor can see, with the related objects a page shows."""
    seen = Expectation.objects.visible_to(person_of(by))
    return seen.select_related("account__manager", "stated_by", "line", "promised_by")


def expectation_seen_by(by: Actor, expectation_id: int, *, lock: bool = False) -> Expectation:
    """Return one expectation, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    found = expectations_seen_by(by)
    return seen_or_missing(
        found,
        expectation_id,
        _("Expectation not found. It may have been deleted, or you don’t have access to its account."),
        lock=lock,
    )


def expectations_of(by: Actor, account: Account) -> list[Expectation]:
    """Return the expectations of an account the actor can see, worst first, with their text before a reset."""
    return worst_first(rows_on_account(by, account.pk, _on_account))


def _on_account(by: Actor) -> "QuerySet[Expectation]":
    return with_resets(expectations_seen_by(by).filter(account=ACCOUNT))


def worded(found: "QuerySet[Expectation]") -> list[Expectation]:
    """Return expectations worst first, with labels for a template and `resets`: each earlier text."""
    return worst_first(with_resets(found))


def with_resets(found: "QuerySet[Expectation]") -> "QuerySet[Expectation]":
    """Return expectations with `resets`: each earlier text."""
    resets = ExpectationStep.objects.filter(after=rules.RESET).select_related("stated_by").order_by("-at", "-pk")
    return found.prefetch_related(Prefetch("steps", queryset=resets, to_attr="resets"))


def worst_first(found: Iterable[Expectation]) -> list[Expectation]:
    """Return expectations worst first, with labels for a template."""
    rows = list(found)
    rows.sort(key=lambda expectation: (rules.FIRST[expectation.state], -expectation.pk))
    return _with_words(rows)


def one_worded(expectation: Expectation) -> Expectation:
    """Return one expectation with labels for a template."""
    return _with_words([expectation])[0]


def history_of(expectation: Expectation) -> list[ExpectationStep]:
    """Return every step of an expectation, newest first, with labels for its states and any new due date."""
    steps = list(expectation.steps.select_related("stated_by").order_by("-at", "-pk"))
    words = states_of(expectation)
    for step, earlier in zip(steps, [*steps, None][1:], strict=True):
        step.word, step.shape = words[step.after], SHAPES[step.after]  # type: ignore[attr-defined]
        is_new = earlier is None or earlier.promised_until != step.promised_until
        step.new_date = step.promised_until if is_new else None  # type: ignore[attr-defined]
    return steps


def states_of(expectation: Expectation) -> Mapping[str, Promise]:
    """Return the labels of an expectation's or a promise's states."""
    return PROMISE_STATES if expectation.kind == rules.PROMISE else STATES


def moves_of(expectation: Expectation) -> Mapping[str, Promise]:
    """Return the labels of changes of an expectation or a promise."""
    return PROMISE_MOVES if expectation.kind == rules.PROMISE else MOVES


def offered_moves(expectation: Expectation) -> tuple[list[tuple[str, Promise]], list[tuple[str, Promise]]]:
    """Return the legal changes with their labels: those shown as buttons, and those in a menu."""
    legal, words = rules.MOVES[expectation.state], moves_of(expectation)
    first = PROMISE_FIRST if expectation.kind == rules.PROMISE else FIRST
    shown = [to for to in first if to in legal] or legal[:1]
    return [(to, words[to]) for to in shown], [(to, words[to]) for to in legal if to not in shown]


def lines_of(account: Account) -> list[tuple[int, str]]:
    """Return the lines of an account an expectation can be about, newest first, with their agreement where known."""
    agreed = dict(choices(account))
    rows = Line.objects.filter(account=account, finished_at=None).order_by("-pk").values_list("pk", "title")
    return [(pk, agreed.get(pk, title)) for pk, title in rows]


def may_record(by: Actor, account: Account) -> bool:
    """Return whether the actor can record expectations of an account."""
    return bool(policy.may_record(person_of(by), account))


def may_change(by: Actor, expectation: Expectation) -> bool:
    """Return whether the actor can change an expectation."""
    return bool(policy.may_change(person_of(by), expectation))


def _with_words(rows: Iterable[Expectation]) -> list[Expectation]:
    found = list(rows)
    for row in found:
        row.word, row.shape, row.kind_word = states_of(row)[row.state], SHAPES[row.state], KINDS[row.kind]  # type: ignore[attr-defined]
        row.is_promise = row.kind == rules.PROMISE  # type: ignore[attr-defined]
    return found
