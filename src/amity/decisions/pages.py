"""The page of a decision, its section on the account's tab Plan, and pages with one form."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.sections import latest
from amity.audit.words import Named
from amity.decisions import places, policy, queries, rules, wording
from amity.decisions.limits import lacks_rate, limit_of
from amity.decisions.models import Decision
from amity.decisions.sending import DECISION, may_send
from amity.gate.subjects.queries import sendings_of
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.strategy.goals.causes import named
from amity.ui import formats
from amity.ui.acts import ActPage


def plan_of(account: Account) -> str:
    """Return the URL of the decisions on the account's tab Plan."""
    return f"{reverse('accounts:plan', args=[account.pk])}#decision-log"


def address_of(decision: Decision) -> str:
    """Return the URL of a decision."""
    return reverse("decisions:decision", args=[decision.pk])


def act(decision: Decision, title: str, button: str, *, hint: str = "", grid: bool = False) -> ActPage:
    """Return a page with one form about a decision."""
    back = address_of(decision)
    crumbs = ((decision.account.name, plan_of(decision.account)), (decision.question, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint, grid=grid)


def act_on(account: Account, title: str, button: str, *, hint: str = "") -> ActPage:
    """Return a page with the form of a new decision."""
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, plan_of(account)))
    return ActPage(title=title, button=button, back=plan_of(account), crumbs=crumbs, hint=hint, grid=True)


def section(by: Actor, account: Account) -> dict[str, Any]:
    """Return an account's decisions, with their stages."""
    found = queries.decisions_of(by, account)
    rows = [(one, wording.STAGES[rules.stage(one.state, waits=one.waits, was_asked=one.was_asked)]) for one in found]  # type: ignore[attr-defined]
    return {"rows": rows, "may_open": bool(policy.may_prepare(person_of(by), account))}


def summary(loaded: dict[str, Any]) -> str:
    """Return how many decisions are open, or else how many there are, and the latest."""
    rows = [one for one, _stage in loaded["rows"]]
    count = sum(one.state == rules.OPEN for one in rows)
    if not count:
        return latest(len(rows), rows[0].question if rows else "")
    return _("%(count)s open, latest: %(text)s") % {"count": formats.number(count), "text": rows[0].question}


def may_prepare_on(by: Actor, request: Request) -> bool:
    """Return whether the actor can open a decision on a client's request."""
    return request.account is not None and bool(policy.may_prepare(person_of(by), request.account))


def context(by: Actor, decision: Decision) -> dict[str, Any]:
    """Return everything that the page of a decision shows."""
    whole, person = queries.whole_of(decision, timezone.localdate()), person_of(by)
    is_open = decision.state == rules.OPEN
    may_prepare = bool(policy.may_prepare(person, decision.account))
    own = next((one for one in whole.consultations if one.person_id == person.pk and one.answered_at is None), None)
    return {
        "decision": decision,
        "whole": whole,
        "stages": list(wording.STAGES.items()),
        "options": [_option(whole, place) for place in range(len(whole.options))],
        "dimensions": list(wording.DIMENSIONS.items()),
        "facts": [(one, wording.FACT_STATES[one.state]) for one in whole.facts],  # type: ignore[attr-defined]
        "asked": [(one, wording.ROLES[one.role], _due(whole, one)) for one in whole.consultations],
        "own": own if is_open else None,
        "limit": limit_of(decision.account),
        "lacks_rate": lacks_rate(decision.account),
        "origin": _origin(decision),
        "outcome": wording.OUTCOMES.get(decision.outcome, ""),
        "may_prepare": may_prepare,
        "may_edit": may_prepare and is_open,
        "may_decide": is_open and bool(whole.options) and bool(policy.may_decide(person, decision)),
        "may_reopen": decision.state == rules.DECIDED and bool(policy.may_decide(person, decision)),
        "may_send": bool(may_send(person, decision)),
        "buttons": places.buttons.seen_by(by, decision) if may_prepare and not is_open else [],
        "sendings": sendings_of(by, DECISION, [decision.pk]).get(decision.pk, ()),
    }


def _option(whole: queries.Whole, place: int) -> dict[str, Any]:
    option = whole.options[place]
    weighed = queries.weighed(option)
    why_not: list[str | Promise] = []
    if whole.decision.state == rules.OPEN:
        why_not = [wording.stop(stop, whole, option) for stop in whole.missing(option)]
    rows = [
        (label, getattr(option, f"client_{key}"), getattr(option, f"agency_{key}"), getattr(option, f"{key}_note"))
        for key, label in wording.DIMENSIONS.items()
    ]
    return {
        "row": option, "letter": queries.LETTERS[place % len(queries.LETTERS)], "effects": rows, "why_not": why_not,
        "client": weighed.client, "agency": weighed.agency, "costs": queries.costs_of(whole.decision.account, option),
        "is_chosen": whole.decision.chosen_id == option.pk,
    }  # fmt: skip


def _due(whole: queries.Whole, one: Any) -> bool:
    """Return whether the time to answer is over."""
    return one.answered_at is None and rules.has_expired(one.due_on, whole.today)


def _origin(decision: Decision) -> Named | None:
    if decision.origin_id is None:
        return None
    ref = Ref(decision.origin_kind, decision.origin_id)
    return named([ref]).get(ref)
