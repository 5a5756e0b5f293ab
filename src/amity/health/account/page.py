"""Values of the page of an account's health: rows of inputs, caps, steps and the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.health import rules, wording
from amity.health.account import wording as words
from amity.health.account.queries import SeenHealth
from amity.health.raising.rules import COLLECT, IMPROVE, LEARN, PLAN, REPLACE, SETTLE, Step
from amity.health.rules import CAPS, WATCH_FROM, WELL_FROM, Health, Scored, band_of
from amity.people.queries import person_of
from amity.portal.pulse.queries import may_open as may_ask
from amity.profitability.policy import may_see_money
from amity.shared.actor import Actor
from amity.shared.money import quotient
from amity.ui import formats
from amity.ui.charts import ByRoom, Level, TrendLine, trend

Text = str | Promise
WIDE, SMALL = 740, 350


@dataclass(frozen=True, slots=True)
class InputRow:
    """An input as the page shows it. `page` has what it was read from. `score` is None if it is left out or hidden."""

    label: Text
    note: str
    value: str
    page: str
    age: str
    data: str
    weight: int
    score: int | None
    bar: str
    is_unknown: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class CapRow:
    """A cap, and since when it applies, if it does. `lowers`: it is what the score is held at."""

    limit: int
    label: Text
    applies: bool
    lowers: bool
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with the health after it, and where it is done."""

    title: str
    text: str
    health: Health
    url: str
    button: str


def context_of(by: Actor, seen: SeenHealth) -> dict[str, object]:
    """Return the context of the page."""
    today = person_of(by).day_of(timezone.now())
    return {
        "account": seen.account, "seen": seen, "title": words.title(seen), "sub": words.sub(seen, today),
        "band": wording.BANDS[seen.health.band], "shape": wording.SHAPES[seen.health.band],
        "confidence": words.confidence(seen), "history": words.history(seen, today), "rows": rows(by, seen, today),
        "caps": caps(seen, today), "chart": chart(seen, today),
        "steps": [step_row(by, seen, step) for step in seen.steps],
        "cap_label": wording.CAPS[seen.health.cap] if seen.health.cap else "",
        "growth": growth(seen),
    }  # fmt: skip


def rows(by: Actor, seen: SeenHealth, today: date) -> list[InputRow]:
    """Return the inputs, the known ones first."""
    found = [_row(by, seen, one, today) for one in seen.health.inputs if one.weight]
    return sorted(found, key=lambda row: row.is_unknown)


def _row(by: Actor, seen: SeenHealth, one: Scored, today: date) -> InputRow:
    hidden, unknown = one.key in seen.hidden, one.score is None
    value, age, data = words.values(one.key, seen.facts, today)
    if hidden:
        value, data = _("known, but not shown to you"), ""
    if unknown:
        data = _("left out, and holds the score down") if one.held is not None and _holds(seen, one) else _("left out")
    score = None if one.score is None or not seen.shows_scores else _whole(one.score)
    return InputRow(
        label=wording.INPUTS[one.key], note=_note(seen, one), value=value, page=words.page(by, seen, one.key),
        age=age, data=data, weight=one.weight, score=score,
        bar=_bar(one.score) if one.score is not None and not hidden else "", is_unknown=unknown, is_hidden=hidden,
    )  # fmt: skip


def _holds(seen: SeenHealth, one: Scored) -> bool:
    weighted = seen.health.weighted
    return weighted is not None and one.held is not None and one.held <= weighted


def _note(seen: SeenHealth, one: Scored) -> str:
    """Return the age limit of an input that is too old."""
    if not one.is_stale:
        return ""
    return _("limit for this input: %(days)s days") % {"days": seen.numbers.ages[one.key]}


def _bar(score: Fraction) -> str:
    return {rules.WELL: "hw", rules.WATCH: "w", rules.UNWELL: "o"}[band_of(_whole(score))]


def _whole(score: Fraction) -> int:
    return quotient(score.numerator, score.denominator)


def caps(seen: SeenHealth, today: date) -> list[CapRow]:
    """Return every cap, those that apply first."""
    health = seen.health
    found = [
        CapRow(CAPS[key], wording.CAPS[key], key in health.caps, key in health.lowering, *_behind(seen, key, today))
        for key in CAPS
    ]
    return sorted(found, key=lambda row: not row.applies)


def _behind(seen: SeenHealth, key: str, today: date) -> tuple[str, str]:
    """Return since when a cap applies, and the page of what it follows from."""
    known = seen.facts.expectations
    if key in (rules.NO_PLAN, rules.PLANNED):
        planned = key == rules.PLANNED
        own = [one for one in known.conflicts if one.is_severe and one.is_planned == planned]
        if own:
            first = min(own, key=lambda one: one.since)
            return _applies(first.since, today), reverse("expectations:expectation", args=[first.expectation_id])
    if key == rules.MISSED:
        missed = [one for one in known.missed if one.caps]
        if missed:
            return _applies(missed[0].since, today), reverse(
                "expectations:expectation", args=[missed[0].expectation_id]
            )
    if key == rules.SPONSOR_LEFT and seen.facts.sponsor_left:
        return _("applies"), reverse("accounts:people", args=[seen.account.pk])
    return (_("applies") if key in seen.health.caps else ""), ""


