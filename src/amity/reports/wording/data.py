"""Findings about accounts and about the data themselves in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability.rules.finding import Finding
from amity.reports.told import Bar, Told, Way
from amity.reports.wording.saying import Saying, amount, days, entries, first_large, hours, says, spelled, whole
from amity.ui import formats


def not_billed(finding: Finding, saying: Saying) -> Told:
    """Billable time that the source marks as not invoiced."""
    title = says(_("%(hours)s of billable work stand in the file as not invoiced"), hours=hours(finding.seconds))
    short = title
    if saying.sees_fees and finding.money:
        short = says(_("%(amount)s of work stands as not invoiced"), amount=formats.money(finding.money))
    count = whole(finding, "entries")
    detail = ngettext(
        "The file marks %(count)s billable row so. If it was billed since, a newer export says so.",
        "The file marks %(count)s billable rows so. If they were billed since, a newer export says so.",
        count,
    )
    text = says(detail, count=formats.number(count))
    rows = saying.rows(finding, entries(count))
    return Told(finding.kind, title, short, text, ways=rows, amount_note=_("at the rates of the file"))


def rates_apart(finding: Finding, saying: Saying) -> Told:
    """Best and worst effective rate."""
    best, worst = (saying.account(subject.id) for subject in finding.subjects)
    rates = {which: whole(finding, f"{which}_rate") for which in ("best", "agency", "worst")}
    shown = {which: amount(finding, f"{which}_rate") for which in rates}
    title = says(
        _("An hour earns %(high)s at %(best)s and %(low)s at %(worst)s"),
        high=shown["best"], best=best, low=shown["worst"], worst=worst,
    )  # fmt: skip
    tick = 100 * rates["agency"] / rates["best"]
    labels = {"best": best, "agency": _("Agency"), "worst": worst}
    kinds = {"best": "a", "agency": "i", "worst": "w"}
    bars = tuple(
        Bar(labels[which], shown[which], 100 * rates[which] / rates["best"], tick, kinds[which]) for which in rates
    )
    quotients = "; ".join(
        f"{amount(finding, f'{which}_net_fees')} ÷ {hours(whole(finding, f'{which}_time'))}"
        for which in ("best", "worst")
    )
    note = says(_("more, if %(account)s earned the agency’s rate"), account=worst)
    ways = (*saying.rows(finding, best), *saying.rows(finding, worst, 1))
    sums = _("Net fees ÷ all delivery hours")
    return Told(finding.kind, title, title, "", sums, (quotients,), ways, amount_note=note, bars=bars)


def silent(finding: Finding, saying: Saying) -> Told:
    """An account without time for twice its usual gap."""
    account = finding.subjects[0].id
    title = says(
        _("Nobody has worked for %(account)s for %(days)s; the usual gap is %(usual)s"),
        account=saying.account(account),
        days=days(whole(finding, "quiet")),
        usual=formats.number(whole(finding, "usual_gap")),
    )
    last = finding.number("quiet").as_of
    sums = says(_("Last entry %(day)s"), day=saying.day(last)) if last else ""
    count = whole(finding, "days_with_time")
    note = ngettext("%(count)s day with time until then", "%(count)s days with time until then", count)
    data_end = saying.day(saying.gathered.material.data_to)
    notes = (says(note, count=formats.number(count)), says(_("counted to %(day)s, the data’s last day"), day=data_end))
    rows = saying.rows(finding, _("The entries"))
    return Told(finding.kind, title, title, "", sums, notes, rows, amount_note=_("net fees in these data"))


def one_contact(finding: Finding, saying: Saying) -> Told:
    """An account where we know exactly one person."""
    title = says(_("%(account)s hangs on one contact"), account=saying.account(finding.subjects[0].id))
    detail = _("If that person leaves, nobody there knows us. Who else should?")
    rows = saying.rows(finding, _("The entries"))
    return Told(finding.kind, title, title, detail, ways=rows, amount_note=_("net fees in these data"))


def without_cost(finding: Finding, saying: Saying) -> Told:
    """Delivery time without a cost."""
    time, of = whole(finding, "time"), whole(finding, "of_time")
    told = hours(time)
    if time == of:
        title = says(_("What an hour costs is unknown: all %(hours)s carry no cost"), hours=told)
        detail = _("A cost of 0 or none in a file is unknown, never free; so no margin is shown anywhere.")
    else:
        title = says(_("%(hours)s carry no cost"), hours=told)
        detail = says(
            _("That is %(share)s of all delivery time. Above 5%% a margin cannot be worked out."),
            share=formats.percent(round(time * 10_000 / of)),
        )
    note = _("if they cost the average") if saying.sees_cost and finding.money else _("without a cost")
    rows = saying.rows(finding, _("The entries"))
    return Told(finding.kind, title, title, detail, ways=rows, seconds=time, amount_note=note)


def without_price(finding: Finding, saying: Saying) -> Told:
    """Billable time without a price."""
    time = whole(finding, "time")
    title = says(_("%(hours)s of billable time carry no price"), hours=hours(time))
    detail = says(
        _("Of %(whole)s billable. No price is unknown, not nothing: it is in no total of money."),
        whole=hours(whole(finding, "of_time")),
    )
    rows = saying.rows(finding, _("The entries"))
    return Told(finding.kind, title, title, detail, ways=rows, seconds=time, amount_note=_("without a price"))


def big_rows(finding: Finding, saying: Saying) -> Told:
    """Rows longer than a working day can hold."""
    count = whole(finding, "rows")
    day = on_first(finding)
    if count == 1 and day is not None:
        pattern = _("One row of %(hours)s on %(day)s is longer than a working day")
        title = says(pattern, hours=hours(finding.seconds), day=saying.day(day))
    else:
        pattern = _("%(count)s rows, together %(hours)s, are longer than a working day")
        title = says(pattern, count=first_large(spelled(count)), hours=hours(finding.seconds))
    project = finding.evidence[0].project_id
    line = saying.line(finding.evidence[0].line_id)
    place = f"{saying.project(project)}, {line}" if line else saying.project(project)
    detail = says(
        _("%(place)s. It was booked in bulk: nobody can say on which days, or for what, it was worked."), place=place
    )
    share = formats.percent(round(finding.seconds * 10_000 / (whole(finding, "of_time") or 1)))
    notes = (says(_("%(share)s of all delivery time"), share=share),)
    ways: tuple[Way, ...] = saying.rows(finding, ngettext("The row", "The first row", count))
    note = _("booked in bulk")
    return Told(
        finding.kind, title, title, detail, notes=notes, ways=ways, seconds=finding.seconds, amount_note=note
    )  # fmt: skip


def on_first(finding: Finding) -> date | None:
    """The day of the first row a finding opens to."""
    return finding.evidence[0].first if finding.evidence else None
