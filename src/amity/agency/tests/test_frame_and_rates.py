"""The agency's settings, limits, calendar and dated rates."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from amity.agency import calendars, commands, guards, policy, queries, rules
from amity.agency.catalogue import commands as catalogue
from amity.agency.catalogue.commands import ServiceFields
from amity.agency.rates import commands as rate_commands
from amity.agency.rates import queries as rate_queries
from amity.audit import trail
from amity.audit.models import Payload
from amity.jobs import registry
from amity.people import rules as roles
from amity.people.models import Discipline
from amity.shared.errors import Invalid, Refused, Stale
from tests.builders import MONDAY, acting, make_cost_rate, make_person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def root(agency):
    return make_person("Root", roles.ADMINISTRATOR)


def frame(**values):
    return commands.Frame(
        **{"name": "Halden", "currency": "EUR", "country": "DE", "time_zone": "Europe/Berlin"} | values
    )


def cost(person, **values):
    defaults: dict[str, Any] = {"level": "average", "valid_from": NEW_YEAR, "per_hour": Decimal("57.25")}
    return rate_commands.confirm_cost_rate(by=acting(person), now=MONDAY, **defaults | values)


def test_the_currency_can_change_while_nothing_is_priced(root, agency):
    own = commands.change_settings(by=acting(root), version=agency.version, frame=frame(currency="JPY"), now=MONDAY)

    assert own.currency == "JPY"
    assert trail.actions_on(own) == ["agency.settings_changed"]


def test_the_currency_stays_once_a_rate_exists(root, agency):
    make_cost_rate("50")

    with pytest.raises(Refused, match="the currency can’t change"):
        commands.change_settings(by=acting(root), version=agency.version, frame=frame(currency="CHF"), now=MONDAY)


def test_the_currency_stays_when_a_part_above_says_something_is_priced(root, agency, monkeypatch):
    monkeypatch.setattr(guards, "_priced", [lambda: True])

    with pytest.raises(Refused, match="the currency can’t change"):
        commands.change_settings(by=acting(root), version=agency.version, frame=frame(currency="CHF"), now=MONDAY)


@pytest.mark.parametrize("wrong", [{"currency": "XQQ"}, {"country": "XX"}, {"time_zone": "Mars/Base"}])
def test_what_does_not_exist_is_refused_at_its_field(root, agency, wrong):
    with pytest.raises(Invalid) as fault:
        commands.change_settings(by=acting(root), version=agency.version, frame=frame(**wrong), now=MONDAY)

    assert fault.value.field == next(iter(wrong))


def test_a_stale_save_is_refused(root, agency):
    commands.change_settings(by=acting(root), version=agency.version, frame=frame(name="A"), now=MONDAY)

    with pytest.raises(Stale):
        commands.change_settings(by=acting(root), version=agency.version, frame=frame(name="B"), now=MONDAY)


def test_settings_are_for_administrators_and_cost_for_finance(root, fina, ada, agency):
    with pytest.raises(Refused, match="Only an administrator"):
        commands.change_settings(by=acting(fina), version=agency.version, frame=frame(), now=MONDAY)
    for person in (root, ada):
        with pytest.raises(Refused, match="Only finance"):
            cost(person)


def test_finance_without_the_right_to_cost_sees_no_cost(fina):
    fina.own_money_right = 4
    fina.save()

    assert not policy.may_set_cost(acting(fina))


def test_a_cost_rate_is_confirmed_by_name_and_corrected_in_place(fina):
    cost(fina)
    rate = cost(fina, per_hour=Decimal("60"))

    assert [(one.per_hour, one.confirmed_by) for one in rate_queries.cost_rates()] == [(Decimal("60"), "Fina")]
    assert Payload.objects.get(record__subject_id=rate.pk, body__per_hour="60").money_fields == ["per_hour"]


def test_a_rate_needs_to_say_whose_it_is_and_be_more_than_nothing(fina):
    for values in ({"level": "person"}, {"level": "discipline"}, {"per_hour": Decimal(0)}, {"level": "galaxy"}):
        with pytest.raises(Invalid):
            cost(fina, **values)


def test_people_cost_and_heads_become_the_average_rate(fina, agency):
    rate = rate_commands.answer_people_cost(
        by=acting(fina), people_cost=8_800_000, heads=Decimal(10), weekly_hours=Decimal(40),
        working_weeks=Decimal(44), valid_from=NEW_YEAR, now=MONDAY,
    )  # fmt: skip

    assert (rate.per_hour, rate.heads, rate.level) == (Decimal("60.0000"), Decimal(10), "average")


def test_the_average_rate_keeps_four_decimals():
    rate = rules.average_rate(
        monthly=Decimal(1000), heads=Decimal(3), weekly_hours=Decimal(40), working_weeks=Decimal(44)
    )

    assert rate == Decimal("2.2727")


def test_a_price_is_for_a_discipline_or_a_service_or_any_hour(fina):
    design = Discipline.objects.create(name="Design")
    price: dict[str, Any] = {"currency": "EUR", "valid_from": NEW_YEAR, "per_hour": Decimal(120), "now": MONDAY}

    rate_commands.set_card_price(by=acting(fina), discipline_id=design.pk, **price)

    assert rate_queries.CardPrices().on(discipline_id=design.pk, service_id=None, currency="EUR", day=NEW_YEAR)
    with pytest.raises(Invalid, match="not both"):
        rate_commands.set_card_price(by=acting(fina), discipline_id=design.pk, service_id=1, **price)


def test_an_exchange_rate_is_into_the_agencys_currency(fina):
    rate_commands.set_exchange_rate(
        by=acting(fina), currency="USD", valid_from=NEW_YEAR, rate=Decimal("0.91"), now=MONDAY
    )

    assert rate_queries.exchange_rates() == {"USD": [(NEW_YEAR, Decimal("0.91"))]}
    with pytest.raises(Invalid, match="agency’s own"):
        rate_commands.set_exchange_rate(
            by=acting(fina), currency="EUR", valid_from=NEW_YEAR, rate=Decimal(1), now=MONDAY
        )


def test_a_limit_is_changed_and_goes_back_to_its_default(root):
    commands.set_limit(by=acting(root), name="quiet.days", value=14, now=MONDAY)
    assert queries.limit("quiet.days") == 14

    commands.reset_limit(by=acting(root), name="quiet.days", now=MONDAY)
    assert queries.limit("quiet.days") == 21
    with pytest.raises(Invalid):
        commands.set_limit(by=acting(root), name="no.such", value=1, now=MONDAY)


def test_the_cost_level_is_changed_by_finance(fina, mara):
    assert commands.set_cost_level(by=acting(fina), level="discipline", now=MONDAY).cost_level == "discipline"
    with pytest.raises(Refused):
        commands.set_cost_level(by=acting(mara), level="person", now=MONDAY)


def test_a_service_is_there_once(root):
    catalogue.add_service(by=acting(root), name="Web", family="Digital", now=MONDAY)
    catalogue.add_service(by=acting(root), name=" web ", now=MONDAY)

    assert [(one.name, one.family) for one in queries.services()] == [("Web", "Digital")]


def test_a_service_is_renamed_but_not_to_a_name_that_is_taken(root, mara):
    web = catalogue.add_service(by=acting(root), name="Web", now=MONDAY)
    catalogue.add_service(by=acting(root), name="Brand", now=MONDAY)
    wanted = ServiceFields("Websites", "Digital", "bookings, shop")
    catalogue.edit_service(by=acting(root), service_id=web.pk, fields=wanted, now=MONDAY)

    assert [(one.name, one.helps_with) for one in queries.services()] == [("Brand", ""), ("Websites", "bookings, shop")]
    with pytest.raises(Invalid, match="already a service"):
        catalogue.edit_service(by=acting(root), service_id=web.pk, fields=ServiceFields("brand"), now=MONDAY)
    with pytest.raises(Refused):
        catalogue.edit_service(by=acting(mara), service_id=web.pk, fields=wanted, now=MONDAY)


def test_public_holidays_are_no_working_days():
    days = list(calendars.working_days("DE", date(2026, 12, 21), date(2027, 1, 1)))

    assert date(2026, 12, 25) not in days
    assert date(2027, 1, 1) not in days
    assert len(days) == 8


@pytest.mark.parametrize(
    ("language", "name"), [("en-gb", "Christmas Day"), ("de", "Erster Weihnachtstag"), ("fr", "Erster Weihnachtstag")]
)
def test_a_public_holiday_is_named_in_the_readers_language_else_in_the_countrys(language, name):
    with translation.override(language):
        assert calendars.public_holidays("DE", 2026)[date(2026, 12, 25)] == name


def test_expected_time_is_a_fifth_of_the_week_for_each_working_day():
    assert calendars.expected_seconds("DE", date(2026, 12, 21), date(2026, 12, 27), 36_000) == 4 * 7200


def test_the_first_page_asks_only_for_what_is_missing(client, root, agency):
    agency.time_zone = agency.country = ""
    agency.save()
    client.force_login(root, backend=BACKEND)
    assert client.get("/").headers["Location"] == "/first/"

    page = client.get("/first/").content.decode()
    assert 'name="country"' in page
    assert 'name="currency"' not in page
    client.post("/first/", {"country": "AT", "time_zone": "Europe/Vienna"})

    assert (queries.agency().country, queries.agency().currency) == ("AT", "EUR")


def test_cost_rates_are_shown_to_finance_alone(client, fina, root, ada):
    make_cost_rate("98.7654")
    client.force_login(fina, backend=BACKEND)
    assert "98.7654" in client.get("/settings/rates/cost/").content.decode()

    for person in (root, ada):
        client.force_login(person, backend=BACKEND)
        answer = client.get("/settings/rates/cost/")
        assert answer.status_code == 403
        assert "98.7" not in answer.content.decode()


def test_a_refused_rate_is_shown_at_its_field(client, fina):
    client.force_login(fina, backend=BACKEND)

    page = client.post("/settings/rates/cost/", {"level": "person", "per_hour": "50", "valid_from": "2026-01-01"})

    assert "Choose the person." in page.content.decode()


def test_background_work_keeps_the_agencys_time_zone(agency):
    agency.time_zone = "Australia/Sydney"
    agency.save()

    assert registry.time_zone() == ZoneInfo("Australia/Sydney")
    assert queries.agency_day(datetime(2026, 11, 16, 13, 1, tzinfo=UTC)) == date(2026, 11, 17)
    assert queries.agency_midnight(date(2026, 11, 17)) == datetime(2026, 11, 16, 13, tzinfo=UTC)
