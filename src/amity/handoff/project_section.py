"""The hand-off section of a project's page, and the handover section of an account's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.agency.editions.by_roles import rows_by_roles
from amity.agency.queries import agency_day
from amity.charter.hooks import Passing
from amity.handoff import list_page, policy, queries, rules
from amity.handoff.answers.questions import with_open_questions
from amity.handoff.models import Handoff, Version
from amity.handoff.read_backs.queries import with_unjudged
from amity.handoff.rules import COVER, OF_ACCOUNTS
from amity.handoff.waits import Waits, waits_in
from amity.handoff.work_at_risk import page as work_at_risk
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.projects.places import Blocker, Handed, NextStep
from amity.projects.queries import PROJECT
from amity.shared.actor import Actor
from amity.shared.caches.reading import read_once
from amity.shared.numbers import whole_number
from amity.shared.rows.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Section:
    """The status of a project's hand-off, and what the viewer can start."""

    row: list_page.Row | None
    sentence: str
    risk: work_at_risk.RiskShown | None
    may_begin: bool
    begin: str


def section_of(by: Actor, project: Project) -> Section | None:
    """Return the section for the project's and the account's managers, and for roles that see all."""
    if project.is_internal or project.account is None:
        return None
    handoff = _handoff_about(by, project)
    may_prepare = queries.may_prepare(by, project)
    if handoff is None and not may_prepare and by.person_id != project.manager_id:
        return None
    through = queries.handed_off_with_retainer(project) if handoff is None else None
    begins = handoff is None and not queries.is_one_hat(project) and through is None
    return Section(
        row=_row(handoff) if handoff else None,
        sentence=_sentence(project, handoff, through),
        risk=work_at_risk.of(by, project) if through is None else None,
        may_begin=begins and bool(may_prepare) and project.manager_id is not None,
        begin=_("Complete hand-off") if project.taken_over else _("Hand off project"),
    )


def _row(handoff: Handoff) -> list_page.Row:
    return list_page.row(handoff, _waits(handoff))


def _sentence(project: Project, handoff: Handoff | None, through: Handoff | None) -> str:
    if handoff is not None and handoff.is_taken:
        return handoff.sentence or _("%(name)s accepted version %(number)s.") % {
            "name": handoff.answered_by, "number": handoff.number
        }  # fmt: skip
    if handoff is not None:
        names = {"giver": handoff.giver or "–", "taker": handoff.taker or "–"}
        return _("%(giver)s is handing this project off to %(taker)s.") % names
    if queries.is_one_hat(project):
        return _("%(name)s is both account manager and project manager, so the hand-off is skipped.") % {
            "name": project.manager
        }
    if through is not None:
        return _("The retainer was handed off with %(what)s. No further hand-off is needed.") % {"what": through}
    if project.taken_over:
        return _("Pre-existing: this project started before Amity. You can complete the hand-off at any time.")
    if project.manager is None:
        return _("This project has no project manager yet. Assign one, then hand it off.")
    return _("This project hasn’t been handed off to %(name)s yet. Work before that is at risk.") % {
        "name": project.manager
    }


def handed(by: Actor, project: Project) -> Handed | None:
    """Return the hand-off of a project and the actor's next step in it, for the head of its page."""
    if project.is_internal or project.account is None:
        return None
    handoff = _handoff_about(by, project)
    if handoff is not None:
        address = reverse("handoff:handoff", args=[handoff.pk])
        if handoff.is_taken:
            return Handed(address, agency_day(handoff.answered_at) if handoff.answered_at else None)
        return Handed(address, step=NextStep(label_of(by, handoff), address))
    if not project.waits_for_handoff or project.manager_id is None or queries.starts_without_taker(project):
        return None
    if not queries.may_prepare(by, project):
        return None
    begin = reverse("handoff:begin", args=[project.pk])
    return Handed(step=NextStep(_("Hand off project"), begin, posts=True))


