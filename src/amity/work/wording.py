"""Jobs in words: stages, budgets, dates, blockers, and the findings above the list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.briefs.wording import SIZES as BRIEF_SIZES
from amity.people.queries import role_labels
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.bands import band_word
from amity.work import rules
from amity.work.budgets.rules import HOURS, UNITS, MarginToTarget, Use
from amity.work.dates import rules as dates
from amity.work.dates.rules import Blocker, NextDate
from amity.work.rules import Job
from amity.work.stages import rules as stages

SIZES: Final = BRIEF_SIZES
STAGE_LABELS: Final[Mapping[str, str | Promise]] = {
    stages.BRIEF: lazy("Brief"),
    stages.ESTIMATE: lazy("Estimate"),
    stages.AGREEMENT: lazy("Agreement"),
    stages.HANDOFF: lazy("Hand-off"),
    stages.NOT_STARTED: lazy("Not started"),
    stages.HANDED_OFF: lazy("Handed off"),
    stages.ACTIVE: lazy("Active"),
    stages.RUNNING: lazy("Running"),
    stages.PAUSED: lazy("Paused"),
    stages.DELIVERED: lazy("Delivered"),
    stages.CLOSED: lazy("Closed"),
    stages.CANCELLED: lazy("Cancelled"),
    stages.DROPPED: lazy("Dropped"),
}
VIEW_LABELS: Final[Mapping[str, str | Promise]] = {
    rules.OPEN: lazy("All open jobs"),
    rules.CLIENT: lazy("Waiting for the client"),
    rules.OVER_BUDGET: lazy("Over budget"),
    rules.DUE: lazy("Due this week"),
    rules.BEFORE: lazy("Before hand-off"),
}
MINE_LABEL: Final = lazy("My open jobs")


def title(jobs: Sequence[Job], *, mine: bool, find: str = "", filtered: bool = False) -> str:
    """The finding of the list: how many open jobs are well below target, else below it, else over budget.

    Without any job, what was looked for: words (`find`) or other filters.
    """
    going = [job for job in jobs if job.is_open]
    if not jobs and find:
        return _("No jobs found for “%(words)s”") % {"words": find}
    if not jobs and filtered:
        return _("No jobs match these filters")
    if not going:
        return _("You have no open jobs") if mine else _("No open jobs")
    far, below = sum(job.is_far_below for job in going), sum(job.is_below_target for job in going)
    over = sum(rules.in_view(job, rules.OVER_BUDGET, date.min) for job in going)
    if far:
        return _far_below(far, len(going), mine=mine)
    if below:
        return _below(below, len(going), mine=mine)
    if over:
        return _over(over, len(going), mine=mine)
    if mine:
        return ngettext("You have %(count)d open job", "You have %(count)d open jobs", len(going)) % {
            "count": len(going)
        }
    return ngettext("%(count)d open job", "%(count)d open jobs", len(going)) % {"count": len(going)}


def _far_below(below: int, count: int, *, mine: bool) -> str:
    if mine:
        sentence = ngettext(
            "%(below)d of your %(count)d open jobs is well below target margin",
            "%(below)d of your %(count)d open jobs are well below target margin",
            below,
        )
    else:
        sentence = ngettext(
            "%(below)d of %(count)d open jobs is well below target margin",
            "%(below)d of %(count)d open jobs are well below target margin",
            below,
        )
    return sentence % {"below": below, "count": count}


def _below(below: int, count: int, *, mine: bool) -> str:
    if mine:
        sentence = ngettext(
            "%(below)d of your %(count)d open jobs is below target margin",
            "%(below)d of your %(count)d open jobs are below target margin",
            below,
        )
    else:
        sentence = ngettext(
            "%(below)d of %(count)d open jobs is below target margin",
            "%(below)d of %(count)d open jobs are below target margin",
            below,
        )
    return sentence % {"below": below, "count": count}


def _over(over: int, count: int, *, mine: bool) -> str:
    if mine:
        sentence = ngettext(
            "%(over)d of your %(count)d open jobs is over budget",
            "%(over)d of your %(count)d open jobs are over budget",
            over,
        )
    else:
        sentence = ngettext(
            "%(over)d of %(count)d open jobs is over budget", "%(over)d of %(count)d open jobs are over budget", over
        )
    return sentence % {"over": over, "count": count}


def summary(jobs: Sequence[Job]) -> str:
    """Where most of what the title counts is, and how many jobs are blocked."""
    going = [job for job in jobs if job.is_open]
    far = [job for job in going if job.is_far_below]
    below = far or [job for job in going if job.is_below_target]
    accounts = Counter(job.account.name for job in below if job.account)
    sentences = []
    if accounts and len(below) > 1:
        name, most = accounts.most_common(1)[0]
        if most > 1:
            sentences.append(
                _("%(most)d of the %(below)d are for %(account)s.")
                % {"most": most, "below": len(below), "account": name}
            )
    if blocked := sum(job.blocker is not None for job in going):
        sentence = ngettext("%(count)d job has a blocker.", "%(count)d jobs have a blocker.", blocked)
        sentences.append(sentence % {"count": blocked})
    elif going:
        sentences.append(_("No job has a blocker."))
    return " ".join(sentences)


def band_text(margin: MarginToTarget) -> str:
    """How a margin compares with its target, in two or three words; nothing where it is unknown."""
    if margin.too_early:
        return _("too early to say")
    return band_word(margin.band, sees_margin=margin.share is not None) if margin.band else ""


def share_text(use: Use) -> str:
    """The share of a budget that is used."""
    return _("%(share)s of the budget used") % {"share": formats.percent(use.share, places=0)}


def delivered_text(job: Job) -> str:
    """Return that a job is delivered, beside what it used: it can't head over its budget any more."""
    return _("delivered") if job.stage == stages.DELIVERED else ""


