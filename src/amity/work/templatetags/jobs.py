"""Filters that write a job's budget, date and blocker as cells show them."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from amity.profitability.wording import SHORT
from amity.ui import opening
from amity.ui.templatetags.amity import at_most, percent
from amity.work import rules, wording
from amity.work.budgets.rules import Use
from amity.work.dates.rules import Blocker, NextDate
from amity.work.rules import Job

register = template.Library()


@register.filter
def job_url(job: Job) -> str:
    """Return the address of a job: its project, or the brief it is so far."""
    return reverse("projects:project" if job.kind == "project" else "briefs:brief", args=[job.id])


def margin_url(job: Job) -> str:
    """Return the breakdown of a project's margin, "" for the estimated one of a brief, which its page explains."""
    if job.kind != "project" or job.margin is None or job.margin.share is None or job.margin.estimated:
        return ""
    return reverse("money:why_project", args=[job.id, "of_known" if job.margin.bound == "of_known" else "margin"])


@register.filter
def stage_label(job: Job) -> str:
    """Return the stage of a job in words."""
    return str(wording.STAGE_LABELS[job.stage])


@register.filter
def delivered_text(job: Job) -> str:
    """Return that a job is delivered, "" for any other."""
    return wording.delivered_text(job)


@register.filter
def use_text(use: Use) -> str:
    """Return what is used of a budget."""
    return wording.use_text(use)


@register.filter
def share_text(use: Use) -> str:
    """Return the share of a budget that is used, as a bar is read aloud."""
    return wording.share_text(use)


@register.filter
def date_state(job: Job, today: date) -> str:
    """Return how the next date of a job is shown, "" where it has not passed."""
    return rules.date_state(job, today)


@register.filter
def due_text(due: NextDate) -> str:
    """Return what is due on a day."""
    return wording.date_text(due)


@register.filter
def blocker_text(blocker: Blocker, reader: int) -> str:
    """Return what blocks a job."""
    return wording.blocker_text(blocker, reader)


@register.filter
def blocker_note(blocker: Blocker, today: date) -> str:
    """Return who has a blocker in hand, and since when."""
    return wording.blocker_note(blocker, today)


@register.simple_tag
def margin_of(job: Job) -> SafeString:
    """Draw the margin of a job that opens its breakdown, or the page of the brief that estimates it."""
    margin = job.margin
    shown = percent(margin.share if margin else None)
    shown = at_most(shown) if margin and margin.bound == "at_most" else shown
    url = margin_url(job)
    return opening.why(url, shown) if url else opening.leads(job_url(job), shown)


@register.filter
def no_margin(code: str) -> str:
    """Return in two or three words why a margin is unknown."""
    return str(SHORT.get(code, SHORT["unknown"]))
