"""When someone last talked with an account or a contact: notes of talks, and emails from the client."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from amity.accounts import rules as accounts
from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_handled_accounts
from amity.agency.queries import limit
from amity.conversations.models import Note, NotePerson
from amity.mailbox.models import Message
from amity.mailbox.rules import IN
from amity.people.models import Person

DAY: Final = timedelta(days=1)


def days_until_quiet() -> int:
    """Return the days without a talk or an email from the client after which an account is quiet."""
    return max(limit("account.quiet_days"), 1)


def quiet_accounts(person: Person, today: date) -> "QuerySet[Account]":
    """Return the person's accounts that were heard before, but not recently, the quietest first."""
    since = _midnight(today - timedelta(days=days_until_quiet()))
    notes = Note.objects.filter(account=OuterRef("pk"), held_at__lt=_midnight(today + DAY))
    emails = Message.objects.filter(account=OuterRef("pk"), direction=IN)
    heard = Q(Exists(notes)) | Q(Exists(emails))
    lately = Q(Exists(notes.filter(held_at__gte=since))) | Q(Exists(emails.filter(sent_at__gte=since)))
    rows = Account.objects.filter(of_handled_accounts(person, "id"), heard, ~lately, status=accounts.ACTIVE)
    last_note = notes.order_by("-held_at", "-pk").values("held_at")[:1]
    last_email = emails.order_by("-sent_at", "-pk").values("sent_at")[:1]
    return rows.annotate(last_note=Subquery(last_note), last_email=Subquery(last_email)).order_by("name", "pk")


def with_cadence(person: Person, today: date) -> "QuerySet[Contact]":
    """Return the active contacts of the person's accounts that have a cadence, and with whom someone has talked."""
    rows = Contact.objects.filter(of_handled_accounts(person), is_active=True, cadence_days__isnull=False)
    return rows.filter(Exists(_talks(today)), account__status=accounts.ACTIVE).order_by("account__name", "pk")


def talked_last(contacts: "QuerySet[Contact]", today: date) -> "QuerySet[Contact]":
    """Return contacts with the moment of the last talk of which there is a note."""
    last = _talks(today).order_by().values("contact").annotate(last=Max("note__held_at")).values("last")
    return contacts.select_related("account").annotate(last_talk=Subquery(last))


def _talks(today: date) -> "QuerySet[NotePerson]":
    """Return the talks with a contact of which there is a note."""
    rows = NotePerson.objects.filter(contact=OuterRef("pk"), was_absent=False)
    return rows.filter(note__held_at__lt=_midnight(today + DAY))


def _midnight(day: date) -> datetime:
    """Return the start of a day in UTC: an hour more or less doesn't matter to who is quiet, and needs no query."""
    return datetime.combine(day, time.min, UTC)
