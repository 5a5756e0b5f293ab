"""Sentences of findings about projects, lines and items."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability.figures.rules import for_time
from amity.projects.queries import tickable
from amity.reports.findings.rules import Finding
from amity.reports.findings.wording import (
    WordingContext,
    amount,
    entries,
    factor,
    first_large,
    hours,
    on,
    says,
    spelled,
    title_hours,
    whole,
)
from amity.reports.material.rules import ProjectFacts
from amity.reports.report_model import Tick, WordedFinding
from amity.shared.money import Money
from amity.ui import formats


def past_limit(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word work past a cap or a fixed fee."""
    project = finding.subjects[0].id
    capped = finding.kind == "past_cap"
    over, name = title_hours(finding.seconds), context.project(project)
    title = _("%(project)s is %(hours)s past its cap") if capped else _("%(project)s is %(hours)s past its fixed fee")
    reached, last = on(finding, "reached_on"), on(finding, "last_day")
    detail = context.account_of(project)
    if reached and last and last > reached:
        pattern = (
            _("%(account)s. The cap was reached %(on_day)s; the work continued %(until_day)s.")
            if capped
            else _("%(account)s. The fee was used up %(on_day)s; the work continued %(until_day)s.")
        )
        on_day, until_day = context.day_with("on", reached), context.day_with("until", last)
        detail = says(pattern, account=detail, on_day=on_day, until_day=until_day)
    sums, notes = "", list[str]()
    if context.sees_fees:
        sums = _value_sum(finding, facts(context, project))
        limit = amount(finding, "limit")
        notes.append(says(_("cap %(amount)s") if capped else _("fee %(amount)s"), amount=limit))
    count = finding.evidence[0].entries
    link = says(_("%(entries)s since the limit was reached"), entries=entries(count)) if count and reached else ""
    return WordedFinding(
        finding.kind,
        says(title, project=name, hours=over),
        _short_limit(finding, context, capped),
        detail,
        sums,
        tuple(notes),
        context.rows(finding, link or _("See entries")),
        amount_note=_("that no one pays for") if capped else _("worked beyond the fee, at the imported rates"),
    )


def _short_limit(finding: Finding, context: WordingContext, capped: bool) -> str:
    if context.sees_fees and finding.money:
        pattern = _("%(what)s of work is past a cap") if capped else _("%(what)s of work is past a fixed fee")
        return says(pattern, what=formats.money(finding.money))
    pattern = _("%(what)s of work are past a cap") if capped else _("%(what)s of work are past a fixed fee")
    return says(pattern, what=title_hours(finding.seconds))


def _value_sum(finding: Finding, project: ProjectFacts | None) -> str:
    """Return 1,180 h × €114 = €134,520 if one price explains the whole, otherwise only the value."""
    value = whole(finding, "value_of_time")
    shown = amount(finding, "value_of_time")
    if project is not None and value:
        seconds = project.measures.billable_seconds - project.measures.unvalued_seconds
        hourly = round(value * 3600 / seconds) if seconds else 0
        if seconds and abs(for_time(seconds, hourly) - value) <= project.measures.entries:
            price = formats.money(Money(hourly, project.terms.currency))
            return f"{factor(seconds)} × {price} = {shown}"
    return says(_("value of time %(amount)s"), amount=shown)


def facts(context: WordingContext, project_id: int) -> ProjectFacts | None:
    """Return the facts of a project in the material, or None."""
    return next((one for one in context.gathered.material.projects if one.project_id == project_id), None)


