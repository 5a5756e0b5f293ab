"""Change the state of a line's deliverable: in work, with the client, accepted, or changes requested."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.queries import person_of
from amity.projects import hooks, policy, queries, rules
from amity.projects.deliverables import queries as deliverable_queries
from amity.projects.models import Deliverable, DeliverableStep
from amity.rights.queries import may_release
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import one_line


@command
def move_deliverable(
    *, by: Actor, project_id: int, line_id: int, before: str, state: str, now: datetime, evidence: str = ""
) -> Deliverable:
    """Change the state of a line's deliverable. `before` is the state the user saw. A different one is refused.

    Moves that happen with the client need evidence: who said it, where and when. Starting work on requested changes
    adds a revision round. Third-party rights that are missing, expired or not yet valid block the release to the
    client.
    """
    project = queries.project_to_change(by, project_id)
    policy.may_tick(person_of(by), project).or_refuse()
    line = seen_or_missing(queries.lines_of(project), line_id, _("Line not found on this project."))
    row = Deliverable.objects.filter(project=project, line=line).first()
    row = row or Deliverable(project=project, line_id=line_id)
    labels = deliverable_queries.deliverable_labels()
    if row.state != before:
        raise Refused(_("It is now “%(state)s”. Check it and try again.") % {"state": labels[row.state]})
    if row.pk and (held := next((why for ask in hooks.on_hold if (why := ask(row))), "")):
        raise Refused(held)
    if not rules.deliverable_may_move(before, state):
        words = {"before": labels[before], "after": labels.get(state, state)}
        raise Refused(_("A deliverable that is %(before)s can’t become %(after)s.") % words)
    if state in rules.RELEASES:
        may_release(line_id, timezone.localdate(now)).or_refuse()
    source = one_line(evidence, 500, "evidence")
    if state in rules.CLIENT_STATES:
        policy.may_edit(person_of(by), project).or_refuse()
        if not source:
            raise Invalid(_("Enter who said so, where and when, because it happened outside Amity."), "evidence")
    advance(row, state, by=by, now=now, source=source)
    return row


def advance(
    row: Deliverable, state: str, *, by: Actor, now: datetime, source: str = "", shows: bool = True
) -> None:  # fmt: skip
    """Give a deliverable its next state, in the caller’s transaction. It `shows` the client its newest version."""
    before = row.state
    row.revisions += rules.is_revision(before, state)
    row.state, row.changed_at = state, now
    row.save()
    DeliverableStep(deliverable=row, state=state, evidence=source, by_label=by.label, at=now).save(force_insert=True)
    newest = row.versions.order_by("-number").first() if shows and state == rules.WITH_CLIENT else None
    if newest is not None and newest.shown_at is None:
        newest.shown_at = now
        newest.save(update_fields=["shown_at"])
    changes = {"before": before, "after": state, "evidence": source, "project_id": row.project_id}
    trail.record("line.deliverable_moved", subject=row.line, by=by, at=now, changes=changes)
