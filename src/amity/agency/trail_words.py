"""Audit log labels for actions on the agency's settings and rates."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.agency import policy
from amity.agency.models import Agency, CardPrice, CostRate, ExchangeRate, Service
from amity.audit import words
from amity.audit.words import Field, Named


def agencies_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the agency's name for the audit log."""
    return {
        pk: Named(name) for pk, name in Agency.objects.filter(pk__in=ids).exclude(name="").values_list("pk", "name")
    }


def cost_rates_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Cost rates by whose hour they are."""
    page, found = (
        reverse("agency:cost_rates"),
        CostRate.objects.filter(pk__in=ids).select_related("person", "discipline"),
    )
    return {one.pk: Named(str(one.person or one.discipline or _now("agency average")), page) for one in found}


def prices_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return names for rate-card prices: the service, the discipline or any hour."""
    page, found = reverse("agency:rate_card"), CardPrice.objects.filter(pk__in=ids)
    rows = found.values_list("pk", "service__name", "discipline__name")
    return {pk: Named(service or discipline or _now("any hour"), page) for pk, service, discipline in rows}


def exchange_rates_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Exchange rates by their currency."""
    page, found = reverse("agency:exchange_rates"), ExchangeRate.objects.filter(pk__in=ids)
    return {pk: Named(currency, page) for pk, currency in found.values_list("pk", "currency")}


words.thing("agency.agency", _("agency"), agencies_named)
words.thing("agency.service", _("service"), words.InColumn(Service, "name"))
words.thing("agency.costrate", _("cost rate"), cost_rates_named, policy.may_set_cost)
words.thing("agency.cardprice", _("price"), prices_named, policy.may_see_prices)
words.thing("agency.exchangerate", _("exchange rate"), exchange_rates_named, policy.may_see_prices)
words.acts(
    "agency",
    _("settings of the agency"),
    {
        "agency.settings_changed": _("%(who)s changed the settings of %(what)s"),
        "agency.country_answered": _("%(who)s set the country of the calendar of %(what)s"),
        "agency.limit_set": _("%(who)s changed a limit of %(what)s"),
        "agency.limit_reset": _("%(who)s reset a limit of %(what)s to its default"),
        "service.added": _("%(who)s added the service %(what)s"),
        "service.edited": _("%(who)s edited the service %(what)s"),
    },
)
words.acts(
    "rates",
    _("rates"),
    {
        "agency.cost_level_set": _("%(who)s changed the cost level of %(what)s"),
        "agency.people_cost_given": _("%(who)s set the people cost of %(what)s"),
        "cost_rate.confirmed": _("%(who)s confirmed the cost rate %(what)s"),
        "card_price.set": _("%(who)s set a rate on the rate card: %(what)s"),
        "exchange_rate.set": _("%(who)s set the exchange rate of %(what)s"),
    },
)
words.call(
    words.of(Agency, "currency", "country", "time_zone", "language", "people_cost", "weekly_hours", "working_weeks")
    | words.of(CostRate, "level")
    | words.of(CardPrice, "service_id")
    | {
        "heads": Field(_("people")),
        "per_hour": Field(_("per hour")),
        "rate": Field(_("rate")),
        "cost_rate_id": Field(_("cost rate"), "agency.costrate"),
        "card_price_id": Field(_("rate card rate"), "agency.cardprice"),
    }
)
