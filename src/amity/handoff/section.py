"""What a project's page says of its hand-off."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.handoff import at_risk, listed, policy, queries
from amity.handoff.models import Handoff
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Section:
    """How the hand-off of a project stands, and what the viewer may begin."""

    row: listed.Row | None
    sentence: str
    risk: at_risk.RiskShown | None
    may_begin: bool
    begin: str


def may_see(by: Actor, project: Project) -> bool:
    """Who runs the project or answers for its account; those of a role that sees all."""
    if project.is_internal or project.account is None:
        return False
    seen = queries.handoffs_seen_by(by).filter(project=project, item=None).exists()
    return seen or bool(queries.may_prepare(by, project)) or by.person_id == project.manager_id


def section_of(by: Actor, project: Project) -> Section:
    """What stands there for this viewer."""
    handoff = queries.handoffs_seen_by(by).filter(project=project, item=None).first()
    through = queries.handed_off_with_retainer(project)
    begins = handoff is None and not queries.is_one_hat(project) and through is None
    may_begin = begins and bool(queries.may_prepare(by, project)) and project.manager_id is not None
    return Section(
        row=listed.row(handoff) if handoff else None,
        sentence=_sentence(project, handoff, through),
        risk=at_risk.of(by, project),
        may_begin=may_begin,
        begin=_("Complete the hand-off") if project.taken_over else _("Hand it off"),
    )


def _sentence(project: Project, handoff: Handoff | None, through: Handoff | None) -> str:
    if handoff is not None and handoff.is_taken:
        return handoff.sentence or _("%(name)s accepted version %(number)s.") % {
            "name": handoff.answered_by, "number": handoff.number
        }  # fmt: skip
    if handoff is not None:
        names = {"giver": handoff.giver or "–", "taker": handoff.taker or "–"}
        return _("%(giver)s hands it over to %(taker)s.") % names
    if queries.is_one_hat(project):
        return _("%(name)s answers for the account and runs it: the hand-off is skipped.") % {"name": project.manager}
    if through is not None:
        return _("The retainer was handed off with %(what)s: nothing more is needed.") % {"what": through}
    if project.taken_over:
        return _("Taken over: it ran before Amity knew of it. The hand-off can be completed any time.")
    if project.manager is None:
        return _("Nobody runs it yet: say who does, then hand it off.")
    return _("%(name)s has not been handed it yet. Work before that is at risk.") % {"name": project.manager}


def may_see_list(by: Actor, _subject: object) -> bool:
    """Whether the list of hand-offs is a place for this person."""
    return policy.may_see_list(person_of(by))
