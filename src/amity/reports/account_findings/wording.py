"""Sentences of findings about accounts and about the data."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability.period.wording import span_text
from amity.reports.findings.rules import Finding
from amity.reports.findings.wording import (
    WordingContext,
    amount,
    days,
    entries,
    first_large,
    hours,
    says,
    spelled,
    title_hours,
    whole,
)
from amity.reports.report_model import Bar, Link, WordedFinding
from amity.shared.dates.periods import month_of
from amity.ui import formats


def not_billed(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word billable time that the source marks as not invoiced."""
    title = says(
        _("%(hours)s of billable work are marked in the file as not invoiced"), hours=title_hours(finding.seconds)
    )
    short = title
    if context.sees_fees and finding.money:
        short = says(_("%(amount)s of work is marked as not invoiced"), amount=formats.money(finding.money))
    count = whole(finding, "entries")
    detail = ngettext(
        "The file marks %(count)s billable row as not invoiced. If it has been billed since, import a newer export.",
        "The file marks %(count)s billable rows as not invoiced. If they have been billed since, import a "
        "newer export.",
        count,
    )
    text = says(detail, count=formats.number(count))
    rows = context.rows(finding, entries(count))
    return WordedFinding(finding.kind, title, short, text, ways=rows, amount_note=_("at the rates in the file"))


def rates_apart(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word the best and worst effective rate."""
    best, worst = (context.account(subject.id) for subject in finding.subjects)
    rates = {which: whole(finding, f"{which}_rate") for which in ("best", "agency", "worst")}
    shown = {which: amount(finding, f"{which}_rate") for which in rates}
    title = says(
        _("Average billable rate: %(high)s at %(best)s, %(low)s at %(worst)s"),
        high=shown["best"], best=best, low=shown["worst"], worst=worst,
    )  # fmt: skip
    tick = 100 * rates["agency"] / rates["best"]
    labels = {"best": best, "agency": _("Agency"), "worst": worst}
    material = context.gathered.material
    span = span_text(month_of(material.data_from), month_of(material.data_to))
    kinds = {"best": "a", "agency": "i", "worst": "w"}
    bars = tuple(
        Bar(labels[which], shown[which], 100 * rates[which] / rates["best"], tick, kinds[which]) for which in rates
    )
    quotients = "; ".join(
        f"{amount(finding, f'{which}_net_fees')} ÷ {title_hours(whole(finding, f'{which}_time'))}"
        for which in ("best", "worst")
    )
    note = says(_("more if %(account)s earned the agency’s average"), account=worst)
    ways = (*context.rows(finding, best), *context.rows(finding, worst, 1))
    sums = says(_("Net fees ÷ all delivery hours, %(span)s"), span=span)
    return WordedFinding(finding.kind, title, title, "", sums, (quotients,), ways, amount_note=note, bars=bars)


def silent(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word an account without time for twice its usual gap."""
    account = finding.subjects[0].id
    title = says(
        _("No one has worked for %(account)s for %(days)s; the usual gap is %(usual)s"),
        account=context.account(account),
        days=days(whole(finding, "quiet")),
        usual=formats.number(whole(finding, "usual_gap")),
    )
    last = finding.number("quiet").as_of
    sums = says(_("Last entry %(on_day)s"), on_day=context.day_with("on", last)) if last else ""
    count = whole(finding, "days_with_time")
    note = _("usual gap: the median of the last %(count)s days with time")
    data_end = context.day_with("up to", context.gathered.material.data_to)
    notes = (
        says(note, count=formats.number(count)),
        says(_("counted %(up_to_day)s, the data’s last day"), up_to_day=data_end),
    )
    rows = context.rows(finding, _("See entries"))
    return WordedFinding(finding.kind, title, title, "", sums, notes, rows, amount_note=_("net fees in this data"))


def one_contact(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word an account with exactly one known contact."""
    title = says(_("%(account)s depends on one contact"), account=context.account(finding.subjects[0].id))
    detail = _("If that person leaves, no one there will know us. Who else should?")
    rows = context.rows(finding, _("See entries"))
    return WordedFinding(finding.kind, title, title, detail, ways=rows, amount_note=_("net fees in this data"))


def without_cost(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word delivery time without a cost."""
    time, of = whole(finding, "time"), whole(finding, "of_time")
    worked = title_hours(time)
    if time == of:
        title = says(_("Hourly cost is unknown: all %(hours)s have no cost"), hours=worked)
        detail = _("A cost of 0, or none, in a file counts as unknown. No margin can be shown.")
    else:
        title = says(_("%(hours)s have no cost"), hours=worked)
        detail = says(
            _("That is %(share)s of all delivery time. Above %(limit)s, no margin can be calculated."),
            share=formats.percent(round(time * 10_000 / of)),
            limit=formats.percent(500, places=0),
        )
    note = _("if they cost the average") if context.sees_cost and finding.money else _("without a cost")
    rows = context.rows(finding, _("See entries"))
    return WordedFinding(finding.kind, title, title, detail, ways=rows, seconds=time, amount_note=note)


def without_price(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word billable time without a price."""
    time = whole(finding, "time")
    title = says(_("%(hours)s of billable time have no price"), hours=title_hours(time))
    detail = says(
        _("This is out of %(whole)s billable. Time without a price is in no total amount."),
        whole=hours(whole(finding, "of_time")),
    )
    rows = context.rows(finding, _("See entries"))
    return WordedFinding(finding.kind, title, title, detail, ways=rows, seconds=time, amount_note=_("without a price"))


def big_rows(finding: Finding, context: WordingContext) -> WordedFinding:
    """Word rows longer than a working day."""
    count = whole(finding, "rows")
    day = on_first(finding)
    if count == 1 and day is not None:
        pattern = _("One row of %(hours)s %(on_day)s is longer than a working day")
        title = says(pattern, hours=title_hours(finding.seconds), on_day=context.day_with("on", day))
    else:
        pattern = _("%(count)s rows, %(hours)s in total, are each longer than a working day")
        title = says(pattern, count=first_large(spelled(count)), hours=title_hours(finding.seconds))
    project = finding.evidence[0].project_id
    line = context.line(finding.evidence[0].line_id)
    place = f"{context.project(project)}, {line}" if line else context.project(project)
    detail = says(_("%(place)s. It was booked in bulk, so the days and the work are unknown."), place=place)
    share = formats.percent(round(finding.seconds * 10_000 / (whole(finding, "of_time") or 1)))
    notes = (says(_("%(share)s of all delivery time"), share=share),)
    ways: tuple[Link, ...] = context.rows(finding, ngettext("The row", "The first row", count))
    note = _("booked in bulk")
    return WordedFinding(
        finding.kind, title, title, detail, notes=notes, ways=ways, seconds=finding.seconds, amount_note=note
    )  # fmt: skip


def on_first(finding: Finding) -> date | None:
    """Return the date of the first row of a finding's evidence, or None."""
    return finding.evidence[0].first if finding.evidence else None
