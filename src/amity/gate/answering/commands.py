"""Mark the question of an email as answered elsewhere."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import policy, queries
from amity.gate.answering.registry import asks_question
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def settle_question(*, by: Actor, item_id: int, now: datetime) -> Item:
    """Mark the question of an email as answered, so that the client isn't asked for it any more."""
    item = queries.item_seen_by(by, item_id, lock=True)
    policy.may_settle(person_of(by), item).or_refuse()
    if not asks_question(item):
        raise Refused(_("This email has no open question."))
    item.asks_question = False
    item.save()
    trail.record("outgoing.question_settled", subject=item, by=by, at=now)
    return item
