"""Cells of the list of accounts, drawn as text: fifty rows of templates take a tenth of the page."""

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from amity.accounts.rows import AccountRow
from amity.ui import opening
from amity.ui.links import address_with
from amity.ui.templatetags.amity import bar, day, percent, shape
from amity.work import rules, wording
from amity.work.rules import Job


def used(_context: Context, row: AccountRow, _share: int | None) -> SafeString:
    """Draw the job that has used most of its budget: a bar, the share and the job."""
    job: Job | None = row.facts["used"].most_used if "used" in row.facts else None
    if job is None or job.use is None:
        return format_html('<span class="none">{}</span>', "–")
    kind = "w" if job.use.heading == "watch" else "i"
    return format_html(
        '<span class="used">\n{}\n<span class="tab">{}</span>\n<small class="faint">{}{}</small>\n</span>',
        bar(job.use.percent, None, kind, wording.share_text(job.use)),
        opening.leads(_address(job), percent(job.use.share, "whole")),
        _link(job, job.name),
        format_html(" · {}", delivered) if (delivered := wording.delivered_text(job)) else "",
    )


def next_date(context: Context, row: AccountRow, _on: object) -> SafeString:
    """Draw the next date of any job, and what is due then."""
    job: Job | None = row.facts["next"].soonest if "next" in row.facts else None
    if job is None or job.next is None:
        return format_html('<span class="none" data-nothing>{}</span>', pgettext("date", "None"))
    state = rules.date_state(job, context["today"])
    return format_html(
        '<span class="nowrap{}">{}{}</span>\n<small>{}</small>',
        f" st is-{state}" if state else "",
        format_html("{} ", shape(state)) if state else "",
        day(job.next.on),
        _link(job, wording.date_text(job.next)),
    )


def blocker(context: Context, row: AccountRow, _words: str) -> SafeString:
    """Draw the worst blocker, and who has it in hand."""
    job: Job | None = row.facts["blocker"].blocked if "blocker" in row.facts else None
    if job is None or job.blocker is None:
        return format_html('<span class="none" data-nothing>{}</span>', pgettext("blocker", "None"))
    return format_html(
        '<a class="quiet" href="{}" data-verbatim>{}</a>\n<small data-verbatim>{}</small>',
        job.blocker.address,
        wording.blocker_text(job.blocker, context["request"].actor.person_id),
        wording.blocker_note(job.blocker, context["today"]),
    )


def _link(job: Job, words: str) -> SafeString:
    return format_html('<a class="quiet" href="{}" data-verbatim>{}</a>', _address(job), words)


def _address(job: Job) -> str:
    return address_with("projects:project" if job.kind == "project" else "briefs:brief", job.id)
