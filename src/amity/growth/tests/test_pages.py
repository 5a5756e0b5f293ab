"""Pages of growth: the board by key, growth that is closed, and a request that becomes an opportunity."""

import re
from datetime import date

import pytest
import time_machine

from amity.accounts.models import Contact
from amity.advice.places import buttons as advice_buttons
from amity.advice.tests.making import make_goal, make_recommendation
from amity.decisions.places import buttons as decision_buttons
from amity.growth import jumps, rules
from amity.growth.models import Opportunity
from amity.growth.tests.making import make_opportunity
from amity.growth.tests.test_commands import make_health
from amity.growth.tests.test_renewals import make_retainer
from amity.health import rules as health
from amity.insights.places import story_buttons
from amity.insights.tests.making import make_matches, make_source
from amity.people import rules as roles
from amity.scope.models import Request
from tests.builders import MONDAY, acting, make_account, make_agency, make_person, make_project

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture(autouse=True)
def monday():
    make_agency()
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def osprey(mara):
    return make_account("Osprey Rail", manager=mara)


@pytest.fixture
def page(client, mara):
    client.force_login(mara)
    return lambda address: client.get(address).content.decode()


def test_every_card_of_the_board_moves_by_the_number_of_a_stage(client, page, mara, osprey):
    one = make_opportunity(osprey, mara, stage=rules.QUALIFIED)
    shown = page("/growth/pipeline/")
    assert [key for key in "1234wl" if f'data-row-key="{key}"' in shown] == list("134wl")
    client.post(f"/growth/opportunities/{one.pk}/move/", {"stage": "agreeing", "version": "1", "on_board": "1"})

    one.refresh_from_db()
    assert one.stage == rules.AGREEING


def test_the_board_offers_moves_only_to_those_who_can_change_a_card(client, mara, osprey):
    one = make_opportunity(osprey, mara)
    moves, keys = re.compile(rf"/growth/opportunities/{one.pk}/(?:move|win|lose)/"), "Keys: j and k"
    for reader, may in ((mara, True), (make_person("Clara", roles.LEGAL), False)):
        client.force_login(reader)
        shown = client.get("/growth/pipeline/?whose=all").content.decode()

        assert one.title in shown
        assert (bool(moves.search(shown)), keys in shown) == (may, may)


def test_the_board_has_sums_in_the_agencys_currency_and_names_what_it_left_out(page, mara, osprey):
    make_opportunity(osprey, mara, stage=rules.PROPOSED, value=1_000_000)
    make_opportunity(osprey, mara, stage=rules.PROPOSED, value=500_000, probability=10)
    make_opportunity(make_account("Quillon", manager=mara, currency="GBP"), mara, currency="GBP")
    shown = page("/growth/pipeline/")

    assert "Open opportunities: €5,500 weighted by probability" in shown
    assert "Amounts in GBP aren’t in the sums" in shown


def test_the_sum_and_the_count_of_a_stage_lead_to_its_opportunities(client, page, mara, osprey):
    make_opportunity(osprey, mara, "Audit", stage=rules.PROPOSED, value=1_000_000)
    make_opportunity(osprey, mara, "Redesign", stage=rules.QUALIFIED)
    lane = page("/growth/pipeline/?whose=mine").partition(f'id="{rules.PROPOSED}"')[2].partition("</header>")[0]
    leads = [one.replace("&amp;", "&") for one in re.findall(r'<a class="is-number" href="([^"]+)"', lane)]

    assert leads == [f"/growth/opportunities/?view={rules.PROPOSED}&whose=mine"] * 2
    listed = client.get(leads[0])
    assert (listed.context["count"], "Audit" in listed.text, "Redesign" in listed.text) == (1, True, False)


def test_the_board_of_everyone_is_everyone_s(page):
    switch = page("/growth/pipeline/?whose=mine").partition('<nav class="seg"')[2].partition("</nav>")[0]
    everyone = re.findall(r'<a href="([^"]+)"', switch)[-1]

    assert f'<a href="{everyone}" aria-current="true">' in page(f"/growth/pipeline/{everyone}")


def test_the_plan_offers_nothing_while_growth_is_closed_and_offers_again_after_recovery(page, mara, osprey):
    make_opportunity(osprey, mara, "Audit of the app")
    make_health(osprey, health.UNWELL)
    shut = page(f"/accounts/{osprey.pk}/growth/")
    make_health(osprey, health.WELL)
    offered = page(f"/accounts/{osprey.pk}/growth/")

    new = f"/accounts/{osprey.pk}/opportunities/new/"
    assert "Growth is closed until that is resolved." in shut
    assert "Audit of the app" in shut
    assert new not in shut
    assert "Growth is closed" not in offered
    assert new in offered


def test_the_line_on_the_plan_names_only_what_there_is(page, mara, osprey):
    address = f"/accounts/{osprey.pk}/growth/"
    lines = [page(address)]
    make_opportunity(osprey, mara, "Audit of the app")
    lines.append(page(address))
    make_retainer(osprey)
    lines.append(page(address))
    Opportunity.objects.all().delete()
    lines.append(page(address))

    said = [one.partition('data-summary="')[2].partition('"')[0] for one in lines]
    assert said == ["None yet", "1 open", "1 open, 1 to renew", "1 to renew"]


