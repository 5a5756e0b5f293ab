"""What the pages of who does what show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.accounts.covers import queries as cover_queries
from amity.accounts.models import Account
from amity.accounts.pages import TabLink
from amity.charter import hooks, queries, wording
from amity.charter.duties import rules as duties
from amity.charter.duties.forms import QuestionsForm
from amity.charter.holders import Holder, Standing, holders, standing
from amity.charter.objectives.queries import Row, objectives_of
from amity.facts.models import Fact
from amity.facts.queries import facts_on
from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.shared.refs import Ref

ALL, SHARED, CHANGED = "", "shared", "changed"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as the table shows it. `wanted` is the role no one is known in at the client, `known` what was said."""

    holder: Holder
    kind: str
    role: str
    also: str
    field: str
    known: str
    wanted: str


def account_page(by: Actor, account: Account, show: str, today: date) -> dict[str, Any]:
    """Everything that "who does what" of an account reads."""
    found = standing(account)
    facts = facts_on(Ref.to(account))
    rows = duty_rows(account, found, facts, today)
    questions = QuestionsForm(default=found.usual)
    questions.fill(found.own)
    covers = cover_queries.covers_of(account, today)
    return {
        "rows": shown(rows, show),
        "views": _views(account, rows, show),
        "changed": len(shown(rows, CHANGED)),
        "questions": questions,
        "answers": answers(found),
        "may_change": queries.may_change(by, account),
        "objectives": objectives_of(by, account, today),
        "may_read": accounts.may_keep(by, account),
        "covers": covers,
        "running": next((one for one in covers if one.runs_on(today)), None),
        "may_cover": accounts.may_cover(by, account),
        "passing": [one for told in hooks.passing for one in told(by, account)],
        "hand_over": next((address for where in hooks.hand_over if (address := where(by, account))), ""),
        "skipped": queries.skipped_of(account),
        "about": Ref.to(account),
        "facts": facts,
        "version": found.own.version if found.own else 0,
        "today": today,
    }


def duty_rows(account: Account, found: Standing, facts: Mapping[str, Fact], today: date) -> list[DutyRow]:
    """The duties of an account with who holds them."""
    kinds, roles, client = wording.kind_labels(), wording.role_labels(), wording.client_labels()
    return [
        DutyRow(
            holder=one,
            kind=kinds[one.kind],
            role=roles[one.role],
            also=roles.get(one.also, ""),
            field=f"duty.{one.duty}",
            known=facts[f"duty.{one.duty}"].value if f"duty.{one.duty}" in facts else "",
            wanted=client[one.client_role] if one.client_role and one.contact is None else "",
        )
        for one in holders(account, day=today, found=found).values()
    ]


def shown(rows: list[DutyRow], show: str) -> list[DutyRow]:
    """The rows of one view: all, shared, or changed by hand."""
    if show == SHARED:
        return [row for row in rows if row.holder.kind == duties.SHARED]
    return [row for row in rows if row.holder.changed] if show == CHANGED else rows


def _views(account: Account, rows: list[DutyRow], show: str) -> list[TabLink]:
    """The switch above the table, each view with how many duties it shows."""
    address = reverse("charter:account", args=[account.pk])
    return [
        TabLink(f"{word} {len(shown(rows, key))}", f"{address}?show={key}" if key else address, show == key)
        for key, word in ((ALL, _("All")), (SHARED, _("Shared")), (CHANGED, _("Changed")))
    ]


def answers(found: Standing) -> list[tuple[str, str]]:
    """The three questions with the answers in force, in words."""
    words = wording.answer_words()
    return [(said, words[key][getattr(found.asked, key)]) for key, said in wording.question_words().items()]


@dataclass(frozen=True, slots=True)
class Pursued:
    """The objectives of an account with what the reader may do about them."""

    rows: list[Row]
    may_read: Answer
    may_change: Answer


def objectives_for_plan(by: Actor, account: Account) -> Pursued:
    """The objectives of an account for its tab Plan."""
    rows = objectives_of(by, account, timezone.localdate())
    return Pursued(rows, accounts.may_keep(by, account), queries.may_change(by, account))


@dataclass(frozen=True, slots=True)
class DefaultRow:
    """A duty of the agency's default in words."""

    key: str
    label: str
    kind: str
    role: str
    also: str
    client: str
    rule: str
    changed: bool


def default_page() -> dict[str, Any]:
    """The agency's default: its three answers and the matrix of duties they make."""
    found = standing(None)
    questions = QuestionsForm()
    questions.fill(found.default)
    labels, kinds, client = wording.duty_labels(), wording.kind_labels(), wording.client_labels()
    names = wording.role_labels()
    rows = [
        DefaultRow(
            key=key,
            label=labels[key],
            kind=kinds[one.kind],
            role=names[one.role],
            also=names.get(one.also, ""),
            client=client[one.client],
            rule=wording.rule_words(one, names),
            changed=key in found.changed,
        )
        for key, one in found.duties.items()
    ]
    return {"rows": rows, "questions": questions, "version": found.default.version if found.default else 0}


def duty_as_it_stands(account: Account | None, duty: str, today: date) -> tuple[duties.Duty, str, int]:
    """A duty in force, its rule in words, and the version of the charter it would be changed in."""
    found = standing(account)
    charter = found.own if account else found.default
    if account:
        rule = holders(account, day=today, found=found)[duty].rule
    else:
        rule = wording.rule_words(found.duties[duty], wording.role_labels())
    return found.duties[duty], rule, charter.version if charter else 0