def _applies(since: date, today: date) -> str:
    return _("applies %(since_day)s") % {"since_day": formats.day_with("since", since, today)}


def step_row(by: Actor, seen: SeenHealth, step: Step) -> StepRow:
    """Return a step in words, with the page where it is done if the actor can open it."""
    title, text = _step_words(step)
    url, button = _place(by, seen, step)
    return StepRow(title, text, step.health, url, button)


def _step_words(step: Step) -> tuple[str, str]:
    after = step.health
    name = str(wording.INPUTS[step.key]) if step.key else ""
    given = {"input": name, "score": after.score, "share": formats.percent(after.confidence * 100, places=0)}
    if step.kind == PLAN:
        return _("Agree a plan and a date for the conflict"), _("It lifts the cap from %(low)d to %(high)d.") % {
            "low": CAPS[rules.NO_PLAN], "high": CAPS[rules.PLANNED],
        }  # fmt: skip
    if step.kind == LEARN:
        text = _("A score of 80 for it makes %(score)s, with %(share)s known.")
        if after.score is None:
            text = _("Then %(share)s of the weight is known.")
        return str(wording.CHEAPEST[step.key]), text % given
    if step.kind == SETTLE:
        return _("Settle what is open with the client"), _("The conflict or the miss no longer weighs on the score.")
    if step.kind == REPLACE:
        return _("Find a new sponsor"), _("It lifts the cap of %(low)d.") % {"low": CAPS[rules.SPONSOR_LEFT]}
    if step.kind == COLLECT:
        return _("Clear the overdue invoice"), _("It lifts the cap of %(low)d.") % {"low": CAPS[rules.OVERDUE]}
    return _("Improve: %(input)s") % given, _("At 75 for this input, the account has %(score)s.") % given


def _place(by: Actor, seen: SeenHealth, step: Step) -> tuple[str, str]:
    """Return the address where a step is done, and its button."""
    known, account = seen.facts.expectations, seen.account.pk
    if step.kind in (PLAN, SETTLE):
        about = [one.expectation_id for one in known.conflicts] + [one.expectation_id for one in known.missed]
        if about:
            button = _("Open conflict") if known.conflicts else _("Open expectation")
            return reverse("expectations:expectation", args=[about[0]]), button
    if step.kind == REPLACE or (step.kind in (LEARN, IMPROVE) and step.key == rules.CONTACTS):
        return reverse("accounts:people", args=[account]), _("Open people")
    if step.kind == LEARN and step.key == rules.FEEDBACK and may_ask(by, seen.account):
        return reverse("portal:pulse_answers", args=[account]), _("Ask the client")
    if step.key in (rules.EXPECTATIONS, rules.GOALS):
        return reverse("accounts:plan", args=[account]), _("Open plan")
    if step.key in (rules.MARGIN, rules.SERVICE) and may_see_money(by):
        return reverse("money:account", args=[account]), _("Open money")
    return "", ""


def chart(seen: SeenHealth, today: date) -> ByRoom | None:
    """Return the chart of the last 90 days, or None with a single day."""
    points = _filled(seen.days)
    if len([score for _day, score in points if score is not None]) < 2:
        return None
    first = points[0][0]
    marks = [
        (one.since, _("Conflict since %(day)s") % {"day": formats.day_and_month(one.since)})
        for one in seen.facts.expectations.conflicts
        if one.is_severe and one.since >= first
    ][:1]
    capped = bool(seen.health.cap) and seen.shows_scores
    line = TrendLine(
        points=points,
        levels=(
            Level(WELL_FROM, str(wording.BANDS[rules.WELL])), Level(WATCH_FROM, str(wording.BANDS[rules.WATCH])),
            Level(WATCH_FROM, str(wording.BANDS[rules.UNWELL]), is_below=True),
        ),
        marks=marks, without=seen.health.weighted if capped else None,
        without_label=_("%(score)s without the cap") % {"score": seen.health.weighted} if capped else "",
    )  # fmt: skip
    title = _("Health, last 90 days")
    return ByRoom(
        trend("health", title, line, width=WIDE), trend("health-small", title, line, width=SMALL)
    )  # fmt: skip


def _filled(days: Sequence[tuple[date, int | None]]) -> list[tuple[date, int | None]]:
    """Return every day from the first to the last, None for one without a snapshot between two weeks of them."""
    known = dict(days)
    first, last = days[0][0], days[-1][0]
    found: list[tuple[date, int | None]] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        found.append((day, known.get(day, found[-1][1] if found else None)))
    return found


def growth(seen: SeenHealth) -> str:
    """Return the effect on growth, in a sentence."""
    given = {"account": seen.account.name}
    if not seen.growth_is_closed:
        return _("Growth suggestions for %(account)s are open.") % given
    if seen.health.score is None:
        return _("Growth suggestions for %(account)s are closed: an issue is open, and health is unknown.") % given
    return _("Growth suggestions for %(account)s are closed until its health is 60 or more.") % given
