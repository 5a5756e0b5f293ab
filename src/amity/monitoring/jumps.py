"""Risks, blockers and client input that search finds; and raising or asking one on an account or a project."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.accounts.models import Account
from amity.expectations import queries as expectations
from amity.expectations.jumps import PROMISE
from amity.monitoring import policy, rules, wording
from amity.monitoring.client_status.places import may_send_here
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.monitoring.risks.queries import entries_seen_by
from amity.people.queries import person_of
from amity.projects.jumps import PROJECT
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

BESIDE = ("account", "project")
RISK, BLOCKER = f"kind={rules.RISK}", f"kind={rules.ROADBLOCK}"


def _entry_rows(by: Actor) -> QuerySet[RegisterEntry]:
    rows = entries_seen_by(by).select_related(None).select_related(*BESIDE)
    return rows.only("kind", "title", "project__name", "account__name")


def _input_rows(by: Actor) -> QuerySet[ClientInput]:
    rows = ClientInput.objects.visible_to(person_of(by)).select_related(*BESIDE)
    return rows.only("what", "project__name", "account__name")


def _entries(_by: Actor, rows: Sequence[RegisterEntry]) -> Iterable[Found]:
    for entry in rows:
        kind = str(wording.KINDS[entry.kind])
        url = reverse("monitoring:entry", args=[entry.pk])
        yield Found(kind=kind[:1].upper() + kind[1:], name=entry.title, url=url, note=_place(entry))


def _inputs(_by: Actor, rows: Sequence[ClientInput]) -> Iterable[Found]:
    for row in rows:
        url = reverse("monitoring:client_input", args=[row.pk])
        yield Found(kind=_("Client input"), name=row.what, url=url, note=_place(row))


def _place(row: RegisterEntry | ClientInput) -> str:
    return ", ".join(thing.name for thing in (row.project, row.account) if thing)


def _may_raise(by: Actor, thing: Account | Project) -> Answer:
    account, project = _account_and_project(thing)
    return policy.may_add(person_of(by), account, project)


def _may_ask(by: Actor, thing: Account | Project) -> object:
    account, project = _account_and_project(thing)
    return account is not None and policy.may_ask(person_of(by), account, project)


def _may_record(by: Actor, project: Project) -> object:
    return project.account is not None and expectations.may_record(by, project.account)


def _account_and_project(thing: Account | Project) -> tuple[Account | None, Project | None]:
    return (thing.account, thing) if isinstance(thing, Project) else (thing, None)


def register() -> None:
    """Register the kinds and the actions."""
    place = ("project__name", "account__name")
    jumps.register(
        Kind(
            key="risk", names=tuple(wording.KINDS.values()),
            order=65, model=RegisterEntry,
            columns=("title", *place), sort=("-pk",), rows=_entry_rows, entry=_entries,
            pages=("monitoring:entry",),
        )
    )  # fmt: skip
    jumps.register(
        Kind(
            key="input", names=(lazy("Client input"),),
            order=70, model=ClientInput, columns=("what", *place), sort=("-pk",), entry=_inputs,
            rows=_input_rows,
            pages=("monitoring:client_input",),
        )
    )  # fmt: skip
    actions.register(*_actions(ACCOUNT, "_account"), *_actions(PROJECT, ""), *_of_project())


def _actions(about: str, place: str) -> Sequence[Action]:
    entry, asked = f"monitoring:add{place}_entry", f"monitoring:ask{place}_input"
    return (
        Action(
            key=f"risk{place}", order=50, label=lazy("Add risk"), words=lazy("new raise add issue"), about=about,
            page=entry, query=RISK, may=_may_raise,
        ),
        Action(
            key=f"blocker{place}", order=55, label=lazy("Add blocker"), words=lazy("new raise add blocked waits"),
            about=about, page=entry, query=BLOCKER, may=_may_raise,
        ),
        Action(
            key=f"ask_client{place}", order=60, label=lazy("Request input"), words=lazy("ask client for"), about=about,
            page=asked, may=_may_ask,
        ),
    )  # fmt: skip


def _of_project() -> Sequence[Action]:
    page = "monitoring:expect_on_project"
    return (
        Action(
            key="expectation_project", order=30, label=lazy("Add expectation"), words=lazy("new record add"),
            about=PROJECT, page=page, may=_may_record,
        ),
        Action(
            key="promise_project", order=40, label=lazy("Add promise"), words=lazy("new record add promised"),
            about=PROJECT, page=page, query=PROMISE, may=_may_record,
        ),
        Action(
            key="status_project", order=65, label=lazy("Status for the client"), words=lazy("send write report"),
            about=PROJECT, page="monitoring:send_status", may=may_send_here,
        ),
    )  # fmt: skip
