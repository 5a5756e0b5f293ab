"""Sections of this part on the pages of projects and accounts, and facts on an expectation's page."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.expectations import pages as expectation_pages
from amity.expectations import policy as expectation_policy
from amity.expectations.models import Expectation
from amity.monitoring import policy, rules
from amity.monitoring.expectations import queries as expectation_queries
from amity.monitoring.inputs import queries as input_queries
from amity.monitoring.inputs.forms import InputForm
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.monitoring.risks import queries as risk_queries
from amity.monitoring.risks.forms import QuickEntryForm
from amity.monitoring.wording import KINDS, SEVERITY_SHAPES
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.places import Blocker, HeldUp, ProjectDate
from amity.shared.actor import Actor
from amity.shared.caches.reading import read_once
from amity.strategy.cards import queries as card_queries
from amity.ui import formats


def register_of_account(by: Actor, account: Account) -> dict[str, Any] | None:
    """Return the open risks and blockers of an account and its projects, if there are any.

    Conflicts are left out: the page lists them first among what is open.
    """
    found = risk_queries.register_of_account(by, account)
    rows = [one for one in found if one.state != rules.CLOSED and one.kind != rules.CONFLICT]
    may_add = bool(policy.may_add(person_of(by), account, None))
    return {"rows": rows, "may_add": may_add} if rows or may_add else None


def may_ask_on(by: Actor, account: Account) -> bool:
    """Return whether the actor can request input on the account as a whole."""
    return bool(policy.may_ask(person_of(by), account, None))


def holding_up(_by: Actor, project: Project, today: date) -> dict[int, list[HeldUp]]:
    """Return a project's milestones with overdue client input they wait for, and with input that moved them."""
    found: defaultdict[int, list[HeldUp]] = defaultdict(list)
    for one in _inputs(project, today):
        waiting, late = one.state in rules.WAITED_FOR, one.days_late  # type: ignore[attr-defined]
        if one.milestone_id and (one.moved_to or (waiting and late)):
            address = reverse("monitoring:client_input", args=[one.pk])
            found[one.milestone_id].append(HeldUp(one.what, address, late, one.cause, one.moved_from, waiting))
    return found


def project_of_expectations(by: Actor, expectation_ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return the project to which each expectation is linked, as a fact for its page."""
    found = {}
    for expectation in Expectation.objects.filter(pk__in=expectation_ids):
        if project := expectation_queries.project_of(expectation):
            found[expectation.pk] = (_("Project"), project.name, reverse("projects:project", args=[project.pk]))
    return found


def strategy_of(_by: Actor, project: Project) -> dict[str, Any] | None:
    """Return the strategy card in force of a project's account."""
    card = card_queries.card_in_force(project.account_id) if project.account_id else None
    return {"card": card, "rows": card_queries.rows_of(card)} if card else None


def expectations_of(by: Actor, project: Project) -> dict[str, Any] | None:
    """Return a project's expectations, with the form to record one."""
    if project.account is None:
        return None
    may_record = bool(expectation_policy.may_record(person_of(by), project.account))
    rows = expectation_queries.expectations_of_project(by, project)
    quick = expectation_pages.quick(project.account) if may_record else None
    to = reverse("monitoring:expect_on_project", args=[project.pk])
    return {"rows": rows, "quick": quick, "to": to} if rows or may_record else None


def risks_of(by: Actor, project: Project) -> dict[str, Any]:
    """Return a project's risks and blockers, with the form to raise one."""
    may_add = bool(policy.may_add(person_of(by), project.account, project))
    return {
        "rows": risk_queries.register_on(project),
        "quick": QuickEntryForm(account=project.account, project=project, auto_id="reg_%s") if may_add else None,
    }


def inputs_of(by: Actor, project: Project) -> dict[str, Any] | None:
    """Return a project's client input, with the form to record a request."""
    if project.account is None:
        return None
    may_ask = bool(policy.may_ask(person_of(by), project.account, project))
    quick = None
    if may_ask:
        quick = InputForm(account=project.account, project=project, auto_id="input_%s", short=True)
    return {"rows": _inputs(project, timezone.localdate()), "quick": quick}


def _inputs(project: Project, today: date) -> Sequence[ClientInput]:
    """Return the client input of a project whose page the actor can see, read once per page."""
    return read_once(("client input of a project", project.pk, today), lambda: input_queries.inputs_on(project, today))


def blockers_of(_by: Actor, project: Project, today: date) -> list[Blocker]:
    """Return overdue client input of a project, then its open issues, roadblocks and conflicts."""
    found = [_late(one) for one in _inputs(project, today) if one.waited_for and one.days_late]  # type: ignore[attr-defined]
    rows = risk_queries.register_on(project)
    return found + [_blocks(one) for one in rows if one.state != rules.CLOSED and one.kind != rules.RISK]


def _late(row: ClientInput) -> Blocker:
    days = row.days_late  # type: ignore[attr-defined]
    reason = ngettext("%(count)s day late", "%(count)s days late", days) % {"count": days}
    if row.line:
        reason = _("%(days)s, blocks %(line)s") % {"days": reason, "line": row.line.title}
    who = row.contact.name if row.contact else ""
    return Blocker(row.what, reverse("monitoring:client_input", args=[row.pk]), reason, "unwell", who, "client")


def _blocks(entry: RegisterEntry) -> Blocker:
    kind, shape = KINDS[entry.kind], SEVERITY_SHAPES[entry.severity]
    reason = str(kind)
    if entry.due_on:
        due = formats.day_with("by", entry.due_on, timezone.localdate())
        reason = _("%(kind)s, due %(by_day)s") % {"kind": kind, "by_day": due}
    elif entry.waiting:
        reason = _("%(kind)s, %(who)s is waiting") % {"kind": kind, "who": entry.waiting}
    address = reverse("monitoring:entry", args=[entry.pk])
    return Blocker(entry.title, address, reason, shape, entry.owner.name if entry.owner else "")


def promises_of(by: Actor, project: Project, _today: date) -> list[ProjectDate]:
    """Return the open promises of a project that have a date."""
    if project.account is None:
        return []
    rows = expectation_queries.promises_of_project(by, project)
    return [
        ProjectDate(
            row.promised_until, row.statement, reverse("expectations:expectation", args=[row.pk]),
            _("promise, %(name)s") % {"name": row.promised_by.name},
        )
        for row in rows if row.promised_until and row.promised_by
    ]  # fmt: skip
