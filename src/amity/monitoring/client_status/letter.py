"""The text of a status, in the language of its reader."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.gate.rules import SUBJECT_MOST
from amity.gate.subjects.letters import letter
from amity.monitoring.client_status import hooks
from amity.monitoring.client_status.queries import Done, Needed, Status
from amity.projects import rules as projects
from amity.projects.models import Milestone
from amity.ui import formats


def status_letter(status: Status, contact: Contact | None, sender: str, today: date) -> tuple[str, str]:
    """Return subject and text of a status."""
    done = _("Done so far:")
    if status.since is not None:
        done = _("Done since our last status on %(day)s:") % {"day": formats.dated(status.since)}
    progress = [sentence(status.project, today) for sentence in hooks.progress]
    paragraphs = (
        " ".join(filter(None, (_stage(status.project.status) % {"name": status.project.name}, *progress))),
        _list(done, [_done(one) for one in status.done]),
        _list(_("Next dates:"), [_ahead(one, today) for one in status.ahead]),
        _list(_("What we need from you:"), [_needed(one, today) for one in status.needed]),
    )
    subject = _("%(name)s: where we are") % {"name": status.project.name}
    return subject[:SUBJECT_MOST], letter(contact, paragraphs, sender)


def _stage(state: str) -> str:
    """Return the sentence of a project's stage, with a place for its name."""
    if state == projects.ACTIVE:
        return _("Here is where we are with “%(name)s”. The work is under way.")
    if state == projects.PAUSED:
        return _("Here is where we are with “%(name)s”. The work is paused at the moment.")
    if state == projects.DELIVERED:
        return _("Here is where we are with “%(name)s”. The work is delivered.")
    return _("Here is where we are with “%(name)s”. We are preparing the start.")


def _list(head: str, rows: Sequence[str]) -> str:
    return "\n".join((head, *(f"- {row}" for row in rows))) if rows else ""


def _done(one: Done) -> str:
    names = {"what": one.name, "day": formats.dated(one.on)}
    if one.state == projects.WITH_CLIENT:
        return _("%(what)s: sent to you on %(day)s") % names
    if one.state == projects.ACCEPTED:
        return _("%(what)s: you accepted it on %(day)s") % names
    return _("%(what)s: finished on %(day)s") % names


def _ahead(one: Milestone, today: date) -> str:
    names = {"what": one.name, "day": formats.dated(one.due_on)}
    if one.due_on < today:
        return _("%(what)s: planned for %(day)s, not finished yet") % names
    return _("%(what)s: %(day)s") % names


def _needed(one: Needed, today: date) -> str:
    names = {"what": one.what, "day": formats.dated(one.by)}
    if one.by < today and not one.is_asked:
        return one.what
    if one.by < today:
        return _("%(what)s: expected on %(day)s, not received yet") % names
    return _("%(what)s: by %(day)s") % names
