"""Erase a contact from the client's pages: links, devices, codes, rights and receipts go, answers lose the name."""

from datetime import datetime

from amity.accounts.models import Contact
from amity.outbox.models import Message
from amity.portal.access.models import Access
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.visitors.models import Device, EmailedCode


def erase_visitor(contact: Contact, now: datetime) -> None:
    """Delete what leads a contact in, and the emails that name them as they signed.

    Devices and codes of an address stay while it is someone else's too.
    """
    answers = Answer.objects.filter(contact=contact)
    Message.objects.filter(pk__in=answers.values("receipt")).delete()
    answers.update(name="")
    AnswerLink.objects.filter(contact=contact).delete()
    Access.objects.filter(contact=contact).delete()
    if not contact.mail or Contact.objects.filter(mail=contact.mail).exclude(pk=contact.pk).exists():
        return
    EmailedCode.objects.filter(address=contact.mail).delete()
    Device.objects.filter(address=contact.mail).delete()
