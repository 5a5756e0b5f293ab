"""Sections of this part on the pages of projects and accounts, and facts on an expectation's page."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.expectations import pages as expectation_pages
from amity.expectations import policy as expectation_policy
from amity.expectations.models import Expectation
from amity.monitoring import policy, rules
from amity.monitoring.expectations import queries as expectation_queries
from amity.monitoring.inputs import queries as input_queries
from amity.monitoring.inputs.forms import InputForm
from amity.monitoring.risks import queries as risk_queries
from amity.monitoring.risks.forms import QuickEntryForm
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.places import HeldUp
from amity.shared.actor import Actor
from amity.strategy.cards import queries as card_queries


def of_project(by: Actor, project: Project) -> dict[str, Any]:
    """Return the values for the sections of a project's page: strategy, expectations, risks and client input."""
    return {
        "card": _card(project),
        "expectations": _expectations(by, project),
        "register": _register(by, project),
        "inputs": _inputs(by, project),
    }


def register_of_account(by: Actor, account: Account) -> dict[str, Any] | None:
    """Return the open risks and blockers of an account and its projects, if there are any."""
    rows = [one for one in risk_queries.register_of_account(by, account) if one.state != rules.CLOSED]
    may_add = bool(policy.may_add(person_of(by), account, None))
    return {"rows": rows, "may_add": may_add} if rows or may_add else None


def inputs_of_account(by: Actor, account: Account) -> dict[str, Any] | None:
    """Return the open client input of an account."""
    every = input_queries.inputs_of_account(by, account, timezone.localdate())
    may_ask = bool(policy.may_ask(person_of(by), account, None))
    waited = [one for one in every if one.state in rules.WAITED_FOR]
    return {"rows": waited, "may_ask": may_ask} if every or may_ask else None


def holding_up(by: Actor, project: Project, today: date) -> dict[int, list[HeldUp]]:
    """Return a project's milestones with overdue client input they wait for, and with input that moved them."""
    found: defaultdict[int, list[HeldUp]] = defaultdict(list)
    for one in input_queries.inputs_of(by, project, today):
        waiting, late = one.state in rules.WAITED_FOR, rules.days_late(one.state, one.due_on, one.received_on, today)
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


def _card(project: Project) -> Any:
    card = card_queries.card_in_force(project.account_id) if project.account_id else None
    return {"card": card, "rows": card_queries.rows_of(card)} if card else None


def _expectations(by: Actor, project: Project) -> Any:
    if project.account is None:
        return None
    may_record = bool(expectation_policy.may_record(person_of(by), project.account))
    rows = expectation_queries.expectations_of_project(by, project)
    quick = expectation_pages.quick(project.account) if may_record else None
    to = reverse("monitoring:expect_on_project", args=[project.pk])
    return {"rows": rows, "quick": quick, "to": to} if rows or may_record else None


def _register(by: Actor, project: Project) -> Any:
    may_add = bool(policy.may_add(person_of(by), project.account, project))
    return {
        "rows": risk_queries.register_of(by, project),
        "quick": QuickEntryForm(auto_id="reg_%s") if may_add else None,
    }


def _inputs(by: Actor, project: Project) -> Any:
    if project.account is None:
        return None
    may_ask = bool(policy.may_ask(person_of(by), project.account, project))
    rows = input_queries.inputs_of(by, project, timezone.localdate())
    quick = None
    if may_ask:
        quick = InputForm(account=project.account, project=project, auto_id="input_%s", short=True)
    return {"rows": rows, "quick": quick}