def test_an_opportunity_of_an_unwell_account_says_so(page, mara, osprey):
    one = make_opportunity(osprey, mara)
    make_health(osprey, health.UNWELL)

    assert "Growth is closed until that is resolved." in page(f"/growth/opportunities/{one.pk}/")


def test_a_request_becomes_an_opportunity_with_its_words_and_contact(client, page, osprey):
    helen = Contact.objects.create(account=osprey, name="Helen Ward")
    request = Request.objects.create(
        account=osprey, contact=helen, words="An audit of the app, please", asked_on=TODAY, added_at=MONDAY,
        state="assessed", wanted_on=date(2027, 1, 11),
    )  # fmt: skip
    address = f"/accounts/{osprey.pk}/opportunities/new/?from=scope.request%3A{request.pk}"
    assert address in page(f"/requests/{request.pk}/")
    form = client.get(address).context["form"]
    assert (form["client_words"].value(), form["contact_id"].value()) == (request.words, helen.pk)
    sent = {name: form[name].value() or "" for name in form.fields}
    client.post(address, sent | {"value": "9000", "starts_on": "2027-01-11"})

    made = Opportunity.objects.get()
    assert (made.source, made.value, made.contact_id, made.origin_id) == ("request", 900_000, helen.pk, request.pk)
    assert made.title in page(f"/requests/{request.pk}/")
    make_health(osprey, health.UNWELL)
    made.delete()
    assert "Growth is closed" in page(f"/requests/{request.pk}/")
    assert address not in page(f"/requests/{request.pk}/")


def test_a_story_becomes_an_opportunity_and_is_credited_with_it(client, page, osprey):
    (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
    address = f"/accounts/{osprey.pk}/opportunities/new/?from=insights.match:{match.pk}"
    assert address in page(f"/insights/?at={match.pk}")
    form = client.get(address).context["form"]
    client.post(address, {name: form[name].value() or "" for name in form.fields})

    made = Opportunity.objects.get()
    assert (made.title, made.source, made.origin_id) == ("Westline sells in two languages", "insight", match.pk)
    found = page(f"/insights/?at={match.pk}")
    assert "Led to" in found
    assert f"/growth/opportunities/{made.pk}/" in found


def test_an_accepted_recommendation_becomes_an_opportunity_for_its_goal(client, page, mara, osprey):
    goal = make_goal(osprey, "Sell in the app")
    row = make_recommendation(mara, osprey, goal, title="Ask for less", state="accepted", answered_at=MONDAY)
    address = f"/accounts/{osprey.pk}/opportunities/new/?from=advice.recommendation:{row.pk}"
    assert address in page(f"/recommendations/{row.pk}/")
    form = client.get(address).context["form"]
    client.post(address, {name: form[name].value() or "" for name in form.fields})

    made = Opportunity.objects.get()
    assert (made.title, made.source, made.goal, made.origin_id) == ("Ask for less", "recommendation", goal, row.pk)


def test_only_those_who_can_record_an_opportunity_are_led_to_its_form(client, mara, piet, osprey):
    make_project(osprey, manager=piet)
    row = make_recommendation(
        mara, osprey, make_goal(osprey, "Sell in the app"), state="accepted", answered_at=MONDAY
    )  # fmt: skip
    shown = [jumps.may_make_of(acting(person), row) for person in (mara, piet)]

    assert shown == [True, False]
    for slot in (story_buttons, decision_buttons, advice_buttons):
        keys = [{one.key for one in slot.seen_by(acting(person), row)} for person in (mara, piet)]
        assert ["opportunity" in some for some in keys] == [True, False]


def test_the_list_marks_a_late_step_and_has_tabs_for_late_and_for_no_step(page, mara, osprey):
    late = date(2026, 10, 28)
    make_opportunity(osprey, mara, "Late one", next_step="Call", next_on=late, probability=50)
    make_opportunity(osprey, mara, "Lost one", next_step="Call", next_on=late, stage=rules.LOST, closed_on=TODAY)
    make_opportunity(osprey, mara, "Due one", next_step="Call", next_on=TODAY)
    make_opportunity(osprey, None, "Idle one")
    address = "/growth/opportunities/"

    assert page(address).count("is-unwell") == 1
    assert listed(page(f"{address}?view=late")) == ["Late one"]
    assert listed(page(f"{address}?view=no_step")) == ["Idle one"]
    assert page(f"{address}?closed=on").count("is-unwell") == 1


def test_the_list_is_below_growth_and_writes_shares_as_the_pipeline_does(page, mara, osprey):
    make_opportunity(osprey, None, probability=50)
    shown = page("/growth/opportunities/")

    assert "50.0" not in shown
    assert 'href="/growth/">Growth</a>' in shown
    assert "My accounts, and mine" in shown
    assert "My accounts, and mine" in page("/growth/pipeline/")


def listed(shown):
    """Return the titles in a list."""
    return [title for title in ("Late one", "Lost one", "Due one", "Idle one") if title in shown]
