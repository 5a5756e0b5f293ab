"""One agency a database, and its dated prices and costs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.people.models import Discipline, Person
from amity.shared.rows.versions import Versioned


class Agency(Versioned):
    """The agency of this instance, in the row with id 1. Empty currency, country or time zone: not set yet."""

    name = models.CharField(_("agency name"), max_length=200, default="")
    currency = models.CharField(_("currency"), max_length=3, default="")
    country = models.CharField(_("country"), max_length=2, default="")
    time_zone = models.CharField(_("time zone"), max_length=60, default="")
    language = models.CharField(_("language"), max_length=2, default="", blank=True)
    colour = models.CharField(_("colour"), max_length=7, default="", blank=True)
    cost_level = models.CharField(_("level"), max_length=12, default="average")
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=5, decimal_places=2, default=40)
    working_weeks = models.DecimalField(_("working weeks a year"), max_digits=4, decimal_places=2, default=44)
    people_cost = models.BigIntegerField(_("people cost per month"), null=True)
    heads = models.DecimalField(_("number of people"), max_digits=7, decimal_places=2, null=True)
    country_confirmed = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Limit(models.Model):
    """A changed limit or target, by its name in `rules.LIMITS`. Limits without a row have their default."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.BigIntegerField(_("value"))

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class Service(models.Model):
    """Something the agency sells. `helps_with` are words of goals it serves, such as "ticket sales, bookings"."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    family = models.CharField(
        _("service family"), max_length=80, default="", db_default="", blank=True,
        help_text=_("For example, Digital or Brand. Services of a family are shown side by side."),
    )  # fmt: skip
    helps_with = models.CharField(
        _("helps clients who want"), max_length=300, default="", db_default="", blank=True,
        help_text=_("Words from client goals, for example: ticket sales, bookings, app."),
    )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ExchangeRate(models.Model):
    """Units of the agency's currency for one unit of another, from a day on."""

    currency = models.CharField(_("currency"), max_length=3)
    valid_from = models.DateField(_("from"))
    rate = models.DecimalField(_("exchange rate"), max_digits=18, decimal_places=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["currency", "valid_from"], name="agency_exchange_rate_once")]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate} from {self.valid_from}"


class CostRate(models.Model):
    """Loaded cost of an hour in the agency's currency from a day on: of a person, a discipline, or on average."""

    level = models.CharField(_("level"), max_length=12)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="cost_rates", verbose_name=_("person")
    )
    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="cost_rates", verbose_name=_("discipline")
    )
    valid_from = models.DateField(_("from"))
    per_hour = models.DecimalField(_("hourly cost"), max_digits=12, decimal_places=4)
    heads = models.DecimalField(_("number of people"), max_digits=7, decimal_places=2, null=True)
    confirmed_by = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "person", "discipline", "valid_from"],
                name="agency_cost_rate_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} cost from {self.valid_from}"


class CardPrice(models.Model):
    """Price of an hour on the rate card from a day on: of a discipline, a service, or (neither) any hour."""

    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="card_prices", verbose_name=_("discipline")
    )
    service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="card_prices", verbose_name=_("service")
    )
    currency = models.CharField(_("currency"), max_length=3)
    valid_from = models.DateField(_("from"))
    per_hour = models.DecimalField(_("hourly rate"), max_digits=12, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["discipline", "service", "currency", "valid_from"],
                name="agency_card_price_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.per_hour} from {self.valid_from}"


class Change(models.Model):
    """A change noted by a trigger: a random number. The sum and count of all of them name the edition."""

    drawn = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.drawn)


class SettingChange(Change):
    """A change to the settings."""


class RecordChange(Change):
    """A change to what figures take from accounts, projects, agreements and their terms."""