def label_of(by: Actor, handoff: Handoff) -> str:
    """Return the label of the way to a hand-off that isn't accepted yet: whose turn it is once it is offered."""
    if handoff.state != rules.OFFERED:
        return _("Open hand-off")
    if policy.may_take(person_of(by), handoff):
        return _("Answer hand-off")
    return _("Open hand-off, waiting for %(name)s") % {"name": handoff.taker}


def comes_first(_by: Actor, project: Project) -> bool:
    """Return whether the hand-off comes before all other work on a project."""
    return project.waits_for_handoff


def blockers_of(by: Actor, project: Project, _today: date) -> list[Blocker]:
    """Return what a project's hand-off waits for."""
    handoff = None if project.is_internal or project.account is None else _handoff_about(by, project)
    if handoff is None or (handoff.state == rules.ACCEPTED and not handoff.changes_waiting):
        return []
    address = reverse("handoff:handoff", args=[handoff.pk])
    return [
        Blocker(
            _("Hand-off"), address, one.sentence(person_of(by)),
            "unwell" if one.late else "watch", one.whom.name if one.whom else "",
        )
        for one in _waits(handoff)
    ]  # fmt: skip


def _waits(handoff: Handoff) -> Sequence[Waits]:
    """Return what a hand-off waits for, read once per page."""
    today = timezone.localdate()
    return read_once(("a hand-off waits for", handoff.pk), lambda: waits_in([handoff], today)[handoff.pk])


def _handoff_about(by: Actor, project: Project) -> Handoff | None:
    """Return the hand-off of a project with what `waits_in` counts, read once per page."""
    today, given = timezone.localdate(), {"project": project.pk}
    rows = read_once(
        ("hand-off of a project", by, project.pk),
        lambda: rows_by_roles("hand-off of a project's page", by, today, given, of_page),
    )
    return next(iter(rows), None)


def of_page(by: Actor) -> "QuerySet[Handoff]":
    """Return the hand-off of a `Given` project with its open questions and the read-backs that no one has judged."""
    return with_unjudged(with_open_questions(queries.of_project(by)))


NEWEST_VERSION: Final = Prepared(
    lambda: Version.objects.filter(handoff__project=PROJECT, handoff__item=None).order_by("-number")[:1]
)


def handed_over(project: Project) -> set[int]:
    """Return the ids of expectations in a project's latest offered hand-off, including those of the whole account."""
    version: Version | None = NEWEST_VERSION.row({"project": project.pk})
    keys = [item.key.partition(".") for block in version.parsed_blocks for item in block.items] if version else []
    numbers = (whole_number(number) for group, _dot, number in keys if group == "expectation")
    return {number for number in numbers if number is not None}


def passing(by: Actor, account: Account) -> list[Passing]:
    """Return the account's own handovers that are in preparation, offered, or accepted for current or future dates."""
    rows = queries.handoffs_seen_by(by).filter(account=account, kind__in=OF_ACCOUNTS)
    going = (
        Q(state__in=rules.OPEN_STATES) | Q(ends_on__gte=timezone.localdate()) | Q(starts_on__gt=timezone.localdate())
    )
    return [_on_its_way(list_page.row(one)) for one in rows.filter(going).order_by("starts_on", "pk")]


def _on_its_way(row: list_page.Row) -> Passing:
    """Return a handover for the account's page.

    An accepted cover is listed there already, so only its details are linked.
    """
    one, address = row.one, reverse("handoff:handoff", args=[row.one.pk])
    kind, state = (_("handover details"), "") if one.kind == COVER and one.is_taken else (row.kind, row.state)
    return Passing(kind, one.taker.name if one.taker else "–", state, row.shape, one.starts_on, one.ends_on, address)


def hand_over(by: Actor, account: Account) -> str:
    """Return the URL where the actor starts to hand over an account, or "" without permission."""
    may = policy.may_give_account(person_of(by), account, COVER)
    return f"{reverse('handoff:prepare_account')}?account={account.pk}" if may else ""


def may_see_list(by: Actor, _subject: object) -> bool:
    """Return whether the person needs the list of hand-offs."""
    return policy.may_see_list(person_of(by))
