"""Emails about an answer: that it decided nothing or signed, to the contact, and to those who sent a document."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.agency.queries import agency, agency_zone
from amity.gate.rules import SUBJECT_MOST
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.outbox.models import Message
from amity.outbox.queries import new_message_id
from amity.people.models import Person
from amity.portal.answers import rules
from amity.portal.answers.models import Answer
from amity.portal.answers.wording import document_of, sentence_of
from amity.portal.released.queries import released_to
from amity.ui import formats
from amity.ui.reader_format import in_language, in_their_ways


def nothing_decided(answer: Answer, now: datetime) -> None:
    """Tell a contact that their reply decided nothing and why, at the address we have of them."""
    contact, item = answer.contact, answer.item
    if not contact.mail:
        return
    with timezone.override(agency_zone()), in_language(language_for(contact)):
        names = {"what": item.subject, "who": item.author.name, "agency": agency().name}
        outbox.queue(
            audience=mail.GUEST,
            kind="not_read",
            to=contact.mail,
            name=contact.name,
            subject=_title(answer.state) % names,
            body=letter(
                contact.name,
                *(sentence % names for sentence in _reasons(answer.state)),
                why=_("You received this email because you replied to an email from %(agency)s.") % names,
            ),
            now=now,
        )


def signed(answer: Answer, now: datetime) -> Message:
    """Tell a contact what they signed, when and under which name, with the way to the signed document.

    The link needs a sign-in. The email has no figures: what it names is in the document that was cleared and signed.
    """
    contact, item = answer.contact, answer.item
    with timezone.override(agency_zone()), in_language(language_for(contact)):
        at = timezone.localtime(now)
        names = {
            "what": document_of(item), "who": item.author.name, "agency": agency().name, "name": answer.name,
            "day": formats.dated(at.date()), "time": f"{at:%H:%M}",
        }  # fmt: skip
        has_page = released_to([contact]).filter(pk=item.pk).exists()
        return outbox.queue(
            audience=mail.GUEST,
            kind="signed",
            to=contact.mail,
            name=contact.name,
            subject=_("You signed: %(what)s") % names,
            body=letter(
                contact.name,
                _("You signed “%(what)s” as %(name)s on %(day)s at %(time)s.") % names,
                _("Here you can read and download the signed document:")
                if has_page
                else _("%(who)s can send you the signed document.") % names,
                f"{settings.ENVIRONMENT.url}{reverse('portal:sent_item', args=[item.pk])}" if has_page else "",
                _("If you didn’t sign this, please tell %(who)s now by replying to this email.") % names,
                why=_("You received this email because you signed a document for %(agency)s.") % names,
            ),
            reply_to=item.author.mail or "",
            message_id=new_message_id(),
            now=now,
        )


def document_answered(answer: Answer, person: Person, now: datetime) -> None:
    """Tell a colleague that a client signed a document, declined it or asks for changes, in the client's words."""
    if not person.mail or not person.is_active:
        return
    page = settings.ENVIRONMENT.url + reverse("gate:item", args=[answer.item_id])
    with in_their_ways(person):
        sentence = sentence_of(answer)
        words = _("In their words: %(words)s") % {"words": answer.words} if answer.words else ""
        why = _("You received this email because you sent this document or are responsible for the account.")
        outbox.queue(
            audience=mail.STAFF, kind="document_answered", to=person.mail, name=person.name,
            subject=" ".join(sentence.split())[:SUBJECT_MOST],
            body=letter(person.name, f"{sentence}.", words, page, why=why), now=now,
        )  # fmt: skip


def _title(state: str) -> str:
    if state == rules.LATE:
        return _("Your reply had no effect: %(what)s")
    return _("Nothing is decided yet: %(what)s")


def _reasons(state: str) -> tuple[str, str]:
    """Return why a reply decided nothing, and what happens to it."""
    if state == rules.NO_AUTHORITY:
        return (
            _("We received your reply to “%(what)s”. You aren’t named as an approver, so nothing is decided yet."),
            _("%(who)s has your reply and knows who can decide."),
        )
    if state == rules.SHARED:
        return (
            _("We received your reply to “%(what)s”. Several people read this mailbox, so nothing is decided yet."),
            _("%(who)s has your reply. Please let someone decide with their own personal link."),
        )
    if state == rules.LATE:
        return (
            _("We received your reply to “%(what)s”. It had no effect: someone had decided, or this has moved on."),
            _("%(who)s has your reply."),
        )
    return (
        _("We received your reply to “%(what)s”, but couldn’t read a decision in it. Nothing is decided yet."),
        _("%(who)s has your reply. To decide, use the personal link in the email."),
    )
