"""The agency's settings: name, currency, country, time zone, cost level and limits."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from math import floor
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from amity.agency import calendars, guards, hooks, policy, queries, rules
from amity.agency.colours.rules import READABLE, WHITE, contrast, tidy_colour
from amity.agency.models import Agency, CardPrice, CostRate, ExchangeRate, Limit
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.text.texts import currency_code
from amity.ui import formats
from amity.ui.reader_format import LOCALE_OF


@dataclass(frozen=True, slots=True)
class Frame:
    """The agency's name, currency, country, time zone, language and colour. An empty string means not set yet."""

    name: str = ""
    currency: str = ""
    country: str = ""
    time_zone: str = ""
    language: str = ""
    colour: str = ""


@command
def set_up_agency(*, by: Actor, frame: Frame, now: datetime) -> Agency:
    """Save the settings that are given. Empty ones remain open, and the first page asks for them."""
    policy.may_change_settings(by).or_refuse()
    own = _take(by, queries.agency(), {name: text for name, text in asdict(frame).items() if text}, now)
    hooks.set_up(by, now)
    return own


@command
def change_settings(*, by: Actor, version: int, frame: Frame, now: datetime) -> Agency:
    """Change the agency's settings. The currency can't change once anything is priced in it."""
    policy.may_change_settings(by).or_refuse()
    own = queries.agency()
    own.expect(version)
    return _take(by, own, asdict(frame), now)


@command
def set_cost_level(*, by: Actor, level: str, now: datetime) -> Agency:
    """Choose the basis of hourly cost: average, discipline or person. Entries keep theirs until re-rated."""
    policy.may_set_cost(by).or_refuse()
    if level not in rules.COST_LEVELS:
        raise Invalid(_("Choose a cost level from the list."), field="level")
    own = queries.agency()
    before, own.cost_level = own.cost_level, level
    own.version += 1
    own.save()
    trail.record("agency.cost_level_set", subject=own, by=by, at=now, changes={"before": before, "after": level})
    return own


@command
def set_limit(*, by: Actor, name: str, value: int, now: datetime) -> Limit:
    """Change one of `rules.LIMITS` for this agency."""
    policy.may_change_settings(by).or_refuse()
    if name not in rules.LIMITS:
        raise Invalid(_("Limit not found."), field=name)
    if value < 0:
        raise Invalid(_("Enter 0 or more."), field=name)
    before = queries.limit(name)
    limit, _new = Limit.objects.update_or_create(name=name, defaults={"value": value})
    changes = {"name": name, "before": before, "after": value}
    trail.record("agency.limit_set", subject=queries.agency(), by=by, at=now, changes=changes)
    return limit


@command
def reset_limit(*, by: Actor, name: str, now: datetime) -> None:
    """Go back to a limit's default."""
    policy.may_change_settings(by).or_refuse()
    if Limit.objects.filter(name=name).delete()[0]:
        trail.record("agency.limit_reset", subject=queries.agency(), by=by, at=now, changes={"name": name})


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A limit's value in force when it was read, and its new value. None is the default."""

    before: int
    after: int | None


@command
def change_limits(*, by: Actor, changes: Mapping[str, LimitChange], now: datetime) -> None:
    """Change several limits, all or none. Raises `Stale` with those that someone else has changed since."""
    policy.may_change_settings(by).or_refuse()
    Agency.objects.select_for_update().filter(pk=1).first()  # one person at a time
    own = dict(Limit.objects.values_list("name", "value"))
    current = {name: own.get(name, rules.LIMITS[name].value) for name in changes}
    stale = {name: value for name, value in current.items() if value not in _expected(name, changes[name])}
    if stale:
        raise Stale(_("Someone else changed this first. Read it again before you decide."), stale)
    for name, change in changes.items():
        if change.after is None:
            reset_limit(by=by, name=name, now=now)
        elif change.after != current[name]:
            set_limit(by=by, name=name, value=change.after, now=now)


def _expected(name: str, change: LimitChange) -> tuple[int, int]:
    return change.before, rules.LIMITS[name].value if change.after is None else change.after


def _take(by: Actor, own: Agency, values: dict[str, str], now: datetime) -> Agency:
    if values.get("colour"):
        values["colour"] = _colour(values["colour"])
    changes = {name: text for name, text in values.items() if getattr(own, name) != text}
    if not changes and own.pk and not own._state.adding:
        return own
    _check(own, changes)
    for name, text in changes.items():
        setattr(own, name, text)
    own.country_confirmed = own.country_confirmed or bool(changes.get("country"))
    own.save()
    trail.record("agency.settings_changed", subject=own, by=by, at=now, changes=changes)
    return own


def _colour(text: str) -> str:
    """Return a colour in which the agency's name can be read on white, or raise `Invalid`."""
    colour = tidy_colour(text)
    if not colour:
        raise Invalid(_("Enter a colour. For example, #0b7570."), field="colour")
    found = contrast(colour, WHITE)
    if found < READABLE:
        sentence = _("Choose a darker colour. On white it has a contrast of %(found)s, and text needs %(least)s.")
        raise Invalid(sentence % {"found": _one_place(found), "least": _one_place(READABLE)}, field="colour")
    return colour


def _one_place(value: float) -> str:
    return formats.number(Decimal(str(floor(value * 10) / 10)), 1, 1)


def _check(own: Agency, changes: dict[str, str]) -> None:
    currency, country, zone = (changes.get(name) for name in ("currency", "country", "time_zone"))
    if currency is not None:
        currency_code(currency)
        if own.currency and _priced():
            raise Refused(
                _("Amounts are already recorded in %(code)s, so the currency can’t change.") % {"code": own.currency}
            )
    if country is not None and country not in calendars.countries():
        raise Invalid(_("No calendar found for “%(code)s”.") % {"code": country}, field="country")
    if zone is not None and zone not in available_timezones():
        raise Invalid(_("Time zone “%(name)s” not found.") % {"name": zone}, field="time_zone")

    if changes.get("language", "") not in {"", *LOCALE_OF}:
        raise Invalid(_("Choose a language from the list."), field="language")


def _priced() -> bool:
    dated_rows = (CostRate, CardPrice, ExchangeRate)
    return any(model.objects.exists() for model in dated_rows) or guards.something_is_priced()


@command
def answer_country(*, by: Actor, country: str, now: datetime) -> Agency:
    """Set or confirm the country whose public holidays apply. Anyone who can see the calendar can do this."""
    policy.may_see_calendar(by).or_refuse()
    if country not in calendars.countries():
        raise Invalid(_("No calendar found for “%(code)s”.") % {"code": country}, field="country")
    own = queries.agency()
    if own.country == country and own.country_confirmed:
        return own
    before, own.country, own.country_confirmed = own.country, country, True
    own.version += 1
    own.save()
    trail.record("agency.country_answered", subject=own, by=by, at=now, changes={"before": before, "after": country})
    return own
