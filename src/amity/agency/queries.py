"""Reads of the agency's settings, rates and prices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import calendars, hooks, limit_words, rules
from amity.agency.editions.keeping import kept
from amity.agency.models import Agency, Limit, Service
from amity.shared.dates.periods import first_day, last_day
from amity.shared.rows.lookup import only_row, seen_or_missing
from amity.ui.reader_format import zone


def is_demo() -> bool:
    """Return whether this instance is a demo."""
    return Agency.objects.filter(is_demo=True).exists()


def agency() -> Agency:
    """Return the agency of this instance, or an unsaved empty one before it is set up."""
    return kept("agency", lambda: only_row(Agency.objects.filter(pk=1)) or Agency(pk=1))


def agency_language() -> str:
    """Return the agency's language, for text whose reader's isn't known. English until one is chosen."""
    return agency().language or "en"


def agency_zone() -> ZoneInfo:
    """Return the agency's time zone, or UTC before it is set up."""
    return zone(agency().time_zone or "UTC")


def agency_day(moment: datetime) -> date:
    """Return the date of a moment where the agency is: the same for every reader, as figures need it."""
    return timezone.localdate(moment, agency_zone())


def agency_midnight(day: date) -> datetime:
    """Return the moment a date begins where the agency is."""
    return datetime.combine(day, time(), agency_zone())


def limit(name: str) -> int:
    """Return a limit by its name in `rules.LIMITS`: the agency's own value or the default."""
    return own_limits().get(name, rules.LIMITS[name].value)


def own_limits() -> Mapping[str, int]:
    """Return the limits that the agency set itself, by name."""
    return kept("limits", lambda: dict(Limit.objects.values_list("name", "value")))


def largest_file() -> int:
    """Return the largest of the size limits for files, in bytes. No request needs to exceed it."""
    return max(limit(name) for name, one in rules.LIMITS.items() if one.unit == "bytes")


def agency_name() -> str:
    """Return the agency's name for the shell of every page."""
    return agency().name


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit with its own and its default value, in its unit."""

    name: str
    value: int
    default: int
    unit: str
    effect: str = ""

    @property
    def is_own(self) -> bool:
        """Return whether the agency changed this limit."""
        return self.value != self.default

    @property
    def label(self) -> str:
        """Return the limit's name."""
        return str(limit_words.LIMITS[self.name][0])

    @property
    def decides(self) -> str:
        """Return what the limit decides."""
        return str(limit_words.LIMITS[self.name][1])

    @property
    def unit_word(self) -> str:
        """The unit the limit is shown in."""
        return agency().currency if self.unit == "currency" else limit_words.unit_word(self.unit)

    @property
    def shown(self) -> Decimal:
        """Return the value in force, in the unit it is shown in."""
        return limit_words.shown(self.value, self.unit)

    @property
    def shown_default(self) -> Decimal:
        """The default, in the unit it is shown in."""
        return limit_words.shown(self.default, self.unit)


def limits() -> list[LimitRow]:
    """Return every limit with the value in force."""
    own = own_limits()
    return [LimitRow(name, own.get(name, one.value), one.value, one.unit) for name, one in rules.LIMITS.items()]


def limits_with_effects() -> list[LimitRow]:
    """Return every limit with what it does at present, for the page that changes them."""
    effects = hooks.effects_of_limits()
    return [replace(one, effect=effects.get(one.name, "")) for one in limits()]


def services() -> QuerySet[Service]:
    """Return every service by name."""
    return Service.objects.order_by("name")


def service(service_id: int) -> Service:
    """Return one service, or raise `NotSeen`. Everyone can see what the agency sells."""
    return seen_or_missing(services(), service_id, _("Service not found."))


def working_days_of(year: int) -> list[tuple[int, int]]:
    """Return the months of a year (YYYYMM) with their working days in the agency's country."""
    country, months = agency().country, [year * 100 + number for number in range(1, 13)]
    return [(month, len(list(calendars.working_days(country, first_day(month), last_day(month))))) for month in months]
