"""The map shows openings of healthy accounts with their reasons, and suggests nothing while growth is closed."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.conversations.models import Note, NotePerson
from amity.expectations import commands as expectations
from amity.expectations.changes import ExpectationFields
from amity.expectations.conflicts import commands as conflicts
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.health.snapshots.commands import take_snapshots
from amity.people import rules as roles
from amity.portal.pulse.models import Pulse
from amity.services import places
from amity.services.cells.rules import COMPETITOR, IN_HOUSE, NO_ONE, NOT_RELEVANT, UNKNOWN, Penetration
from amity.services.map.queries import services_map
from amity.services.models import Cell
from amity.services.tests.making import deliver, make_service, record, set_health
from amity.services.whitespace import wording
from amity.strategy.changes import GoalFields
from amity.strategy.goals.commands import set_goal
from amity.ui.slots import Entry, Slot
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()
EMAIL = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def brand(db):
    return make_service("Brand", "Brand and content")


@pytest.fixture
def web(db):
    return make_service("Web", "Digital", helps_with="tickets, bookings")


@pytest.fixture
def film(db):
    return make_service("Film", "Brand and content")


@pytest.fixture
def crowd(mara, brand, web, film):
    """Let five other clients buy brand, four of them web too, and one film."""
    others = [make_account(f"Client {number}", manager=mara) for number in range(5)]
    for account in others:
        deliver(mara, account, brand)
    for account in others[:4]:
        deliver(mara, account, web)
    deliver(mara, others[0], film)
    return others


def talked_to(account, person):
    """Return a contact who spoke with us ten days ago, and answered that we do well."""
    held = ["sponsor", "decision_maker", "day_to_day"]
    helen = Contact.objects.create(account=account, name="Helen Marsh", roles=held, cadence_days=30)
    day = MONDAY - timedelta(days=10)
    note = Note.objects.create(
        account=account, author=person, kind="call", title="Call", held_at=day, added_at=MONDAY, changed_at=MONDAY
    )
    NotePerson.objects.create(note=note, contact=helen)
    Pulse.objects.create(account=account, contact=helen, quarter=20264, work="well", sent_at=day)
    return helen


def row_of(by, account):
    return next(row for row in services_map(acting(by), TODAY).rows if row.account == account)


def named(row):
    return [one.service.name for one in row.suggestions]


def reasons_of(row, service):
    names = {one.service.pk: one.service.name for one in row.cells}
    return wording.reasons(next(one for one in row.suggestions if one.service == service), names)


def test_white_space_is_ranked_by_what_similar_clients_buy_and_says_why(mara, osprey, brand, web, film, crowd):
    deliver(mara, osprey, brand)
    record(mara, osprey, web, NO_ONE)

    row = row_of(mara, osprey)
    assert named(row) == ["Web", "Film"]
    assert reasons_of(row, web) == [
        "What they buy tells us no more than the average client.", "4 of 5 other clients buy it.",
    ]  # fmt: skip
    assert wording.who_does_it(row.suggestions[0]) == "No one does it today."


def test_similar_clients_are_counted_where_they_say_more_than_the_average(mara, osprey, brand, web, film, crowd):
    for number in range(5):
        deliver(mara, make_account(f"Film client {number}", manager=mara), film)
    deliver(mara, osprey, brand)

    assert reasons_of(row_of(mara, osprey), web) == ["4 of 5 other clients who buy Brand from us also buy this."]


def test_a_service_that_fits_a_goal_says_so(mara, osprey, brand, web, crowd):
    deliver(mara, osprey, brand)
    fields = GoalFields("Sell half of all tickets in the app")
    set_goal(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    record(mara, osprey, web, NO_ONE)

    row = row_of(mara, osprey)
    assert reasons_of(row, web)[0] == "Fits their goal “Sell half of all tickets in the app”."
    assert [one.service.name for one in row.openings] == ["Web"]


def test_a_goal_that_someone_chose_comes_before_one_found_by_its_words(mara, osprey, brand, film, crowd):
    fields = GoalFields("Be known in every town")
    goal = set_goal(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    record(mara, osprey, film, NO_ONE, goal_id=goal.pk)

    assert reasons_of(row_of(mara, osprey), film)[0] == "Fits their goal “Be known in every town”."


def test_what_isnt_relevant_isnt_suggested_and_doesnt_count(mara, osprey, brand, web, film):
    deliver(mara, osprey, brand)
    record(mara, osprey, film, NOT_RELEVANT, reason="No cinema")
    row = row_of(mara, osprey)

    assert named(row) == ["Web"]
    assert row.penetration == Penetration(bought=1, relevant=2, unknown=1)
    assert [(name, known.bought, known.relevant) for name, known, _cells in row.families] == [
        ("Brand and content", 1, 1), ("Digital", 0, 1),
    ]  # fmt: skip


def test_growth_of_an_unwell_account_suggests_nothing_and_says_why(mara, osprey, brand, web, client):
    deliver(mara, osprey, brand)
    set_health(osprey, 49)
    row = row_of(mara, osprey)

    assert (named(row), row.closed.score) == ([], 49)
    client.force_login(mara, backend=EMAIL)
    page = client.get(reverse("services:account", args=[osprey.pk])).content.decode()
    assert "Osprey Rail has a health of 49, so nothing is suggested until it is 60 or more." in page
    assert "Not relevant…" not in page
    assert "Closed until health is 60" in client.get(reverse("services:map")).content.decode()
    set_health(osprey, 71)
    assert named(row_of(mara, osprey)) == ["Web"]
    assert "Not relevant…" in client.get(reverse("services:account", args=[osprey.pk])).content.decode()


def test_an_unknown_account_is_closed_only_with_an_open_issue(mara, osprey, web):
    set_health(osprey, None)
    assert named(row_of(mara, osprey)) == ["Web"]
    set_health(osprey, None, has_open_issue=True)
    row = row_of(mara, osprey)

    assert named(row) == []
    assert wording.closed(osprey.name, row.closed) == (
        "Osprey Rail has an open issue and its health is unknown, so nothing is suggested."
    )


def test_a_conflict_closes_growth_and_its_end_opens_it_again(mara, osprey, web):
    helen = talked_to(osprey, mara)
    said = ExpectationFields("The app comes in Welsh", "scope", evidence=Evidence(helen.pk, date(2026, 11, 20), "call"))
    welsh = expectations.record_expectation(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)
    take_snapshots(MONDAY)
    assert named(row_of(mara, osprey)) == ["Web"]
    one = conflicts.find_conflict(
        by=acting(mara), expectation_id=welsh.pk, version=welsh.version, now=MONDAY,
        fields=ConflictFields("English only", (OptionFields("decline", -4, 3), OptionFields("absorb", 3, -4))),
    )  # fmt: skip
    assert named(row_of(mara, osprey)) == []
    answer = ConflictAnswerFields("absorb", "They need it", speak_by=date(2026, 11, 27))
    answered = conflicts.answer_conflict(
        by=acting(mara), conflict_id=one.pk, version=one.version, fields=answer, now=MONDAY
    )
    conflicts.close_conflict(
        by=acting(mara), conflict_id=one.pk, version=answered.version, outcome="Welsh at no charge", now=MONDAY
    )

    assert named(row_of(mara, osprey)) == ["Web"]


def test_the_map_lists_openings_and_what_to_find_out(mara, osprey, brand, web, film, crowd, client):
    deliver(mara, osprey, brand)
    record(mara, osprey, web, COMPETITOR, competitor="Northword")
    set_goal(by=acting(mara), account_id=osprey.pk, fields=GoalFields("More bookings"), now=MONDAY)
    client.force_login(mara, backend=EMAIL)
    page = client.get(reverse("services:map")).content.decode()

    assert "1 opening for our services" in page
    assert "We deliver 11 of 18 relevant services." in page
    assert "Northword does it today." in page
    assert "Client 1: who does Film?" in page


def test_others_see_their_own_accounts_only_and_no_names_of_other_clients(mara, osprey, brand, web, crowd):
    nora = make_person("Nora", roles.ACCOUNT_MANAGER)
    deliver(mara, osprey, brand)
    other = make_account("Larkfield", manager=nora)
    deliver(nora, other, brand)

    rows = services_map(acting(nora), TODAY).rows
    assert [row.account.name for row in rows] == ["Larkfield"]
    told = " ".join(reasons_of(rows[0], web))
    assert "of 6 other clients" in told
    assert "Osprey" not in told


def test_what_can_be_started_from_a_suggestion_gets_its_account_and_service(
    mara, osprey, brand, web, crowd, client, monkeypatch
):  # fmt: skip
    monkeypatch.setattr(places, "starts", Slot("starts"))
    places.starts.register(Entry(key="opportunity", order=10, label="Create opportunity", url="services:map"))
    record(mara, osprey, web, NO_ONE)
    client.force_login(mara, backend=EMAIL)
    page = client.get(reverse("services:account", args=[osprey.pk])).content.decode()

    assert f"?account={osprey.pk}&amp;service={web.pk}&amp;source=map" in page


def test_dismissing_takes_one_click_with_a_reason_and_leads_back(mara, osprey, web, client):
    client.force_login(mara, backend=EMAIL)
    address = reverse("services:dismiss_service", args=[osprey.pk, web.pk])
    answer = client.post(address, {"reason": "declined", "back": "/growth/"}, follow=True)

    assert answer.redirect_chain == [("/growth/", 302)]
    assert "Web marked as not relevant for Osprey Rail." in answer.content.decode()
    assert Cell.objects.get().reason == "They don’t want it"
    assert client.post(address, {"reason": "declined", "back": "//elsewhere.example"})["Location"].startswith(
        "/growth/"
    )
    assert client.post(address, {"reason": "other"}).status_code == 422


def test_the_form_keeps_the_spend_that_its_reader_doesnt_see(mara, osprey, web, client):
    record(mara, osprey, web, COMPETITOR, competitor="Northword", spend=4_000_000)
    mara.own_money_right = 0
    mara.save()
    client.force_login(mara, backend=EMAIL)
    address = reverse("services:record_service", args=[osprey.pk, web.pk])
    assert "40,000" not in client.get(address).content.decode()
    client.post(address, {"state": COMPETITOR, "competitor": "Westline", "version": "1", "nonce": "n" * 32})

    assert (Cell.objects.get().competitor, Cell.objects.get().spend) == ("Westline", 4_000_000)


def test_a_contradicted_entry_offers_both_ways_out(mara, osprey, film, client):
    record(mara, osprey, film, IN_HOUSE)
    Cell.objects.update(recorded_on=date(2026, 4, 3))
    deliver(mara, osprey, film)
    client.force_login(mara, backend=EMAIL)
    page = client.get(reverse("services:account", args=[osprey.pk])).content.decode()

    assert "Recorded as “In-house” on" in page
    assert "Use our records" in page
    assert "The entry is still right" in page
    assert row_of(mara, osprey).disputed[0].service == film


def test_the_file_has_each_cell_with_its_source(mara, osprey, brand, web, client):
    deliver(mara, osprey, brand)
    record(mara, osprey, web, COMPETITOR, competitor="=Northword", spend=4_000_000)
    client.force_login(mara, backend=EMAIL)
    text = client.get(reverse("services:map_file")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [(row["Service"], row["Who does it"], row["Hours, 12 months"]) for row in rows] == [
        ("Brand", "We deliver", "21"), ("Web", "Competitor", ""),
    ]  # fmt: skip
    assert (rows[1]["Competitor"], rows[1]["Spend a year"]) == ("'=Northword", "40000.00")


def test_unknown_cells_are_in_the_white_space_but_are_no_openings(mara, osprey, web):
    row = row_of(mara, osprey)

    assert [one.shown.cell.state for one in row.suggestions] == [UNKNOWN]
    assert row.openings == []


def test_the_map_sorts_all_accounts_by_health_and_by_what_is_delivered_and_hides_services(client, mara, crowd, film):
    set_health(crowd[3], 40)
    set_health(crowd[1], 90)
    client.force_login(mara, EMAIL)

    def shown(query):
        page = client.get(f"{reverse('services:map')}?{query}")
        return [row.account.name for row, *_rest in page.context["rows"]], page.text

    assert [shown(f"sort={way}health")[0][0] for way in ("", "-")] == ["Client 3", "Client 1"]
    assert [shown(f"sort={way}delivered")[0][0] for way in ("", "-")] == ["Client 4", "Client 0"]
    assert shown("")[1].count("data-cell") == 15
    assert shown(f"cols=account&cols=service{film.pk}")[1].count("data-cell") == 5
