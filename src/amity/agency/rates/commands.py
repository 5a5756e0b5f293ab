"""Commands for dated hourly costs, hourly rates and exchange rates. A date's rate can be corrected."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.agency import policy, queries, rules
from amity.agency.models import Agency, CardPrice, CostRate, ExchangeRate
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.money import decimals
from amity.shared.text.texts import currency_code

MOST = Decimal(100_000)


@command
def confirm_cost_rate(
    *,
    by: Actor,
    level: str,
    valid_from: date,
    per_hour: Decimal,
    now: datetime,
    person_id: int | None = None,
    discipline_id: int | None = None,
    heads: Decimal | None = None,
) -> CostRate:
    """Set the hourly cost from a date, in the agency's currency. Entries use it when they are re-rated."""
    policy.may_set_cost(by).or_refuse()
    _has_currency()
    if level not in rules.COST_LEVELS:
        raise Invalid(_("Choose a cost level from the list."), field="level")
    person_id = person_id if level == rules.PERSON else None
    discipline_id = discipline_id if level == rules.DISCIPLINE else None
    if level == rules.PERSON and person_id is None:
        raise Invalid(_("Choose the person."), field="person_id")
    if level == rules.DISCIPLINE and discipline_id is None:
        raise Invalid(_("Choose the discipline."), field="discipline_id")
    _check_rate(per_hour)
    rate, _new = CostRate.objects.update_or_create(  # type: ignore[misc] # None looks for NULL
        level=level,
        person_id=person_id,
        discipline_id=discipline_id,
        valid_from=valid_from,
        defaults={"per_hour": per_hour, "heads": heads, "confirmed_by": by.label, "confirmed_at": now},
    )
    changes: dict[str, object] = {"level": level, "person_id": person_id, "discipline_id": discipline_id}
    changes |= {"valid_from": valid_from, "per_hour": per_hour, "heads": heads}
    trail.record("cost_rate.confirmed", subject=rate, by=by, at=now, changes=changes, money=["per_hour"])
    return rate


@command
def answer_people_cost(
    *, by: Actor, people_cost: int, heads: Decimal, weekly_hours: Decimal, working_weeks: Decimal, valid_from: date,
    now: datetime,
) -> CostRate:  # fmt: skip
    """Turn monthly people cost (minor units) and heads into the agency-average rate, valid from a day on."""
    policy.may_set_cost(by).or_refuse()
    own = _has_currency()
    if people_cost <= 0:
        raise Invalid(_("Enter a people cost above 0."), field="people_cost")
    for field, value in (("heads", heads), ("weekly_hours", weekly_hours), ("working_weeks", working_weeks)):
        if value <= 0:
            raise Invalid(_("Enter more than 0."), field=field)
    own.people_cost, own.heads, own.weekly_hours, own.working_weeks = people_cost, heads, weekly_hours, working_weeks
    own.version += 1
    own.save()
    rate = rules.average_rate(
        monthly=Decimal(people_cost).scaleb(-decimals(own.currency)),
        heads=heads,
        weekly_hours=weekly_hours,
        working_weeks=working_weeks,
    )
    changes = {"people_cost": people_cost, "heads": heads, "weekly_hours": weekly_hours, "working_weeks": working_weeks}
    trail.record("agency.people_cost_given", subject=own, by=by, at=now, changes=changes, money=["people_cost"])
    return confirm_cost_rate(by=by, level=rules.AVERAGE, valid_from=valid_from, per_hour=rate, heads=heads, now=now)


@command
def set_card_price(
    *,
    by: Actor,
    currency: str,
    valid_from: date,
    per_hour: Decimal,
    now: datetime,
    discipline_id: int | None = None,
    service_id: int | None = None,
) -> CardPrice:
    """Set the hourly rate from a date for a service, a discipline or (with neither) any hour."""
    policy.may_set_prices(by).or_refuse()
    if discipline_id is not None and service_id is not None:
        raise Invalid(_("Choose a discipline or a service, not both."), field="service_id")
    currency_code(currency)
    _check_rate(per_hour)
    price, _new = CardPrice.objects.update_or_create(  # type: ignore[misc] # None looks for NULL
        discipline_id=discipline_id,
        service_id=service_id,
        currency=currency,
        valid_from=valid_from,
        defaults={"per_hour": per_hour},
    )
    changes: dict[str, object] = {"discipline_id": discipline_id, "service_id": service_id, "currency": currency}
    changes |= {"valid_from": valid_from, "per_hour": per_hour}
    trail.record("card_price.set", subject=price, by=by, at=now, changes=changes, money=["per_hour"])
    return price


@command
def set_exchange_rate(*, by: Actor, currency: str, valid_from: date, rate: Decimal, now: datetime) -> ExchangeRate:
    """Set a currency's exchange rate to the agency's currency from a date."""
    policy.may_set_prices(by).or_refuse()
    own = _has_currency()
    currency_code(currency)
    if currency == own.currency:
        raise Invalid(_("Choose a currency other than the agency’s own."), field="currency")
    if not 0 < rate < MOST:
        raise Invalid(_("Enter a rate above 0."), field="rate")
    row, _new = ExchangeRate.objects.update_or_create(currency=currency, valid_from=valid_from, defaults={"rate": rate})
    changes = {"currency": currency, "valid_from": valid_from, "rate": rate}
    trail.record("exchange_rate.set", subject=row, by=by, at=now, changes=changes)
    return row


def _has_currency() -> Agency:
    own = queries.agency()
    if not own.currency:
        raise Refused(_("Set the agency’s currency first."))
    return own


def _check_rate(per_hour: Decimal) -> None:
    if not 0 < per_hour < MOST:
        raise Invalid(_("Enter an hourly cost above 0, or leave blank if unknown."), field="per_hour")
