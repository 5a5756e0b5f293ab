"""The page of a recommendation, and pages with one form."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.advice import places, policy, rules
from amity.advice.models import Practice, Recommendation
from amity.advice.recommendations import queries, wording
from amity.advice.recommendations.sending import RECOMMENDATION, effect_of, may_send
from amity.advice.recommendations.sources import Origin
from amity.briefs import policy as briefs
from amity.gate.subjects.queries import sendings_of
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.strategy.goals.causes import named
from amity.ui.acts import ActPage

USUAL_DAYS = 90
"""Days until the effect should show, unless the goal is due sooner."""


def plan_of(account: Account) -> str:
    """Return the URL of the recommendations on the account's tab Plan."""
    return f"{reverse('accounts:plan', args=[account.pk])}#advice"


def address_of(row: Recommendation) -> str:
    """Return the URL of a recommendation."""
    return reverse("advice:recommendation", args=[row.pk])


def act(row: Recommendation, title: str, button: str, *, hint: str = "", grid: bool = False) -> ActPage:
    """Return a page with one form about a recommendation."""
    back = address_of(row)
    crumbs = ((row.account.name, plan_of(row.account)), (row.title, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint, grid=grid)


def act_on(account: Account) -> ActPage:
    """Return the page of a new recommendation."""
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, plan_of(account)))
    return ActPage(
        title=_("New recommendation"), button=_("Save recommendation"), back=plan_of(account), crumbs=crumbs,
        hint=_("You check the email to the client before anything is sent."),
    )  # fmt: skip


def initial(goals: list[Any], goal_id: int, practice: Practice | None, origin: Origin | None) -> Mapping[str, Any]:
    """Return the first values of a new recommendation, from the practice and from what led to it."""
    goal = next((one for one in goals if one.pk == goal_id), goals[0] if len(goals) == 1 else None)
    today = timezone.localdate()
    usual = today + timedelta(days=USUAL_DAYS)
    due = goal.target_on if goal and goal.target_on and today < goal.target_on < usual else usual
    texts = [origin.evidence if origin else "", practice.evidence if practice else ""]
    return {
        "goal_id": goal.pk if goal else None, "practice_id": practice.pk if practice else None, "expected_on": due,
        "title": practice.title if practice else "", "advice": practice.advice if practice else "",
        "evidence": "\n\n".join(text for text in texts if text),
    }  # fmt: skip


def context(by: Actor, row: Recommendation) -> dict[str, Any]:
    """Return everything that the page of a recommendation shows."""
    person = person_of(by)
    found = queries.compared(row) if row.state == rules.ACCEPTED else None
    return {
        "row": row,
        "effect": effect_of(row),
        "state_word": wording.STATES[row.state],
        "shape": wording.SHAPES[row.state],
        "stages": list(wording.STAGES.items()),
        "stage": wording.stage_of(row.state, row.outcome),
        "origin": _origin(row),
        "compared": found,
        "proposed": wording.AFTERWARDS.get(found.outcome, "") if found else "",
        "outcome": wording.AFTERWARDS.get(row.outcome, ""),
        "sendings": sendings_of(by, RECOMMENDATION, [row.pk]).get(row.pk, ()),
        "buttons": places.buttons.seen_by(by, row) if row.state == rules.ACCEPTED and not row.outcome else (),
        **_rights(person, row, has_reading=found is not None and found.after is not None),
    }


def _rights(person: Person, row: Recommendation, *, has_reading: bool) -> dict[str, bool]:
    """Return what the reader can do with a recommendation."""
    own, accepted = bool(policy.may_recommend(person, row.account)), row.state == rules.ACCEPTED
    may_brief = own and accepted and not (row.brief_id or row.held_at or row.outcome)
    return {
        "may_edit": own and row.state == rules.DRAFT,
        "may_answer": own and row.state in rules.OPEN,
        "may_send": row.state == rules.DRAFT and bool(may_send(person, row)),
        "may_brief": may_brief and bool(briefs.may_open(person, row.account)),
        "may_measure": own and accepted and not row.outcome and has_reading,
    }


def _origin(row: Recommendation) -> Any:
    if row.source_id is None:
        return None
    ref = Ref(row.source_kind, row.source_id)
    return named([ref]).get(ref)
