"""Calls in a person's calendar feed: their planned talks, and contacts whom they should speak to again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import DateTimeField, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account, Contact
from amity.conversations.feeds.queries import MOST
from amity.conversations.models import Note, NotePerson
from amity.meetings.feed_dates import FeedDate
from amity.meetings.models import MeetingPerson
from amity.meetings.rules import CANCELLED, DECLINED
from amity.people.models import Person


def calls_of(person: Person, _today: date) -> Iterator[FeedDate]:
    """Return a person's planned talks, and the calls that are due on accounts they handle."""
    now = timezone.now()
    return chain(_planned(person, now), _due(person, now))


def _planned(person: Person, now: datetime) -> Iterator[FeedDate]:
    """Talks that only Amity knows of. A meeting is in the person's calendar already."""
    takes_part = NotePerson.objects.filter(note=OuterRef("pk"), person=person, was_absent=False)
    rows = Note.objects.filter(Exists(takes_part), meeting=None, held_at__gt=now).select_related("account")
    for row in rows.order_by("held_at", "pk")[:MOST]:
        words = {"talk": row.title, "account": row.account.name}
        yield FeedDate(
            key=f"talk-{row.pk}", on=person.day_of(row.held_at),
            title=_("Planned talk: %(talk)s (%(account)s)") % words,
            path=reverse("conversations:note", args=[row.pk]), changed_at=row.changed_at, sequence=row.version,
        )  # fmt: skip


def _due(person: Person, now: datetime) -> Iterator[FeedDate]:
    """Contacts by the last day within their cadence. One with a talk ahead, or without any talk yet, isn't due."""
    accounts = Account.objects.handled_by(person).values("pk")
    talks = NotePerson.objects.filter(contact=OuterRef("pk"), was_absent=False)
    meetings = MeetingPerson.objects.filter(contact=OuterRef("pk")).exclude(answer=DECLINED)
    meetings = meetings.exclude(meeting__state=CANCELLED)
    noted = talks.filter(note__held_at__lte=now).order_by("-note__held_at").values("note__held_at")[:1]
    met = meetings.filter(meeting__starts_at__lte=now).order_by("-meeting__starts_at").values("meeting__starts_at")[:1]
    rows = (
        Contact.objects.filter(account__in=accounts, is_active=True, cadence_days__isnull=False)
        .exclude(Exists(talks.filter(note__held_at__gt=now)))
        .exclude(Exists(meetings.filter(meeting__starts_at__gt=now)))
        .annotate(
            noted_at=Subquery(noted, output_field=DateTimeField()), met_at=Subquery(met, output_field=DateTimeField())
        )
        .select_related("account")
    )
    for row in rows.order_by("pk")[:MOST]:
        last = max((at for at in (row.noted_at, row.met_at) if at is not None), default=None)
        if last is not None and row.cadence_days is not None:
            yield FeedDate(
                key=f"call-{row.pk}", on=person.day_of(last) + timedelta(days=row.cadence_days),
                title=_("Call due: %(contact)s (%(account)s)") % {"contact": row.name, "account": row.account.name},
                path=reverse("accounts:contact", args=[row.pk]), sequence=row.version,
            )  # fmt: skip
