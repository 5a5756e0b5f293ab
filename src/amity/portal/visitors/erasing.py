"""Erase a contact from the client's pages: links, devices, codes and rights go, answers lose the name."""

from datetime import datetime

from amity.accounts.models import Contact
from amity.portal.access.models import Access
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.visitors.models import Device, EmailedCode


def erase_visitor(contact: Contact, now: datetime) -> None:
    """Delete what leads a contact in. Devices and codes of an address stay while it is someone else's too."""
    Answer.objects.filter(contact=contact).update(name="")
    AnswerLink.objects.filter(contact=contact).delete()
    Access.objects.filter(contact=contact).delete()
    if not contact.mail or Contact.objects.filter(mail=contact.mail).exclude(pk=contact.pk).exists():
        return
    EmailedCode.objects.filter(address=contact.mail).delete()
    Device.objects.filter(address=contact.mail).delete()
