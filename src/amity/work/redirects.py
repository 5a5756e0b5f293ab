"""Queries of the former lists of projects and briefs as queries of the list of jobs, so that old links work."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from amity.briefs.moves import rules as briefs
from amity.projects import rules as projects
from amity.ui.asked import Asked
from amity.work.stages import rules as stages

PROJECT_STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    projects.INITIATING: (stages.AGREEMENT, stages.HANDOFF, stages.NOT_STARTED),
    projects.HANDED_OFF: (stages.HANDED_OFF,),
    projects.ACTIVE: (stages.ACTIVE, stages.RUNNING),
    projects.PAUSED: (stages.PAUSED,),
    projects.DELIVERED: (stages.DELIVERED,),
    projects.CLOSED: (stages.CLOSED,),
    projects.CANCELLED: (stages.CANCELLED,),
    "taken_over": ("pre_existing",),
    "going": (),
}
"""The stages of each status that the list of projects could be narrowed to."""
BRIEF_STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "open": (stages.BRIEF, stages.ESTIMATE, stages.AGREEMENT),
    briefs.DRAFT: (stages.BRIEF,),
    briefs.WITH_CLIENT: (stages.ESTIMATE,),
    briefs.CONFIRMED: (stages.AGREEMENT,),
    briefs.DROPPED: (stages.DROPPED,),
}
"""The stages of each state that the list of briefs could be narrowed to; a converted brief is a project now."""
SORTS: Final[Mapping[str, str]] = {
    "name": "job", "title": "job", "code": "code", "account": "account", "status": "stage", "state": "stage",
    "ends_on": "next", "wanted_on": "next", "size": "size", "opened_at": "created_at",
}  # fmt: skip


def of_projects(old: Asked) -> str:
    """Return the query of the list of jobs that shows what a query of the list of projects did."""
    found = _common(old, " ".join((old.search("name"), old.search("account"))))
    status = old.search("status")
    if staged := PROJECT_STAGES.get(status, ()):
        found["stage"] = ",".join(staged)
    if status not in ("taken_over", "going") and (status or found.keys() & {"find", "export"}):
        found |= {"closed": "on", "internal": "on"}
    elif status:
        found["internal"] = "on"
    return urlencode(found)


def of_briefs(old: Asked) -> str:
    """Return the query of the list of jobs that shows what a query of the list of briefs did."""
    found = _common(old, old.search("title"))
    found |= {name: old.search(name) for name in ("account", "size") if old.search(name)}
    state = old.search("state")
    found["stage"] = ",".join(BRIEF_STAGES.get(state or "open", ()))
    if state in (briefs.CONVERTED, briefs.DROPPED):
        found["closed"] = "on"
    return urlencode({name: value for name, value in found.items() if value})


def _common(old: Asked, words: str) -> dict[str, str]:
    """Everyone's jobs, the words searched for, the order and the kind of file."""
    found = {"whose": "all"}
    if words.strip():
        found["find"] = " ".join(words.split())
    order = old.search("sort")
    if order.removeprefix("-") in SORTS:
        found["sort"] = ("-" if order.startswith("-") else "") + SORTS[order.removeprefix("-")]
    if kind := old.choice("export", ("csv", "xlsx")):
        found["export"] = kind
    return found
