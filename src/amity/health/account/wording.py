"""The sentences of the page of an account's health: title, values, ages and data of the inputs, and steps."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from babel.lists import format_list
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import contact_role_labels
from amity.health import rules, wording
from amity.health.account import sources
from amity.health.account.queries import SeenHealth
from amity.health.facts.rules import SPONSOR, Facts, Money
from amity.health.rules import Scored
from amity.shared.actor import Actor
from amity.ui import formats

Words = tuple[str, str, str]
"""The value of an input, how old it is, and how complete its data are."""


class Input(NamedTuple):
    """How an input is shown: its words, and the page with what it was read from."""

    words: Callable[[Facts, date], Words]
    page: Callable[[Actor, SeenHealth], str]


def title(seen: SeenHealth) -> str:
    """Return the finding of the page."""
    health, words = seen.health, {"account": seen.account.name, "score": seen.health.score}
    if health.score is None:
        return _("Not enough is known to give %(account)s a number") % words
    if health.cap:
        return {
            rules.NO_PLAN: _("A severe conflict keeps %(account)s at %(score)s"),
            rules.PLANNED: _("A severe conflict keeps %(account)s at %(score)s"),
            rules.SPONSOR_LEFT: _("A sponsor who left keeps %(account)s at %(score)s"),
            rules.OVERDUE: _("An overdue invoice keeps %(account)s at %(score)s"),
            rules.MISSED: _("A missed expectation keeps %(account)s at %(score)s"),
        }[health.cap] % words
    return {
        rules.WELL: _("%(account)s is well: health %(score)s"),
        rules.WATCH: _("%(account)s needs watching: health %(score)s"),
        rules.UNWELL: _("%(account)s is unwell: health %(score)s"),
    }[health.band] % words


def sub(seen: SeenHealth, today: date) -> str:
    """Return what is behind the finding, after the milestone that has been late the longest, which no input counts."""
    late = seen.late
    if late is None:
        return _behind(seen, today)
    days = (today - late.due_on).days
    text = ngettext(
        "%(milestone)s of %(project)s is %(days)s day late; the score doesn’t include milestones.",
        "%(milestone)s of %(project)s is %(days)s days late; the score doesn’t include milestones.",
        days,
    )
    names = {"milestone": late.name, "project": late.project, "days": formats.number(days)}
    return f"{text % names} {_behind(seen, today)}"


def _behind(seen: SeenHealth, today: date) -> str:
    health = seen.health
    if health.score is None:
        words = {"confidence": _share(health.confidence), "task": wording.CHEAPEST[seen.cheapest]}
        return _("Only %(confidence)s of the weight is known. The easiest next step: %(task)s.") % words
    if health.cap and seen.shows_scores:
        return _("Without it the inputs would give %(score)s.") % {"score": health.weighted}
    lowest = _lowest(seen)
    if lowest is None:
        return _("Confidence %(confidence)s.") % {"confidence": _share(health.confidence)}
    value, _age, _data = values(lowest.key, seen.facts, today)
    words = {"input": wording.INPUTS[lowest.key], "value": value, "confidence": _share(health.confidence)}
    return _("Lowest input: %(input)s, %(value)s. Confidence %(confidence)s.") % words


def confidence(seen: SeenHealth) -> str:
    """Return the confidence, with the inputs that are missing."""
    missing = [str(wording.INPUTS[one.key]) for one in seen.health.inputs if one.score is None and one.weight]
    share = _share(seen.health.confidence)
    if not missing:
        return _("Confidence %(share)s: every input is known.") % {"share": share}
    return _("Confidence %(share)s. Unknown: %(inputs)s.") % {"share": share, "inputs": _listed(missing)}


def history(seen: SeenHealth, today: date) -> str:
    """Return what the score was a month and three months ago, as far as that is stored."""
    known = {day: score for day, score in seen.days if score is not None}
    found = [day for day in (today - timedelta(days=30), today - timedelta(days=89)) if day in known]
    words = [_("%(score)s on %(day)s") % {"score": known[day], "day": formats.day_and_month(day)} for day in found]
    return _("Was %(scores)s.") % {"scores": _listed(words)} if words else ""


def values(key: str, facts: Facts, today: date) -> Words:
    """Return the value, age and data of an input."""
    return INPUTS[key].words(facts, today)


def page(by: Actor, seen: SeenHealth, key: str) -> str:
    """Return the page with what an input was read from, "" for one that is unknown or hidden from the reader."""
    if key in seen.hidden or not seen.reading(key).measures:
        return ""
    return INPUTS[key].page(by, seen)


def _expectations(facts: Facts, today: date) -> Words:
    known = facts.expectations
    if not known.recorded:
        return _("no expectations recorded"), "", ""
    mild = len(known.conflicts) - known.severe
    parts = [
        (known.severe, ngettext("%(n)d severe conflict", "%(n)d severe conflicts", known.severe)),
        (mild, ngettext("%(n)d other conflict", "%(n)d other conflicts", mild)),
        (len(known.missed), _("%(n)d missed")),
        (len(known.at_risk), _("%(n)d at risk")),
    ]
    text = ", ".join(words % {"n": count} for count, words in parts if count) or _("nothing open")
    recorded = ngettext("%(n)d recorded", "%(n)d recorded", known.recorded) % {"n": known.recorded}
    return text, _on(today if known.has_trouble else known.changed_on, today), recorded


def _margin(facts: Facts, today: date) -> Words:
    money = facts.money
    if money is None or money.margin is None:
        return _("no margin known"), "", ""
    data = _("some time has no cost") if money.bound == "at_most" else _("complete")
    return margin_of_target(money), _until(money.as_of), data


def margin_of_target(money: Money) -> str:
    """Return a margin with its target, "" where it is unknown."""
    if money.margin is None:
        return ""
    words = {"margin": formats.percent(money.margin), "target": formats.percent(money.target, places=0)}
    pattern = (
        _("at most %(margin)s of %(target)s target")
        if money.bound == "at_most"
        else _("%(margin)s of %(target)s target")
    )
    return pattern % words


def _contacts(facts: Facts, today: date) -> Words:
    if not facts.contacts:
        return _("no key roles recorded"), "", ""
    covered = sum(one.is_covered for one in facts.contacts)
    text = _("%(covered)d of %(all)d covered") % {"covered": covered, "all": len(facts.contacts)}
    labels = contact_role_labels()
    missing = [labels[one.role] for one in facts.contacts if one.contact_id is None]
    days = [one.days for one in facts.contacts if one.days is not None]
    newest = today - timedelta(days=min(days)) if days else None
    sponsor = next((one for one in facts.contacts if one.role == SPONSOR and one.days is not None), None)
    if sponsor is not None:
        spoken = ngettext("sponsor %(n)d day ago", "sponsor %(n)d days ago", sponsor.days or 0) % {"n": sponsor.days}
        text += ", " + (spoken if sponsor.days else _("sponsor today"))
    data = _("missing: %(roles)s") % {"roles": ", ".join(missing)} if missing else _("complete")
    return text, _on(newest, today), data


def _feedback(facts: Facts, today: date) -> Words:
    if not facts.words:
        return _("no feedback recorded"), "", ""
    mean = sum(word.value for word in facts.words) / len(facts.words)
    answered = sum(word.is_pulse for word in facts.words)
    text = _("%(value)s of 10") % {"value": formats.number(Decimal(str(round(mean, 1))), 0, 1)}
    people = ngettext("%(n)d contact", "%(n)d contacts", len(facts.words)) % {"n": len(facts.words)}
    data = _("%(people)s, answered by themselves") if answered == len(facts.words) else _("%(people)s, with evidence")
    return text, _on(max(word.on for word in facts.words), today), data % {"people": people}


def _service(facts: Facts, today: date) -> Words:
    money = facts.money
    if money is None or money.over is None:
        return _("no retainer of hours"), "", ""
    share = formats.percent(abs(money.over))
    text = _("%(share)s above plan") if money.over >= 0 else _("%(share)s below plan")
    return text % {"share": share}, _until(money.as_of), _("complete")


def _payment(facts: Facts, today: date) -> Words:
    payment = facts.payment
    if payment is None:
        return _("no invoices in Amity yet"), "", ""
    days = abs(payment.days_late)
    late = ngettext("%(n)d day late on average", "%(n)d days late on average", days)
    early = ngettext("%(n)d day early on average", "%(n)d days early on average", days)
    invoices = ngettext("%(n)d invoice", "%(n)d invoices", payment.invoices) % {"n": payment.invoices}
    return (late if payment.days_late > 0 else early) % {"n": days}, _on(payment.as_of, today), invoices


def _approval(facts: Facts, today: date) -> Words:
    mean = facts.approvals.mean
    if mean is None:
        return _("no answers in 90 days"), "", ""
    count = len(facts.approvals.answered)
    data = ngettext("%(n)d answer", "%(n)d answers", count) % {"n": count}
    return working_days(Decimal(float(mean))), _on(facts.approvals.newest, today), data


def working_days(days: Decimal) -> str:
    """Return a number of working days, to one place."""
    shown = round(days, 1)
    text = ngettext("%(days)s working day", "%(days)s working days", 1 if shown == 1 else 2)
    return text % {"days": formats.number(shown, 0, 1)}


def _goals(facts: Facts, today: date) -> Words:
    goals = facts.goals
    if not goals.read:
        return _("no goal with a recent reading"), "", ""
    late = ngettext("%(n)d reading overdue", "%(n)d readings overdue", goals.late) % {"n": goals.late}
    text = _("%(on_track)d of %(all)d on track") % {"on_track": goals.on_track, "all": goals.read}
    return text, _on(goals.newest, today), late if goals.late else _("complete")


INPUTS: Final[Mapping[str, Input]] = {
    rules.EXPECTATIONS: Input(_expectations, sources.expectations),
    rules.MARGIN: Input(_margin, sources.margin),
    rules.CONTACTS: Input(_contacts, sources.contacts),
    rules.FEEDBACK: Input(_feedback, sources.feedback),
    rules.SERVICE: Input(_service, sources.service),
    rules.PAYMENT: Input(_payment, sources.payment),
    rules.APPROVAL: Input(_approval, sources.approval),
    rules.GOALS: Input(_goals, sources.goals),
}


def _lowest(seen: SeenHealth) -> Scored | None:
    known = [one for one in seen.health.inputs if one.score is not None and one.weight]
    return min(known, key=lambda one: one.score or 0, default=None) if seen.shows_scores else None


def _listed(words: Sequence[str]) -> str:
    return str(format_list(words, locale=to_locale(get_language() or "en")))


def _share(percent: int) -> str:
    return formats.percent(percent * 100, places=0)


def _until(day: date) -> str:
    return _("to %(day)s") % {"day": formats.day_and_month(day)}


def _on(day: date | None, today: date) -> str:
    return "" if day is None else formats.day(day, today)
