"""Send a shared story to the client, as an item of the gate."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Contact
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.items.rules import sha256
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter
from amity.gate.subjects.registry import Prepared, Sender
from amity.insights import policy
from amity.insights.shares.models import Received, Share
from amity.insights.shares.queries import share_seen_by
from amity.insights.shares.rules import STORY_SHARE
from amity.insights.stories.models import SHARED
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.reader_format import in_language


def register() -> None:
    """Register shared stories among what is sent to clients."""
    registry.register(
        Sender(
            key=STORY_SHARE, changed=lazy("What the story means for them changed since this email was written"),
            prepare=_prepare, versions=_versions, sent=_sent, address=_address,
        )
    )  # fmt: skip


def share_letter(share: Share, contact: Contact | None, sender: str) -> tuple[str, str]:
    """Return subject and text: what it means for them first, then the headline with its source and address."""
    first = share.match.story.articles.select_related("feed").order_by("published_at", "pk").first()
    source = _("%(title)s (%(source)s)") % {"title": share.match.story.title, "source": first.feed} if first else ""
    headline = source or share.match.story.title
    link = f"{headline}\n{first.address}" if first and first.address else headline
    subject = share.match.story.title
    cut = subject if len(subject) <= gate.SUBJECT_MOST else f"{subject[: gate.SUBJECT_MOST - 1]}…"
    return cut, letter(contact, (share.so_what, link), sender)


def _prepare(by: Actor, share_id: int) -> Prepared:
    share, author = share_seen_by(by, share_id), person_of(by)
    account = share.match.account
    (policy.may_choose(author, account) and gate_policy.may_write(author, account)).or_refuse()
    contacts = Contact.objects.in_bulk(share.contact_ids)
    chosen = [contacts[pk] for pk in share.contact_ids if pk in contacts]
    only = chosen[0] if len(chosen) == 1 else None
    with in_language(language_for(only)):
        subject, body = share_letter(share, only, author.name)
    return Prepared(
        key=STORY_SHARE, id=share.pk, account=account, kind=gate.INSIGHT, version=_version(share),
        title=_("Share story"), back=_address(share.pk), subject=subject, body=body,
        contact_ids=[one.pk for one in chosen],
    )  # fmt: skip


def _version(share: Share) -> str:
    """Return a digest of what it means for them."""
    return sha256(share.so_what)[:40]


def _versions(share_ids: Collection[int]) -> Mapping[int, str]:
    return {share.pk: _version(share) for share in Share.objects.filter(pk__in=share_ids)}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record who has the story now, once, and that it was shared."""
    share = Share.objects.select_related("match").filter(pk=item.subject_id or 0).first()
    if share is None:
        return
    contact, match = recipient.contact, share.match
    mail = recipient.address or contact.mail
    given = {"share": share, "contact": contact, "sent_at": now}
    if mail:
        Received.objects.get_or_create(story_id=match.story_id, mail=mail, defaults=given)
    if match.state != SHARED:
        match.state, match.decided_at, match.decided_by = SHARED, now, share.author
        match.version += 1
        match.save(update_fields=["state", "decided_at", "decided_by", "version"])


def _address(share_id: int) -> str:
    share = Share.objects.filter(pk=share_id).values_list("match_id", "match__state").first()
    tab = "?tab=shared&" if share and share[1] == SHARED else "?tab=kept&"
    return f"{reverse('insights:insights')}{tab}at={share[0]}" if share else reverse("insights:insights")
