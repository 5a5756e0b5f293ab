"""What is known about a request while it is logged or assessed: similar ones, their hours, what is left, and who
assesses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.scope import hooks, policy
from amity.scope.assessments.assessor import usual_assessor
from amity.scope.assessments.due import assess_by
from amity.scope.assessments.pricing import priced
from amity.scope.assessments.similar import HoursGuess, guessed_hours
from amity.scope.courtesy import sentences as courtesy
from amity.scope.courtesy.queries import courtesy_of, running
from amity.scope.models import Request
from amity.scope.requests.guessing import Guess, guess
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class WhileLogging:
    """The guesses, and the sentences beside them: "" where nothing is known or the actor can't see it."""

    guess: Guess
    line_id: int | None
    agreement: Agreement | None
    usual: HoursGuess | None
    hours: str
    left: str
    list_address: str
    assessor: str


def while_logging(
    by: Actor, account: Account, words: str, project: Project | None, now: datetime, own: Request | None = None
) -> WhileLogging:
    """Return what is known about a request of an account, by the words typed so far and its project.

    `own` is the request once it is logged: then it is known who assesses it.
    """
    own_id = own.pk if own else 0
    found, today, person = guess(by, account, words, own_id), timezone.localdate(now), person_of(by)
    line_id = (own.line_id if own else None) or found.line_id
    sees_hours = person.money_right >= MoneyRight.HOURS
    hours = guessed_hours(by, account, words, own_id) if sees_hours and words.strip() else None
    agreements = running([account.pk])
    agreement = _agreement(agreements, line_id, project)
    budgets = list(courtesy_of(agreements, today).values()) if policy.may_see_courtesy(person, account) else []
    before = courtesy.sentence(account, budgets, today) if budgets else ""
    left = [before, courtesy.after_this(budgets, _price(account, agreement, hours, today))]
    if hours is not None:
        left.append(_retainer(agreement, hours, today))
    elif own and sees_hours:
        left.append(_left_now(agreement, agreements, today))
    return WhileLogging(
        found, line_id, agreement, hours, hours_words(hours), " ".join(filter(None, left)),
        courtesy.list_of(account) if before else "", "" if own else _assessor(account, project, line_id, now),
    )  # fmt: skip


def hours_words(found: HoursGuess | None) -> str:
    """Return how long similar requests took, or what they were assessed at."""
    if found is None:
        return ""
    words = {"least": formats.hours(found.least, "words"), "most": formats.hours(found.most, "words")}
    if found.least == found.most and found.worked:
        return ngettext(
            "A similar request took %(most)s.", "Similar requests took %(most)s each.", found.count
        ) % words  # fmt: skip
    if found.least == found.most:
        return ngettext(
            "A similar request was assessed at %(most)s.", "Similar requests were assessed at %(most)s each.",
            found.count,
        ) % words  # fmt: skip
    if found.worked:
        return _("Similar requests took between %(least)s and %(most)s.") % words
    return _("Similar requests were assessed at between %(least)s and %(most)s.") % words


def _agreement(known: Sequence[Agreement], line_id: int | None, project: Project | None) -> Agreement | None:
    """Return the agreement that a request is probably about: its line's, its project's, or the client's only one."""
    ids = {one.pk: one for one in known}
    if line_id is not None:
        placed = Agreement.objects.filter(agreement_lines__line=line_id, pk__in=ids).first()
        if placed is not None:
            return placed
    if project is not None and project.agreement_id in ids:
        return ids[project.agreement_id]
    return known[0] if len(known) == 1 else None


def _price(account: Account, agreement: Agreement | None, hours: HoursGuess | None, today: date) -> Money | None:
    """Return the price of the usual hours, None where it isn't known."""
    if hours is None:
        return None
    currency = agreement.currency if agreement else account.currency
    minor = priced(agreement, hours.hours, currency, today)
    return None if minor is None else Money(minor, currency)


def _retainer(agreement: Agreement | None, hours: HoursGuess, today: date) -> str:
    """Return what this request would leave of the hours of its retainer."""
    known = _hours_left(agreement, today)
    if known is None:
        return ""
    rest = known.left - hours.seconds
    words = {"available": formats.hours(known.available, "words"), "rest": formats.hours(abs(rest), "words")}
    if rest < 0:
        return _("Within the retainer, this one would go %(rest)s above its %(available)s.") % words
    return _("Within the retainer, this one would leave %(rest)s of %(available)s.") % words


def _left_now(agreement: Agreement | None, agreements: Sequence[Agreement], today: date) -> str:
    """Return what is left of the hours of a request's retainer, or of the client's only one."""
    retainers = [one for one in agreements if one.fee_model == RETAINER]
    one = agreement if agreement in retainers else retainers[0] if len(retainers) == 1 else None
    known = _hours_left(one, today)
    if known is None:
        return ""
    words = {
        "name": one, "available": formats.hours(known.available, "words"),
        "left": formats.hours(abs(known.left), "words"),
    }  # fmt: skip
    if not known.left:
        return _("%(name)s has none of its %(available)s left.") % words
    if known.left < 0:
        return _("%(name)s is %(left)s over its %(available)s.") % words
    return _("%(name)s has %(left)s of %(available)s left.") % words


def _hours_left(agreement: Agreement | None, today: date) -> hooks.HoursLeft | None:
    """Return the hours left in the current period of a retainer, None for another agreement."""
    if agreement is None:
        return None
    return next((found for read in hooks.hours_left if (found := read(agreement, today)) is not None), None)


def _assessor(account: Account, project: Project | None, line_id: int | None, now: datetime) -> str:
    """Return who assesses the request, and by when."""
    named = usual_assessor(account, project, line_id) or (project.manager if project else None) or account.manager
    if named is None:
        return ""
    due = formats.day_with("by", timezone.localtime(assess_by(now)), timezone.localdate(now))
    return _("%(name)s assesses it %(due)s.") % {"name": named.name, "due": due}
