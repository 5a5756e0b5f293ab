"""An assessment shows its hourly rate where one rate prices all of its hours."""

from decimal import Decimal

import pytest
from django.urls import reverse

from amity.agency.models import CardPrice
from amity.people.models import Discipline
from amity.scope import rules
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from tests.builders import MONDAY, acting, make_agreement, make_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
HOUR = 3_600


@pytest.fixture
def crafts(agency):
    return [Discipline.objects.get_or_create(name=name)[0] for name in ("Design", "Development")]


@pytest.fixture
def sow(osprey):
    return make_agreement(osprey, "fixed", title="SOW-14", hourly_rate=Decimal(140))


def assessed(mara, osprey, crafts, line_id=None):
    fields = RequestFields("Newport on the map", line_id=line_id)
    row = log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    hours = ((crafts[0].pk, 10 * HOUR), (crafts[1].pk, 4 * HOUR))
    given = AssessmentFields(rules.EXTRA)
    assess_request(by=acting(mara), request_id=row.pk, version=row.version, hours=hours, fields=given, now=MONDAY)
    return row


def pages(client, row):
    return [
        client.get(address).content.decode()
        for address in (reverse("scope:confirm"), reverse("scope:request", args=[row.pk]))
    ]


def test_the_rate_of_the_agreement_is_shown_with_the_price(client, mara, osprey, crafts, sow):
    row = assessed(mara, osprey, crafts, make_line(sow, "3").pk)
    client.force_login(mara)
    for page in pages(client, row):
        assert "At €140 an hour" in page
        assert "1,960" in page


def test_a_rate_with_cents_shows_them_and_a_changed_one_is_not_shown(client, mara, osprey, crafts, sow):
    type(sow).objects.update(hourly_rate=Decimal("140.50"))
    row = assessed(mara, osprey, crafts, make_line(sow, "3").pk)
    client.force_login(mara)
    assert all("At €140.50 an hour" in page for page in pages(client, row))
    type(sow).objects.update(hourly_rate=Decimal(150))
    assert not any("an hour" in page for page in pages(client, row))


def test_hours_of_several_rates_keep_only_the_total(client, mara, osprey, crafts):
    for craft, rate in zip(crafts, (100, 120), strict=True):
        CardPrice.objects.create(
            discipline=craft, currency=osprey.currency, per_hour=Decimal(rate), valid_from=MONDAY.date()
        )
    row = assessed(mara, osprey, crafts)
    client.force_login(mara)
    for page in pages(client, row):
        assert "an hour" not in page
        assert "1,480" in page
