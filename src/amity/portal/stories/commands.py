"""Take a client's answer to a story on their pages."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.gate.answering.rules import ANSWER
from amity.insights.shares.from_client import answer_story, received_by
from amity.insights.shares.models import Received
from amity.insights.shares.rules import NOT_USEFUL, REPLIED, STORY_SHARE, USEFUL
from amity.portal.answers.commands import limit_on_pages, released_locked
from amity.portal.answers.given import Given
from amity.portal.answers.recording import record
from amity.portal.answers.rules import PAGE, WORDS_MOST
from amity.portal.links.queries import gone
from amity.portal.visitors.visitor import Visitor, actor_of_contact
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.text.texts import within


@command
def answer_story_on_pages(*, visitor: Visitor, item_id: int, outcome: str, words: str, now: datetime) -> Received:
    """Record whether a story was useful, and a reply, which the author gets as an answer to the email."""
    item = released_locked(visitor, item_id)
    received = received_by(item.subject_id or 0, visitor.contacts) if item.subject_kind == STORY_SHARE else None
    if received is None:
        raise gone()
    reply = within(words, WORDS_MOST, "words")
    if outcome not in (USEFUL, NOT_USEFUL) and not reply:
        raise Invalid(_("Enter your reply."), "words")
    by = actor_of_contact(received.contact)
    if reply:
        limit_on_pages(item, received.contact, now)
        given = Given(ANSWER, reply, received.contact.name)
        record(item, received.contact, given, by=by, way=PAGE, now=now, confirmed=True)
    kept = outcome if outcome in (USEFUL, NOT_USEFUL) else REPLIED
    return answer_story(by=by, received_id=received.pk, outcome=kept, now=now)
