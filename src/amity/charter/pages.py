"""Context of the pages for duties and objectives."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.accounts.covers import queries as cover_queries
from amity.accounts.models import Account
from amity.charter import hooks, queries, wording
from amity.charter.duties import rules as duties
from amity.charter.duties.forms import QuestionsForm
from amity.charter.holders import CharterInForce, Holder, charter_in_force, holders
from amity.charter.objectives.queries import Row, objectives_of
from amity.charter.objectives.rules import MET
from amity.facts.queries import facts_on
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.ui import formats
from amity.ui.links import Link

ALL, SHARED, CHANGED = "", "shared", "changed"


def account_page(by: Actor, account: Account, show: str, today: date) -> dict[str, Any]:
    """Return the context of an account's page of duties."""
    found = charter_in_force(account)
    facts = facts_on(Ref.to(account))
    held = list(holders(account, day=today, found=found).values())
    questions = QuestionsForm(default=found.usual)
    questions.fill(found.own)
    covers = cover_queries.covers_of(account, today)
    return {
        "holders": shown(held, show),
        "words": _words(),
        "views": _views(account, held, show),
        "changed": len(shown(held, CHANGED)),
        "questions": questions,
        "answers": answers(found),
        "may_change": queries.may_change(by, account),
        "objectives": objectives_of(by, account, today),
        "may_read": accounts.may_keep(by, account),
        "covers": covers,
        "running": next((one for one in covers if one.runs_on(today)), None),
        "may_cover": accounts.may_cover(by, account),
        "passing": [one for listener in hooks.passing for one in listener(by, account)],
        "hand_over": next((address for where in hooks.hand_over if (address := where(by, account))), ""),
        "skipped": queries.skipped_of(account),
        "about": Ref.to(account),
        "facts": facts,
        "version": found.own.version if found.own else 0,
        "today": today,
    }


def shown(held: list[Holder], show: str) -> list[Holder]:
    """Return the duties of one view: all, shared, or changed by hand."""
    if show == SHARED:
        return [holder for holder in held if holder.kind == duties.SHARED]
    return [holder for holder in held if holder.changed] if show == CHANGED else held


def _words() -> dict[str, dict[str, str]]:
    """Return the labels for a table of duties."""
    return {
        "duties": wording.duty_labels(), "kinds": wording.kind_labels(), "roles": wording.role_labels(),
        "client": wording.client_labels(),
    }  # fmt: skip


def _views(account: Account, held: list[Holder], show: str) -> list[Link]:
    """Return the switch above the table, each view with its number of duties."""
    address = reverse("charter:account", args=[account.pk])
    return [
        Link(f"{word} {len(shown(held, key))}", f"{address}?show={key}" if key else address, show == key)
        for key, word in ((ALL, _("All")), (SHARED, _("Shared")), (CHANGED, _("Changed")))
    ]


def answers(found: CharterInForce) -> list[tuple[str, str]]:
    """Return the three questions with the active answers, as text."""
    words = wording.answer_words()
    return [(question, words[key][getattr(found.asked, key)]) for key, question in wording.question_words().items()]


def objectives_card(by: Actor, account: Account, *, acts: bool) -> dict[str, Any]:
    """Return the objectives of an account. Without `acts` only the first step is offered, where there are none."""
    rows = objectives_of(by, account, timezone.localdate())
    folds, acts = bool(rows) and not acts, acts or not rows
    return {
        "folds": folds,
        "objectives": rows,
        "summary": _summary(rows),
        "may_read": acts and accounts.may_keep(by, account),
        "may_change": acts and queries.may_change(by, account),
    }


def _summary(rows: Sequence[Row]) -> str:
    if not rows:
        return _("None yet")
    given = {"met": formats.number(sum(one.state == MET for one in rows)), "total": formats.number(len(rows))}
    return _("%(met)s of %(total)s on target") % given


def objectives_alone(by: Actor, account: Account) -> str:
    """Return the URL of the objectives of an account, without actions."""
    return reverse("charter:objectives", args=[account.pk])


def objectives_with_acts(by: Actor, account: Account) -> str:
    """Return the URL of the objectives of an account, with the actions of the reader."""
    return f"{objectives_alone(by, account)}?acts"


def default_page() -> dict[str, Any]:
    """Return the agency's default: its three answers and the resulting duties, each with the text of its rule."""
    found = charter_in_force(None)
    questions = QuestionsForm()
    questions.fill(found.default)
    names = wording.role_labels()
    return {
        "rows": [(key, duty, wording.rule_words(duty, names)) for key, duty in found.duties.items()],
        "words": _words(),
        "changed": found.changed,
        "questions": questions,
        "version": found.default.version if found.default else 0,
    }


def current_duty(account: Account | None, duty: str, today: date) -> tuple[duties.Duty, str, int]:
    """Return a duty in force, the text of its rule, and the version of the charter to change."""
    found = charter_in_force(account)
    charter = found.own if account else found.default
    if account:
        rule = holders(account, day=today, found=found)[duty].rule
    else:
        rule = wording.rule_words(found.duties[duty], wording.role_labels())
    return found.duties[duty], rule, charter.version if charter else 0
