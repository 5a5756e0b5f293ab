"""Calls with contacts in the next days, where a story can be raised instead of being sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.agency.calendars import working_days
from amity.agency.queries import agency
from amity.conversations.models import PassOn
from amity.conversations.passing.changes import MOST_TEXT, RaiseFields
from amity.conversations.passing.commands import raise_for_client
from amity.insights import policy
from amity.insights.shares.commands import keep_for_client
from amity.insights.stories.models import Match
from amity.insights.stories.queries import match_seen_by
from amity.meetings import wording
from amity.meetings.models import Meeting
from amity.meetings.queries import day_of, meeting_seen_by, meetings_of_account, with_people
from amity.meetings.rules import DECLINED
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.text.texts import on_one_line

DAYS: Final = 2
"""Working days after today in which a call is soon."""
SEARCHED: Final = timedelta(days=21)
MOST: Final = 2


@dataclass(frozen=True, slots=True)
class SoonCall:
    """A call with a contact in the next days, and when it is."""

    meeting: Meeting
    contact: Contact
    when: str


def soon_calls(by: Actor, match: Match, contacts: Sequence[Contact], now: datetime) -> list[SoonCall]:
    """Return the next calls with contacts of an account, the first one first."""
    known, today = {one.pk: one for one in contacts}, person_of(by).day_of(now)
    until = now + (_last_day(today) + timedelta(days=1) - today)
    rows = meetings_of_account(by, match.account_id, now, until).prefetch_related(with_people())
    found = []
    for meeting in rows:
        theirs = [one for one in meeting.people.all() if one.contact_id in known and one.answer != DECLINED]
        if theirs and day_of(by, meeting) <= _last_day(today):
            found.append(SoonCall(meeting, known[theirs[0].contact_id or 0], wording.when(meeting, today)))
    return found[:MOST]


@command
def raise_story(*, by: Actor, match_id: int, meeting_id: int, so_what: str, now: datetime) -> PassOn:
    """Note a story for a call: it is on the page before the call until the contact knows. The story is kept."""
    match, meeting = match_seen_by(by, match_id, lock=True), meeting_seen_by(by, meeting_id)
    policy.may_choose(person_of(by), match.account).or_refuse()
    theirs = meeting.people.filter(contact__account=match.account_id).exclude(answer=DECLINED)
    person = theirs.select_related("contact").order_by("-is_organizer", "name", "pk").first()
    if meeting.account_id != match.account_id or person is None or meeting.ends_at < now:
        raise Invalid(_("Choose a call with this client that hasn’t ended."), "meeting_id")
    words = ": ".join(part for part in (match.story.title, so_what) if part)
    fields = RaiseFields(
        on_one_line(words, MOST_TEXT), person.contact_id, max(day_of(by, meeting), timezone.localdate(now))
    )
    keep_for_client(match, person_of(by), now)
    return raise_for_client(by=by, fields=fields, now=now, account_id=match.account_id)


def _last_day(today: date) -> date:
    """Return the second working day after today."""
    days = list(working_days(agency().country, today + timedelta(days=1), today + SEARCHED))[:DAYS]
    return days[-1] if days else today