def use_text(use: Use) -> str:
    """What is used of a budget: 55 of 60 h, and the period of a retainer."""
    if use.budget is None:
        return _amount(use.used, use.unit)
    words = {"used": _bare(use.used, use.unit), "budget": _amount(use.budget, use.unit)}
    text = _("%(used)s of %(budget)s") % words
    period = _period(use)
    return _("%(amount)s, %(period)s") % {"amount": text, "period": period} if period else text


def _period(use: Use) -> str:
    """The month of a retainer, or its days where the period is no month."""
    if use.since is None or use.until is None:
        return ""
    same = month_of(use.since) == month_of(use.until)
    return formats.month(month_of(use.until), year=False) if same else formats.days(use.since, use.until)


def _amount(value: int, unit: str) -> str:
    if unit == HOURS:
        return formats.hours(value)
    if unit == UNITS:
        return ngettext("%(count)s unit", "%(count)s units", value) % {"count": formats.number(value)}
    return formats.money(Money(value, unit), cents=False)


def _bare(value: int, unit: str) -> str:
    """An amount before the whole it is a part of: the unit follows."""
    if unit == HOURS:
        whole = Decimal(value) / 3600
        return formats.number(whole, 0, 0 if whole >= 100 else 1)
    return formats.number(value) if unit == UNITS else formats.money(Money(value, unit), cents=False)


def date_text(one: NextDate) -> str:
    """What is due on a day."""
    if one.kind == dates.REVIEW:
        return _("review: %(role)s") % {"role": role_labels().get(one.name, one.name)}
    if one.kind == dates.HOURS:
        return _("estimate for “%(line)s”") % {"line": one.name}
    plain = {
        dates.WANTED: _("wanted by the client"), dates.ENDS: _("project ends"), dates.CONDITION: _("condition"),
        dates.HANDOFF: _("hand-off"),
    }  # fmt: skip
    return plain.get(one.kind, one.name)


def blocker_text(one: Blocker, reader: int) -> str:
    """What blocks a job; of what waits for the reader, that it does."""
    mine = reader in one.people
    texts = {
        dates.OFFER: _("You haven’t accepted the hand-off") if mine else _("Hand-off not accepted yet"),
        dates.RETURNED: _("Hand-off returned to you") if mine else _("Hand-off returned"),
        dates.NO_HANDOFF: _("Hand-off not offered yet"),
        dates.CONDITION: _("Condition not met"),
        dates.REVIEW: _("In review"),
        dates.HOURS: _("Estimate for “%(line)s” missing") % {"line": one.name},
    }
    return texts.get(one.kind, one.name)


def blocker_note(one: Blocker, today: date) -> str:
    """Who has a blocker in hand, and since when."""
    if one.kind == dates.CONDITION:
        return ", ".join(part for part in (one.name, one.who) if part)
    if one.kind == dates.REVIEW:
        return str(role_labels().get(one.name, one.name))
    when = _when(one, today)
    if one.who and when:
        return _("%(who)s, %(when)s") % {"who": one.who, "when": when}
    return one.who or when


def _when(one: Blocker, today: date) -> str:
    if one.since is None:
        return ""
    if one.kind == dates.INPUT:
        late = (today - one.since).days
        return ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late}
    if one.kind == dates.HOURS:
        return _("due %(day)s") % {"day": formats.day(one.since, today, in_sentence=True)}
    return formats.day_with("since", one.since, today)
