"""The month end: a rate is previewed on time without a cost, then put on it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from amity.agency.commands import set_cost_level
from amity.jobs import runner
from amity.jobs.models import Job
from amity.profitability.closing import commands
from amity.profitability.closing.checklist import checklist
from amity.profitability.closing.pricing import Rate, priced_by
from tests.builders import MONDAY, acting, make_cost_rate, make_entry

TODAY = date(2026, 11, 23)
OCTOBER, PAGE = 202610, "/money/month-end/2026-10/"


def test_a_rate_is_previewed_with_the_margin_it_makes_and_changes_nothing(fina, october):
    rate = Rate("average", Decimal(50), date(2026, 10, 1))

    found = priced_by(acting(fina), rate, OCTOBER, TODAY)

    assert (found.preview.together.entries, found.preview.together.after) == (1, 40_000)
    assert found.before.margin
    assert found.before.margin.why_not == "no_cost"
    assert found.after.margin
    assert found.after.margin.value == 5_000
    october.refresh_from_db()
    assert october.cost is None


def test_a_rate_that_moves_net_fees_says_by_how_much_before_it_is_applied(client, fina, october, monkeypatch):
    client.force_login(fina)
    asked = {"per_hour": "50", "since": "2026-10-01", "level": "average"}
    assert "Added to net fees" not in client.get(f"{PAGE}price/", asked).text, "none is earned by the progress of work"
    found = priced_by(acting(fina), Rate("average", Decimal(50), date(2026, 10, 1)), OCTOBER, TODAY)
    fees = found.before.agi
    assert fees is not None
    more = replace(found.after, agi=fees._replace(value=(fees.value or 0) + 170_100))
    monkeypatch.setattr("amity.profitability.closing.views.priced_by", lambda *_asked: replace(found, after=more))

    page = " ".join(re.sub(r"<[^>]+>", " ", client.get(f"{PAGE}price/", asked).text).split())

    assert "Added to net fees, by the progress of work €1,701 " in page.replace("€ ", "€")


def test_a_previewed_rate_is_put_on_the_time_in_the_background(fina, october):
    commands.price_time(by=acting(fina), rate=Rate("average", Decimal(50), date(2026, 10, 1)), now=MONDAY)
    runner.run(Job.objects.get().pk, beating=False)

    october.refresh_from_db()
    assert october.cost == 40_000
    assert checklist(acting(fina), OCTOBER, TODAY).points["unpriced"].state == "done"


@pytest.mark.parametrize(
    ("per_hour", "since", "said"),
    [("", "2026-10-01", "Enter a number."), ("0", "2026-10-01", "above 0"), ("50", "2026-13-01", "date")],
)
def test_a_rate_that_cannot_be_previewed_is_refused_at_its_field(client, fina, october, per_hour, since, said):
    client.force_login(fina)
    answer = client.get(f"{PAGE}price/", {"per_hour": per_hour, "since": since, "level": "average"})
    (row,) = answer.context["pricing"]

    assert answer.status_code == 422
    assert said in "".join(map(str, row.form.errors.values()))
    assert f'value="{per_hour or since}"' in answer.content.decode()
    assert 'class="error"' in answer.content.decode()


def test_the_preview_writes_money_one_way_and_leads_back_to_the_month(client, fina, october):
    client.force_login(fina)
    asked = {"per_hour": "68", "since": "2026-10-01", "level": "average"}

    preview = client.get(f"{PAGE}price/", asked).content.decode()
    client.post(f"{PAGE}price/", asked)
    job = Job.objects.get()
    runner.run(job.pk, beating=False)

    assert "<td>€68.00</td>" in preview
    assert '<td class="num">unknown</td>' in preview
    assert f'href="{PAGE}">Open the result' in client.get(f"/jobs/{job.pk}/").content.decode()


def test_a_freelancer_without_a_discipline_takes_a_rate_of_their_own(fina, tim, october):
    set_cost_level(by=acting(fina), level="discipline", now=MONDAY)
    seen = checklist(acting(fina), OCTOBER, TODAY).unpriced[0]
    assert (seen.person, seen.level) == (tim, "person")

    found = priced_by(acting(fina), Rate("person", Decimal(55), date(2026, 10, 1), tim.pk), OCTOBER, TODAY)

    assert found.preview.together.after == 44_000


def test_later_time_of_a_freelancer_takes_their_rate_when_it_is_logged(fina, tim, site):
    set_cost_level(by=acting(fina), level="discipline", now=MONDAY)
    make_cost_rate("55", level="person", person=tim, heads=None)

    assert make_entry(by=tim, project=site, hours="2:00").cost == 11_000


def part(client, address, target="", **asked):
    """Return the answer to a part of the page that asks."""
    return client.get(address, asked, headers={"HX-Request": "true", "HX-Target": target})


def test_the_effect_of_a_rate_is_shown_in_its_row_and_applying_it_leads_back(client, fina, october):
    client.force_login(fina)
    asked = {"per_hour": "50", "since": "2026-10-01", "level": "average"}

    effect = part(client, f"{PAGE}price/", **asked).content.decode()
    refused = part(client, f"{PAGE}price/", **asked | {"per_hour": "0"})

    assert "Apply this rate" in effect
    assert "400" in effect
    assert "<main" not in effect
    assert (refused.status_code, "above 0" in refused.content.decode()) == (422, True)
    assert client.post(f"{PAGE}price/", asked)["Location"] == PAGE


def test_the_page_follows_a_re_rating_until_it_ends_and_says_if_it_stopped(client, fina, october):
    client.force_login(fina)
    client.post(f"{PAGE}price/", {"per_hour": "50", "since": "2026-10-01", "level": "average"})
    job = Job.objects.get()

    assert 'hx-trigger="every 1s"' in client.get(PAGE).content.decode()
    running = part(client, PAGE, "rating")
    assert "Re-rating is running" in running.content.decode()
    assert "<main" not in running.content.decode()

    runner.run(job.pk, beating=False)
    ended = part(client, PAGE, "rating")
    assert (ended["HX-Retarget"], "All time has a cost" in ended.content.decode()) == ("#main", True)

    Job.objects.filter(pk=job.pk).update(state="failed")
    assert f'href="/jobs/{job.pk}/">The re-rating stopped' in client.get(PAGE).content.decode()
    assert "re-rating stopped" not in client.get("/money/month-end/2026-09/").content.decode()
