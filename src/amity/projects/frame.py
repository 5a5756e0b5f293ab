"""The head and the tabs of every page of a project: stages, links, team, next step and the reader's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agreements import rules as agreement_rules
from amity.agreements.fees.queries import fee_model_labels
from amity.agreements.fees.rules import FIXED
from amity.agreements.next_step import next_step as agreement_step
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import places, policy, queries, rules
from amity.projects.models import Project
from amity.projects.origins import Origin, origin_of
from amity.projects.places import Handed, NextStep, ProjectButton
from amity.projects.team.members import members_of
from amity.projects.work_table.queries import WorkTable
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui import formats
from amity.ui.links import Link


@dataclass(frozen=True, slots=True)
class Rights:
    """The actor's permissions on a project's page."""

    edit: bool
    add_work: bool
    staff: bool
    tick: bool
    agreement: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage in the head of the page: done, current (`step`), or still to come."""

    word: str
    state: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a tab, with its loaded data."""

    key: str
    template: str
    place: str
    loaded: Any


def rights(by: Actor, project: Project) -> Rights:
    """Return the actor's permissions, checked once for a page."""
    person = person_of(by)
    runs = policy.runs(person, project)
    return Rights(
        edit=bool(policy.may_edit(person, project)),
        add_work=bool(policy.may_add_work(person, project)),
        staff=bool(policy.may_staff(person, project)),
        tick=bool(policy.may_tick(person, project)),
        agreement=runs or (project.agreement_id is not None and person.money_right >= MoneyRight.FEE),
    )


def frame(by: Actor, project: Project, key: str, today: date, table: WorkTable | None = None) -> dict[str, Any]:
    """Return the context of `projects/page.html` for the tab `key`. `table` is the work, where the tab has read it."""
    allowed, origin = rights(by, project), origin_of(project)
    handed = places.handed_of(by, project)
    found = buttons(by, project)
    first = _of_agreement(by, project, handed) or next_step(project, allowed, origin, handed, table)
    return {
        "project": project,
        "rights": allowed,
        "origin": origin,
        "handed": handed,
        "stages": stages(project, origin, handed, today),
        "fee_model": fee_model_labels()[project.agreement.fee_model] if project.agreement else "",
        "tabs": tabs(by, project, key),
        "team": team(project),
        "step": first,
        "later": handed.step if first is not handed.step else None,
        "buttons": [entry.template for entry in found],
        "row_buttons": [entry for entry in found if entry.in_row],
        "sections": sections(by, project, key),
        "today": today,
    }


def stages(project: Project, origin: Origin, handed: Handed, today: date) -> list[Stage]:
    """Return the way of a project from its brief to its end, with its present stage."""
    labels, path = queries.status_labels(), list(rules.path_with(project.status))
    found = [Stage(_("Brief"), "done")] if origin.brief_id else []
    found += [Stage(_("Agreement"), "done")] if project.agreement_id else []
    here = path.index(project.status)
    for place, status in enumerate(path):
        if status == rules.INITIATING and here:
            continue
        if status == rules.HANDED_OFF and here > place and not handed.accepted_on:
            continue
        word = labels[status]
        if status == rules.HANDED_OFF and handed.accepted_on:
            word = _("handed off %(day)s") % {"day": formats.day(handed.accepted_on, today, in_sentence=True)}
        found.append(Stage(word, "done" if place < here else "step" if place == here else ""))
    return found


def tabs(by: Actor, project: Project, key: str) -> list[Link]:
    """Return the tabs the actor can see, with how much is open behind each."""
    entries = places.tabs.seen_by(by, project)
    return [
        Link(str(entry.label), entry.address(project), entry.key == key, count=queries.count_of(project, entry.key))
        for entry in entries
    ]


def team(project: Project) -> list[Person]:
    """Return the managers of a project, then who works on it, each once."""
    lead = project.account_manager or (project.account.manager if project.account else None)
    people = [lead, project.manager, *members_of(project.pk)]
    return list({person.pk: person for person in people if person is not None}.values())


def buttons(by: Actor, project: Project) -> list[ProjectButton]:
    """Return the buttons the actor can see beside the name, and in the rows."""
    return [entry for entry in places.buttons.seen_by(by, project) if isinstance(entry, ProjectButton)]


def _of_agreement(by: Actor, project: Project, handed: Handed) -> NextStep | None:
    """Return the step of the agreement until it is signed, while no one has started the hand-off of the project."""
    if project.agreement is None or handed.step is None or not handed.step.posts:
        return None
    step = agreement_step(by, project.agreement)
    return NextStep(step.label, step.url, in_dialog=step.in_dialog) if step else None


def next_step(
    project: Project, allowed: Rights, origin: Origin, handed: Handed, table: WorkTable | None
) -> NextStep | None:
    """Return the step that comes next: the hand-off, a change order, or the next status.

    Work in progress is delivered once all of it is marked as finished. If it takes more time than quoted, a change
    order comes first, then the client's answer to what they have.
    """
    if handed.step:
        return handed.step
    if origin.order_id and allowed.agreement and project.status not in rules.OVER:
        return NextStep(_("Open change order"), reverse("agreements:agreement", args=[origin.order_id]))
    if project.status == rules.ACTIVE and not (table and table.is_finished):
        order = _change_order(project, allowed) if table and table.is_over else None
        return order or (_acceptance(project, allowed, table) if table else None)
    status = rules.NEXT.get(project.status)
    if status is None or not allowed.edit or status not in queries.moves_offered(project):
        return None
    return NextStep(queries.move_labels()[status], reverse("projects:move_project", args=[project.pk]), True, status)


def _acceptance(project: Project, allowed: Rights, table: WorkTable) -> NextStep | None:
    """Return the step to record what the client says of the first deliverable they have."""
    given = next((row for row in table.rows if row.deliverable and row.deliverable.state == rules.WITH_CLIENT), None)
    if given is None or not allowed.tick:
        return None
    address = reverse("projects:move_deliverable", args=[project.pk, given.id])
    return NextStep(_("Record acceptance of %(line)s") % {"line": given.number}, address, in_dialog=True)


def _change_order(project: Project, allowed: Rights) -> NextStep | None:
    """Return the step to write a change order of a signed agreement with a fixed fee."""
    agreement = project.agreement
    if agreement is None or not (allowed.edit and allowed.agreement) or agreement.fee_model != FIXED:
        return None
    if agreement.state not in (agreement_rules.SIGNED, agreement_rules.IN_FORCE):
        return None
    return NextStep(_("New change order"), reverse("agreements:draft_order", args=[agreement.pk]))


def sections(by: Actor, project: Project, tab: str) -> Sequence[Section]:
    """Return the sections of a tab for this actor, with their data."""
    entries = [entry for entry in places.sections.seen_by(by, project) if isinstance(entry, places.ProjectSection)]
    return [
        Section(entry.key, entry.template, entry.place, entry.of(by, project)) for entry in entries if entry.tab == tab
    ]
