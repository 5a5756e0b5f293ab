"""What is done at no charge: its budget, what is used and left, and the sentence while a request is logged."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.agency.rules import LIMITS
from amity.people.tokens.commands import make_token
from amity.scope import rules
from amity.scope.courtesy.limits import director_agrees
from amity.scope.courtesy.queries import courtesy_left, courtesy_of
from amity.scope.courtesy.rules import budget_of, needs_director, quarter_of
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.timesheets.models import Entry
from tests.builders import MONDAY, WORK_DAY, acting, make_agreement, make_entry, make_item, make_line, make_project
from tests.rig.summaries import shut_figures

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    """Set the clock to the Monday of the month in which the tests log time."""
    time_machine.move_to(MONDAY)


TWO_HOURS = LIMITS["courtesy.hours"].value


def test_the_budget_is_the_larger_of_two_percent_of_the_fee_and_two_hours():
    assert budget_of(12_000_000, 200, TWO_HOURS, Decimal(120), "EUR") == 240_000
    assert budget_of(100_000, 200, TWO_HOURS, Decimal(120), "EUR") == 24_000
    assert budget_of(None, 200, TWO_HOURS, Decimal(120), "EUR") == 24_000
    assert budget_of(None, 200, TWO_HOURS, None, "EUR") is None


def test_a_quarter_contains_its_day_also_at_the_turn_of_the_year():
    assert quarter_of(TODAY) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(date(2027, 1, 1)) == (date(2027, 1, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("value", "seconds", "left", "expected"),
    [
        (40_000, 3_600, 50_000, False),
        (60_000, 3_600, 50_000, True),
        (50_001, 3_600, 90_000, True),
        (10_000, 18_001, 90_000, True),
        (None, 3_600, 90_000, False),
        (40_000, 3_600, None, False),
    ],
)
def test_the_director_agrees_above_what_is_left_and_above_the_limits(value, seconds, left, expected):
    asked = needs_director(value, seconds, left=left, most_value=50_000, most_seconds=18_000)
    assert asked is expected


@pytest.fixture
def agreement(osprey):
    return make_agreement(osprey, "fixed", fee=12_000_000)


@pytest.fixture
def project(osprey, mara, agreement):
    return make_project(osprey, manager=mara, agreement=agreement, team=[mara])


def give(mara, project, worth, **values):
    """Log two hours at no charge that are worth so much at the rate card."""
    made = make_entry(by=mara, project=project, hours="2:00", courtesy=True, **values)
    Entry.objects.filter(pk=made.pk).update(standard=worth, value_currency="EUR")
    return made


@pytest.mark.django_db
def test_what_is_used_in_the_period_is_no_longer_left(mara, project, agreement):
    give(mara, project, 114_000)
    give(mara, project, 60_000, on=date(2026, 10, 5))
    give(mara, project, 99_000, on=date(2026, 9, 30))

    found = courtesy_left(agreement, TODAY)
    assert (found.budget, found.used.standard, found.left) == (240_000, 174_000, 66_000)
    assert not director_agrees(agreement, 18_000, 3_600, TODAY)
    assert director_agrees(agreement, 67_000, 3_600, TODAY)


@pytest.mark.django_db
def test_a_retainer_has_the_budget_of_its_own_period(osprey, mara, agreement):
    retainer = make_agreement(osprey, "retainer", kind="retainer", fee=1_000_000, overage_rate=Decimal(90))
    work = make_project(osprey, manager=mara, agreement=retainer)
    give(mara, work, 5_000)
    give(mara, work, 7_000, on=date(2026, 10, 5))

    found = courtesy_of([agreement, retainer], TODAY)[retainer.pk]
    assert (found.first, found.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (found.budget, found.left) == (20_000, 15_000)


def at_no_charge(mara, osprey, count):
    for number in range(count):
        made = log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Shot {number}"), now=MONDAY)
        made.state = rules.AT_NO_CHARGE
        made.save()


@pytest.mark.django_db
def test_the_sixth_small_request_is_named_while_it_is_logged(client, osprey, mara, tim, project):
    give(mara, project, 114_000)
    give(mara, project, 60_000, on=date(2026, 10, 5))
    at_no_charge(mara, osprey, 5)
    client.force_login(mara)
    page = client.get(reverse("scope:log_on_account", args=[osprey.pk])).content.decode()
    assert "Sixth small request this month, €1,140 at no charge. €660 of €2,400 is left this quarter." in page
    listed = client.get(page.split('is left this quarter. <a href="')[1].split('"')[0].replace("&amp;", "&"))
    assert [f"Shot {number}" in listed.content.decode() for number in range(5)] == [True] * 5
    client.force_login(tim)
    assert "small request" not in client.get(reverse("scope:log_on_account", args=[osprey.pk])).content.decode()


@pytest.mark.django_db
def test_the_list_shows_the_accounts_at_no_charge_to_those_who_see_fees(client, osprey, mara, tim, project):
    give(mara, project, 114_000)
    at_no_charge(mara, osprey, 5)
    old = log_request(
        by=acting(mara), account_id=osprey.pk, fields=RequestFields("Old", asked_on=date(2026, 10, 30)), now=MONDAY
    )
    type(old).objects.filter(pk=old.pk).update(state=rules.AT_NO_CHARGE)
    client.force_login(mara)
    page = client.get(reverse("scope:requests")).content.decode()
    card = page.split("At no charge, November")[1].split("</section>")[0]
    assert [text in card for text in (osprey.name, ">5<", "1,140", "1,260")] == [True] * 4
    listed = client.get(card.split('class="is-number" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert sorted(line.row.words for line in listed.context["lines"]) == [f"Shot {number}" for number in range(5)]
    client.force_login(tim)
    assert "At no charge, November" not in client.get(reverse("scope:requests")).content.decode()


def _every_figure_leads_to_the_entries_it_counts(client, month):
    shown = client.get(reverse("scope:extra_work"), {"month": month}).context["lines"]
    opened = [client.get(cell.link) for line in shown for cell in line.cells[-2:] if cell.link]
    assert sorted((one.context["totals"].seconds, one.context["totals"].standard[0].minor) for one in opened) == [
        (3_600, 0), (7_200, 10_000), (7_200, 10_000), (7_200, 20_000), (7_200, 20_000),
    ]  # fmt: skip
    assert sum("At no charge · Dana Whitlock" in one.text for one in opened) == 2
    assert sum("at the rate card" in one.text for one in opened) == 5


@pytest.mark.django_db
def test_extra_work_is_listed_by_agreement_and_contact(client, osprey, mara, project, agreement):
    dana, sophie = (osprey.contacts.create(name=name) for name in ("Dana Whitlock", "Sophie Lang"))
    line, item = make_line(agreement, "3"), make_item(project, "Newport")
    requests = [
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("A", dana.pk), now=MONDAY),
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("B", sophie.pk), now=MONDAY),
    ]
    requests[0].item = item
    requests[1].line = line
    for one in requests:
        one.save()
    give(mara, project, 10_000, item_id=item.pk)
    give(mara, project, 20_000, line_id=line.pk)
    make_entry(by=mara, project=project)
    make_entry(by=mara, project=project, line_id=line.pk)

    token = make_token(by=acting(mara), name="Reader", scopes=["read", "money"], days=30, now=timezone.now())
    headers = {"Authorization": f"Bearer {token.secret}"}
    month = WORK_DAY.strftime("%Y%m")
    found = client.get(f"/api/v1/extra-work?month={month}", headers=headers).json()["items"]
    assert [(one["contact_id"], one["kind"], one["seconds"], one["standard"]) for one in found] == [
        (None, "not_quoted", 3_600, 0), (dana.pk, "at_no_charge", 7_200, 10_000),
        (sophie.pk, "at_no_charge", 7_200, 20_000),
    ]  # fmt: skip
    client.force_login(mara)
    page = client.get(reverse("scope:extra_work"), {"month": month}).content.decode()
    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
    [of_dana] = [row for row in rows if "Dana Whitlock" in row]
    assert "At no charge" in of_dana
    assert "100.00" in of_dana
    assert sum("Not quoted" in row for row in rows) == 1
    assert "that no client pays for, worth €300.00." in page

    def listed(query: str) -> list[str]:
        lines = client.get(f"{reverse('scope:extra_work')}?month={month}&{query}").context["lines"]
        return [line.row.contact.name if line.row.contact else "" for line in lines]

    assert listed("sort=-value") == ["Sophie Lang", "Dana Whitlock", ""]
    assert listed("sort=time") == ["", "Dana Whitlock", "Sophie Lang"]
    assert listed("view=at_no_charge&sort=value") == ["Dana Whitlock", "Sophie Lang"]
    assert listed("find=sophie") == ["Sophie Lang"]
    _every_figure_leads_to_the_entries_it_counts(client, month)
    file = client.get(reverse("scope:extra_work"), {"month": month, "export": "csv"})
    assert "Dana Whitlock,At no charge,2,100.00,EUR" in b"".join(file.streaming_content).decode()
    lead_on = [row for row in rows if f"/accounts/{osprey.pk}/at-no-charge/{month}/send/" in row]
    assert [("Not quoted" in row) for row in lead_on] == [False, False], "a statement is of what was at no charge"
    budgets = client.get(f"/api/v1/accounts/{osprey.pk}/at-no-charge", headers=headers).json()["items"]
    assert [(one["budget"], one["used"], one["left"]) for one in budgets] == [(240_000, 30_000, 210_000)]


@pytest.mark.django_db
def test_each_figure_of_the_card_opens_the_entries_it_counts(client, mara, osprey, project):
    give(mara, project, 25_000)
    unrated = make_entry(by=mara, project=project, hours="3:00", courtesy=True)
    Entry.objects.filter(pk=unrated.pk).update(standard=None, value_currency="")
    client.force_login(mara)

    page = client.get(reverse("scope:requests")).text
    card = page.partition('id="at-no-charge-h"')[2].partition("</tbody>")[0]
    links = re.findall(r'<a href="([^"]*figure=[^"]*)">(.*?)</a>', card.replace("&amp;", "&"))

    assert list(shut_figures(page)) == []
    texts = [re.sub("<[^>]*>", "", words).replace("\xa0", " ") for _url, words in links]
    assert texts == ["€250.00", "and 3 h without a rate"]
    assert [client.get(url).context["totals"].seconds / 3600 for url, _words in links] == [2, 3]


def _left_cell(client, number=0):
    page = client.get(reverse("scope:requests")).text
    card = page.partition('id="at-no-charge-h"')[2].partition("</section>")[0]
    return card.split('<td class="num" data-figure>')[2 * number + 2].replace("&amp;", "&").partition("</details>")[0]


@pytest.mark.django_db
def test_what_is_left_opens_each_budget_and_the_entries_that_used_it(client, mara, osprey, project, agreement):
    retainer = make_agreement(osprey, "retainer", title="Care", kind="retainer", fee=1_000_000, overage_rate=90)
    care = make_project(osprey, name="Care", manager=mara, agreement=retainer)
    give(mara, project, 114_000)
    give(mara, project, 60_000, on=date(2026, 10, 5))
    give(mara, project, 90_000, on=date(2026, 9, 30))
    give(mara, care, 30_000)
    Entry.objects.filter(pk=make_entry(by=mara, project=project, courtesy=True).pk).update(standard=None)
    make_agreement(osprey, "fixed", title="In dollars", fee=9_000_000, currency="USD")
    client.force_login(mara)

    cell = _left_cell(client)

    rows = re.findall(r"<tr>(.*?)</tr>", cell, re.S)
    words = [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in rows]
    assert words == [
        f"{agreement} Budget 1 Oct – 31 Dec € 2,400", "Used − € 1,740", f"{retainer} Budget 1–30 Nov € 200.00",
        "Used − € 300.00", "Left € 660.00",
    ]  # fmt: skip
    assert "Where more than the budget is used, 0 is left." in cell
    assert "Each budget is the larger of 2% of the fee and 2 hours at the hourly rate." in cell
    opened = [client.get(url).context["totals"].standard[0].minor for url in re.findall(r'href="([^"]*)"', cell)]
    assert opened == [174_000, 30_000]
