"""Replies to items, as the reader of a mailbox takes them."""

from datetime import timedelta

from amity.mailbox.connections.rules import GOOGLE
from amity.mailbox.messages.commands import take_messages
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.tests.letters import letter
from amity.portal.answers.models import Answer
from amity.portal.answers.replies import take
from tests.builders import MONDAY, acting

LATER = MONDAY + timedelta(hours=2)
PASS = "mx.google.com; dkim=pass; dmarc=pass (p=NONE) header.from=client.example"
NONE = "mx.google.com; dkim=none; dmarc=none header.from=client.example"
MAILBOX = Profile(GOOGLE, "imap.gmail.com")


def reply(
    item, mara, text, *, sender="Dana Whitlock <dana.whitlock@client.example>", auth=PASS, profile=MAILBOX, **more
):
    """Take a reply in a mailbox, as its reader does, and return what it became."""
    raw = letter(
        sender, text=text, subject=f"Re: {item.subject}", answers=item.message_id.strip("<>"), sent_at=LATER,
        headers={"Authentication-Results": auth} | more.pop("headers", {}), **more,
    )  # fmt: skip
    taken = take_messages(by=acting(mara), raws=[raw], source="mailbox", now=LATER, profile=profile)
    take([one.message_id for one in taken if one.message_id], LATER)
    return Answer.objects.order_by("-pk").first()
