"""Values of a project's tabs Work, Client and Facts, and of the tab Work of an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.sections import sections as account_sections
from amity.agreements import queries as agreement_queries
from amity.agreements.account_list import agreements_of
from amity.agreements.fees import queries as fee_queries
from amity.projects import places, queries, rules
from amity.projects.frame import buttons, frame, rights, tabs
from amity.projects.milestones import queries as milestone_queries
from amity.projects.models import Milestone, Project
from amity.projects.places import CLIENT, FACTS, WORK, Blocker, ProjectDate
from amity.projects.work_table.queries import work_table
from amity.rights.queries import rights_card
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone, its state, and the client input that delays it or moved its date."""

    milestone: Milestone
    state: str
    word: str
    held: Sequence[places.HeldUp] = ()

    @property
    def is_open(self) -> bool:
        """Return whether it hasn't been delivered yet."""
        return self.milestone.delivered_on is None


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of a project: that of a milestone, or another one such as a promise."""

    on: date
    milestone: MilestoneRow | None = None
    other: ProjectDate | None = None


def work(by: Actor, project: Project, today: date) -> dict[str, Any]:
    """Return the context of the tab Work."""
    table = work_table(by, project, today)
    return frame(by, project, WORK, today, table) | {
        "table": table,
        "blockers": blockers(by, project, today),
        "dates": dates(by, project, today),
    }


def lines(by: Actor, project: Project, today: date) -> dict[str, Any]:
    """Return the context of `projects/lines.html`."""
    return {
        "project": project, "rights": rights(by, project), "table": work_table(by, project, today), "today": today,
        "row_buttons": [entry for entry in buttons(by, project) if entry.in_row], "tabs": tabs(by, project, WORK),
    }  # fmt: skip


def client(by: Actor, project: Project, today: date) -> dict[str, Any]:
    """Return the context of the tab Client."""
    return frame(by, project, CLIENT, today)


def facts(by: Actor, project: Project, today: date) -> dict[str, Any]:
    """Return the context of the tab Facts."""
    context, labels = frame(by, project, FACTS, today), queries.move_labels()
    moves = queries.moves_offered(project) if context["rights"].edit else []
    return context | {
        "dates": [DateRow(row.milestone.due_on, milestone=row) for row in milestones(by, project, today)],
        "members": [member.person for member in project.team.select_related("person").order_by("person__name")],
        "moves": [(to, labels[to]) for to in moves],
        "holders": queries.holders(project),
    }


def blockers(by: Actor, project: Project, today: date) -> list[Blocker]:
    """Return what blocks a project that isn't over."""
    if project.status in rules.OVER:
        return []
    return [blocker for source in places.blockers for blocker in source(by, project, today)]


def milestones(by: Actor, project: Project, today: date) -> list[MilestoneRow]:
    """Return the milestones by date, with their state and what delays them."""
    words, rows = milestone_queries.milestone_state_labels(), []
    found = list(project.milestones.order_by("due_on", "pk"))
    held = [tell(by, project, today) for tell in places.holding_up] if found else []
    for one in found:
        state = rules.milestone_state(one.due_on, one.delivered_on, today)
        rows.append(
            MilestoneRow(one, state, words[state], [thing for source in held for thing in source.get(one.pk, ())])
        )
    return rows


def dates(by: Actor, project: Project, today: date) -> list[DateRow]:
    """Return the open dates of a project, earliest first: open milestones, dates of other parts, and its end."""
    if project.status in rules.OVER:
        return []
    rows = [DateRow(row.milestone.due_on, milestone=row) for row in milestones(by, project, today) if row.is_open]
    rows += [DateRow(one.on, other=one) for source in places.dates for one in source(by, project, today)]
    if project.ends_on:
        rows.append(DateRow(project.ends_on, other=ProjectDate(project.ends_on, _("Project ends"))))
    return sorted(rows, key=lambda row: row.on)


def account_work(by: Actor, account: Account, *, whole: bool) -> dict[str, Any]:
    """Return data for the account's tab *Work*. Agreements are only for those who see the whole account or run work
    there.
    """
    today = timezone.localdate()
    listed = agreements_of(by, account, today)
    return {
        "work_sections": account_sections(places.account_work, by, account),
        "agreements": [one for one in listed if not one.is_over],
        "ended_agreements": [one for one in listed if one.is_over],
        "fee_models": fee_queries.fee_model_labels(),
        "may_agree": agreement_queries.may_open(by, account),
        "whole": whole,
        "third_party_rights": rights_card(by, account, today),
    }