def over_served(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word a retainer that used more than it includes."""
    project = finding.subjects[0].id
    months = whole(finding, "months")
    detail = ngettext(
        "%(account)s: %(worked)s worked in %(count)s whole month, %(included)s included; that is %(share)s over.",
        "%(account)s: %(worked)s worked in %(count)s whole months, %(included)s included; that is %(share)s over.",
        months,
    )
    title = says(
        _("%(project)s has had %(hours)s more than its retainer includes"),
        project=context.project(project),
        hours=title_hours(finding.seconds),
    )
    return WordedFinding(
        finding.kind,
        title,
        title,
        says(
            detail,
            account=context.account_of(project),
            worked=hours(whole(finding, "worked")),
            count=formats.number(months),
            included=hours(whole(finding, "included")),
            share=formats.percent(whole(finding, "over_service")),
        ),
        ways=context.rows(finding, entries(finding.evidence[0].entries or 0)),
        amount_note=_("at its average billable rate"),
    )


def quiet_items(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word items past half their plan and quiet: are they finished?"""
    items = {(one.kind, one.item_id): one for one in context.gathered.material.items}
    asked = [items[subject.kind, subject.id] for subject in finding.subjects]
    names = context.gathered.names
    may = tickable(context.gathered.scope.person, (one.project_id for one in asked))
    ticks = tuple(
        Tick(
            one.kind,
            one.item_id,
            one.project_id,
            context.line(one.item_id) if one.kind == "line" else names.items.get(one.item_id, ""),
            says(
                _("%(where)s: %(used)s of %(plan)s, quiet %(since_day)s"),
                where=f"{context.account_of(one.project_id)}, {context.project(one.project_id)}",
                used=hours(one.used_seconds),
                plan=hours(one.planned_seconds),
                since_day=context.day_with("since", one.last_on) if one.last_on else formats.NONE,
            ),
            may=one.project_id in may,
        )
        for one in asked
    )
    count = len(asked)
    title = ngettext(
        "One item is past half its plan and quiet for three weeks. Is it finished?",
        "%(count)s items are past half their plan and quiet for three weeks. Are they finished?",
        count,
    )
    short = ngettext("One item may be finished", "%(count)s items may be finished", count)
    spoken = first_large(spelled(count))
    return WordedFinding(
        finding.kind,
        says(title, count=spoken),
        says(short, count=spoken),
        _("Marking items as finished makes early warnings possible."),
        seconds=finding.seconds,
        amount_note=_("of planned time still counted as remaining"),
        ticks=ticks,
    )


def not_quoted(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word time on no quoted line."""
    project = finding.subjects[0].id
    title = says(
        _("%(hours)s on %(project)s are not on a quoted line"),
        hours=title_hours(finding.seconds),
        project=context.project(project),
    )
    detail = says(
        _("%(account)s, out of %(whole)s in total. Assign this time to a line, or agree it as extra work."),
        account=context.account_of(project),
        whole=hours(whole(finding, "delivery_time")),
    )
    link = context.rows(finding, _("See lines"))
    return WordedFinding(finding.kind, title, title, detail, ways=link, amount_note=_("at the project’s hourly rate"))


def past_plan(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word lines that used more than their plan."""
    count = whole(finding, "lines")
    project = context.gathered.names.projects_of_lines[finding.subjects[0].id]
    title = ngettext(
        "One line of %(project)s used %(hours)s more than its plan",
        "%(count)s lines of %(project)s used %(hours)s more than their plan",
        count,
    )
    title = says(
        title, count=first_large(spelled(count)), project=context.project(project), hours=title_hours(finding.seconds)
    )
    names = "; ".join(context.line(subject.id) for subject in finding.subjects[:4])
    more = len(finding.subjects) - 4
    if more > 0:
        names = says(_("%(names)s and %(count)s more"), names=names, count=formats.number(more))
    note = _("at the project’s hourly rate")
    return WordedFinding(
        finding.kind, title, title, names, ways=context.rows(finding, _("See lines")), amount_note=note
    )


def ahead_of_the_rest(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word a line that runs through the whole project and uses its plan faster than the rest."""
    line = finding.subjects[0].id
    used, plan = whole(finding, "line_used"), whole(finding, "line_plan")
    rest_used, rest_plan = whole(finding, "rest_used"), whole(finding, "rest_plan")
    title = says(
        _("“%(line)s” has used %(share)s of its hours, the other lines %(rest)s"),
        line=context.line(line),
        share=formats.percent(round(used * 10_000 / plan), places=0),
        rest=formats.percent(round(rest_used * 10_000 / rest_plan), places=0),
    )
    project = context.gathered.names.projects_of_lines[line]
    detail = says(
        _(
            "%(project)s. This line runs throughout the project. At this pace its plan will be used up long "
            "before the work is done."
        ),
        project=context.project(project),
    )
    sums = says(_("%(used)s of %(plan)s"), used=hours(used), plan=hours(plan))
    notes = (says(_("the rest %(used)s of %(plan)s"), used=hours(rest_used), plan=hours(rest_plan)),)
    note = says(_("%(hours)s ahead of an even pace"), hours=formats.hours(finding.seconds))
    rows = context.rows(finding, _("See lines"))
    return WordedFinding(
        finding.kind, title, title, detail, sums, notes, rows, seconds=finding.seconds, amount_note=note
    )
