"""Record that a step was skipped because one person has both roles."""

from datetime import datetime

from amity.accounts import queries as accounts
from amity.audit import trail
from amity.charter.models import SkippedStep
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.refs import Ref


@command
def skip_step(*, by: Actor, account_id: int, about: Ref, step: str, now: datetime) -> SkippedStep:
    """Record once that a step was skipped because its giver and taker are one person.

    Called by the command of that step, which has found that it is one hat.
    """
    account = accounts.account_seen_by(by, account_id)
    row, is_new = SkippedStep.objects.get_or_create(
        about_kind=about.kind,
        about_id=about.id,
        step=step,
        defaults={"account": account, "person": person_of(by), "at": now},
    )
    if is_new:
        changes = {"step": step, "account_id": account.pk}
        trail.record("step.skipped", subject=about, by=by, at=now, changes=changes)
    return row
