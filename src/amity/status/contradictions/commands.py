"""Answer a contradiction: change the judgement it asks about, or explain it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import OneOf, Text, tidied
from amity.status import policy
from amity.status import rules as colours
from amity.status.answers.commands import answer_status
from amity.status.answers.fields import StatusFields
from amity.status.answers.prefill import prefill_of
from amity.status.answers.queries import project_of_row
from amity.status.contradictions import rules
from amity.status.contradictions.following import close
from amity.status.contradictions.models import Contradiction
from amity.status.contradictions.queries import contradiction_seen_by


@dataclass(frozen=True, slots=True)
class AnswerFields:
    """The answer to a contradiction: the status `changed` to a colour, amber by default, or `explained` in words."""

    outcome: Annotated[str, OneOf(rules.ANSWERS)]
    colour: Annotated[str, OneOf((colours.AMBER, colours.RED))] = colours.AMBER
    words: Annotated[str, Text(300)] = ""


@command
def answer_contradiction(
    *, by: Actor, contradiction_id: int, version: int, fields: AnswerFields, now: datetime
) -> Contradiction:
    """Answer a contradiction. A changed judgement is a new status, an explanation is stored with the question."""
    row = contradiction_seen_by(by, contradiction_id, now, lock=True)
    policy.may_explain(person_of(by), row, now).or_refuse()
    if row.closed_at is not None:
        raise Refused(_("This question is already closed."))
    row.expect(version)
    given = tidied(fields)
    if given.outcome == rules.CHANGED:
        close(row, rules.CHANGED, by, now, colour=given.colour, words=given.words)
        change = {rules.JUDGEMENT_OF[row.kind]: given.colour}
        answer_status(by=by, project_id=row.project_id, fields=_with(row.project_id, change, now), now=now)
    else:
        if not given.words:
            raise Invalid(_("Enter the explanation."), "words")
        close(row, rules.EXPLAINED, by, now, words=given.words)
    return row


def _with(project_id: int, change: dict[str, str], now: datetime) -> StatusFields:
    """Return the values of a project as the data prefill them, with one judgement changed."""
    project = project_of_row(project_id)
    known = prefill_of(project, timezone.localdate(now)).fields if project else StatusFields()
    return replace(known, **change)  # type: ignore[arg-type]
