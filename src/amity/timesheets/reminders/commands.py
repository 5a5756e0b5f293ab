"""Set the agency's rules for time. Remind people of missing time and of a waiting split, once a week each."""

from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agency import policy
from amity.agreements.fees.rules import APPROVED
from amity.agreements.models import Agreement
from amity.audit import trail
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.refs import Ref
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.approval.queries import time_rules
from amity.timesheets.models import TimeRules
from amity.timesheets.reminders import queries
from amity.timesheets.reminders.models import NoReminders, Reminded
from amity.timesheets.rules import SUBMITTED
from amity.timesheets.week.days import Week
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

TIME: Final = "time"
SPLIT: Final = "split"


@command
def keep_time(
    *, by: Actor, approval: bool, reminders: bool, remind_weekday: int, remind_hour: int, now: datetime
) -> TimeRules:
    """Set whether weeks are approved, and when people are reminded of missing time (Monday is 0, hour in their zone).

    Approval can't be turned off while weeks wait, or while an agreement uses approved time only.
    """
    policy.may_change_settings(by).or_refuse()
    if not (0 <= remind_weekday <= 6 and 0 <= remind_hour <= 23):
        raise Invalid(_("Choose a weekday and an hour."), "remind_hour")
    rules = time_rules()
    if rules.approval and not approval:
        _may_turn_off_approval()
    rules.approval, rules.reminders = approval, reminders
    rules.remind_weekday, rules.remind_hour = remind_weekday, remind_hour
    rules.version += 1
    rules.save()
    detail = {
        "approval": approval, "reminders": reminders, "remind_weekday": remind_weekday, "remind_hour": remind_hour,
    }  # fmt: skip
    trail.record("time.kept", subject=rules, by=by, at=now, changes=detail)
    return rules


@command
def choose_reminders(*, by: Actor, wanted: bool, now: datetime) -> None:
    """Turn the actor's own reminders on or off."""
    person = person_of(by)
    if wanted:
        NoReminders.objects.filter(person=person).delete()
    else:
        NoReminders.objects.get_or_create(person=person)
    trail.record("reminders.chosen", subject=Ref.to(person), by=by, at=now, changes={"wanted": wanted})


def remind(now: datetime) -> int:
    """Email everyone who is due a reminder now, once a week each. Return how many emails were queued."""
    sent = 0
    for missing in queries.missing_last_week(now):
        sent += _write(missing.person, TIME, missing.week, now, _missing_time(missing))
    for person, week in queries.splits_waiting(now):
        sent += _write(person, SPLIT, week, now, _waiting_split(week))
    return sent


@command
def _write(person: Person, kind: str, week: Week, now: datetime, words: "queries.Wording") -> int:
    if not _first(person, kind, week.monday, now) or not person.mail:
        return 0
    with in_their_ways(person):
        subject, sentence, name = words()
        link = settings.ENVIRONMENT.url + reverse(name, args=[str(week)])
        outbox.queue(
            audience=mail.STAFF,
            kind=f"reminder_{kind}",
            to=person.mail,
            name=person.name,
            subject=subject,
            body=letter(
                person.name,
                sentence,
                link,
                why=_("You received this reminder from Amity. You can turn reminders off under “My time”."),
            ),
            now=now,
        )
    return 1


def _first(person: Person, kind: str, monday: date, now: datetime) -> bool:
    try:
        with transaction.atomic():
            Reminded.objects.create(person=person, kind=kind, monday=monday, at=now)
    except IntegrityError:
        return False
    return True


def _missing_time(missing: "queries.Missing") -> "queries.Wording":
    def words() -> tuple[str, str, str]:
        subject = _("Log your missing time for week %(week)d") % {"week": missing.week.number}
        sentence = _("You logged %(logged)s of %(expected)s in week %(week)d. Add the missing time here:") % {
            "week": missing.week.number,
            "logged": formats.hours(missing.logged, "words"),
            "expected": formats.hours(missing.expected, "words"),
        }
        return subject, sentence, "timesheets:week"

    return words


def _waiting_split(week: Week) -> "queries.Wording":
    def words() -> tuple[str, str, str]:
        subject = _("Confirm your split for week %(week)d") % {"week": week.number}
        sentence = _("Please confirm your account service time for week %(week)d. Until you do, it isn’t recorded:")
        return subject, sentence % {"week": week.number}, "timesheets:split_week"

    return words


def _may_turn_off_approval() -> None:
    if WeekSheet.objects.filter(state=SUBMITTED).exists():
        raise Invalid(_("Some weeks are waiting for approval. Approve or return them first."), "approval")
    counting = Agreement.objects.filter(counted=APPROVED).order_by("pk").first()
    if counting is not None:
        raise Invalid(
            _("%(agreement)s counts approved time only. Change that first.") % {"agreement": counting},
            "approval",
        )
