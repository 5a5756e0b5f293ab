"""The pages of health: of one account with its reasons, of all accounts, and the weights with a preview."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.expectations.models import Conflict, Expectation
from amity.health.account import queries
from amity.health.models import AccountHealth, HealthNumbers
from amity.health.rules import AGES, INPUTS, POINTS, WEIGHTS
from amity.health.snapshots.commands import take_snapshots
from amity.health.tests.making import make_days
from amity.health.weights.forms import as_text, parsed
from amity.people import rules as roles
from amity.shared.permission import MoneyRight
from tests.builders import MONDAY, make_account, make_cost_rate, make_entry, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def page(client, person, name, *ids):
    client.force_login(person)
    return client.get(reverse(f"health:{name}", args=ids)).content.decode()


def main_of(text):
    return text[text.index("<main") : text.index("</main")]


def test_the_page_shows_each_input_with_its_weight_and_score(client, mara, osprey, helen, answered):
    text = main_of(page(client, mara, "account", osprey.pk))

    assert "Osprey Rail is well: health 85" in text
    assert "3 of 3 covered, sponsor 10 days ago" in text
    assert "No invoices in Amity yet" in text
    assert "5 of 10" in text


def test_the_lowest_input_is_named_with_its_value(client, mara, osprey, helen, answered):
    assert "Lowest input: Client feedback, 5 of 10." in main_of(page(client, mara, "account", osprey.pk))


def test_a_reader_who_cannot_read_the_feedback_sees_no_score_but_the_total(client, mara, fina, osprey, helen, answered):
    text = main_of(page(client, fina, "account", osprey.pk))

    assert "5 of 10" not in text
    assert "Known, but not shown to you" in text
    assert ">85<" in text
    assert 'fw-lbl">100<' not in text
    assert 'fw-lbl">100<' in main_of(page(client, mara, "account", osprey.pk))


def test_a_margin_is_hidden_below_its_right(client, osprey, helen, mara, site, tim, fina):
    make_cost_rate("60", valid_from=date(2020, 1, 1))
    make_entry(by=tim, project=site, on=date(2026, 10, 5), hours="10:00")
    assert "of 50% target" in main_of(page(client, mara, "account", osprey.pk))
    mara.own_money_right = MoneyRight.FEE
    mara.save()

    assert "40%" not in main_of(page(client, mara, "account", osprey.pk))


def test_without_enough_there_is_no_number_and_the_easiest_input_is_named(client, mara, osprey):
    text = main_of(page(client, mara, "account", osprey.pk))

    assert "Not enough is known to give Osprey Rail a number" in text
    assert "Ask a contact for their feedback" in text


def test_a_conflict_names_its_cap_its_steps_and_its_effect_on_growth(client, mara, osprey, helen, answered):
    Conflict.objects.create(
        expectation=Expectation.objects.get(), account=osprey, believed="Welsh", agreed="English", found_at=MONDAY,
        found_by="Mara",
    )  # fmt: skip
    text = main_of(page(client, mara, "account", osprey.pk))

    assert "A severe conflict keeps Osprey Rail at 59" in text
    assert "It lifts the cap from 59 to 74." in text
    assert "closed until its health is 60 or more" in text
    assert reverse("expectations:expectation", args=[Expectation.objects.get().pk]) in text


def test_a_cap_above_the_score_is_neutral_and_says_that_it_lowers_nothing(
    client, mara, osprey, helen, answered, monkeypatch
):
    monkeypatch.setattr(queries, "caps_of", lambda facts: {"no_plan", "planned"})
    text = main_of(page(client, mara, "account", osprey.pk))
    lowering, neutral = (one.partition("</li>")[0] for one in text.partition('class="caps')[2].split("<li")[1:3])

    assert 'class="on"' in lowering
    assert "59" in lowering
    assert 'class="on"' not in neutral
    assert "74" in neutral
    assert [one.count("doesn’t lower the score") for one in (lowering, neutral)] == [0, 1]


def test_the_history_is_drawn_with_its_numbers_as_a_table(client, mara, osprey, helen, answered):
    make_days(osprey, {MONDAY.date() - timedelta(days=days): 70 + days for days in (3, 2, 1)})
    text = main_of(page(client, mara, "account", osprey.pk))

    assert "Last 90 days" in text
    assert ">73<" in text


def test_a_team_member_cannot_open_it(client, tim, osprey, site):
    client.force_login(tim)

    assert client.get(reverse("health:account", args=[osprey.pk])).status_code == 403


class TestList:
    """The list of accounts, and the page of all of them."""

    @pytest.fixture(autouse=True)
    def stored(self, osprey, helen, answered):
        take_snapshots(MONDAY)

    def listed(self, client, person, query=""):
        client.force_login(person)
        return main_of(client.get(reverse("accounts:accounts") + query).content.decode())

    def test_it_shows_health_with_its_confidence(self, client, mara):
        text = self.listed(client, mara)

        assert "85" in text
        assert "Well, 50% known" in text

    def test_the_lowest_health_comes_first(self, client, mara, osprey):
        make_account("Orla Ferries", manager=mara)
        make_account("Zebra", manager=mara)
        take_snapshots(MONDAY)
        AccountHealth.objects.filter(account__name="Zebra").update(score=41, band="unwell")

        text = self.listed(client, mara)
        assert text.index("Zebra") < text.index("Osprey Rail") < text.index("Orla Ferries")
        unwell = self.listed(client, mara, "?view=unwell")
        assert "Zebra" in unwell
        assert "Osprey Rail" not in unwell

    def test_an_old_snapshot_says_how_old_it_is(self, client, mara):
        assert "as of" not in self.listed(client, mara)
        AccountHealth.objects.update(at=MONDAY - timedelta(days=3))

        assert "as of 20 Nov" in self.listed(client, mara)

    def test_a_team_member_sees_no_health(self, client, mara, tim, site):
        number = "<span>85</span>"
        assert number in self.listed(client, mara)
        assert number not in self.listed(client, tim)

    def test_all_accounts_name_the_movers_of_the_week(self, client, mara, osprey):
        make_days(osprey, {MONDAY.date() - timedelta(days=7): 90})
        text = main_of(page(client, mara, "portfolio"))

        assert "No account is unwell" in text
        assert "90 → 85" in text

    def test_only_the_first_accounts_without_a_number_are_named_beside_the_table(self, client, mara):
        for number in range(14):
            make_account(f"Ferries {number:02}", manager=mara)
        take_snapshots(MONDAY)

        beside = main_of(page(client, mara, "portfolio")).partition("Movers of the week")[2]

        assert "Ferries 11" in beside
        assert "Ferries 12" not in beside
        assert "2 others" in beside

    def test_all_accounts_sort_by_every_number_show_tabs_by_band_and_export(self, client, mara, osprey):
        given = (("Ash", 41, 90), ("Birch", 95, 60))
        made = [make_account(name, manager=mara) for name, _score, _confidence in given]
        take_snapshots(MONDAY)
        for account, (_name, score, confidence) in zip(made, given, strict=True):
            band = "unwell" if score < 50 else "well"
            AccountHealth.objects.filter(account=account).update(
                score=score, band=band, confidence=confidence, trend=[score - 5, score]
            )
        client.force_login(mara)

        def shown(query=""):
            return [line.row.health.name for line in client.get(f"/accounts/health/?{query}").context["lines"]]

        assert shown() == ["Ash", "Osprey Rail", "Birch"]
        assert shown("sort=-score") == ["Birch", "Osprey Rail", "Ash"]
        assert shown("sort=-confidence") == ["Ash", "Birch", "Osprey Rail"]
        assert shown("view=unwell") == ["Ash"]
        assert shown("find=bir") == ["Birch"]
        rows = b"".join(client.get("/accounts/health/?export=csv").streaming_content).decode().splitlines()
        assert rows[1].startswith("Ash,41,Unwell,5,")

    def test_margin_and_fees_are_columns_for_those_who_may_see_them(self, client, mara):
        def columns(right):
            mara.own_money_right = right
            mara.save()
            client.force_login(mara)
            return {head.column.key for head in client.get("/accounts/health/").context["headings"]}

        assert {"margin", "net_fees"} <= columns(MoneyRight.COST)
        assert columns(MoneyRight.HOURS).isdisjoint({"margin", "net_fees"})

    def test_a_manager_of_other_accounts_sees_only_theirs(self, client):
        other = make_person("Nils", roles.ACCOUNT_MANAGER)
        text = main_of(page(client, other, "portfolio"))

        assert "Osprey Rail" not in text
        assert "No health yet" in text


class TestNumbers:
    """The weights, age limits and break points."""

    @pytest.fixture(autouse=True)
    def stored(self, osprey, helen, answered):
        take_snapshots(MONDAY)

    def data(self, **more):
        found = {"version": "0", "nonce": uuid.uuid4().hex}
        for key in INPUTS:
            found |= {f"weight_{key}": str(WEIGHTS[key]), f"age_{key}": str(AGES[key])}
            found |= {f"points_{key}": as_text(POINTS[key])}
        return found | more

    def sent(self, client, person, **more):
        client.force_login(person)
        client.get(reverse("health:numbers"))
        return client.post(reverse("health:numbers"), self.data(**more))

    def test_a_preview_names_what_would_change_and_saves_nothing(self, client, ada, osprey):
        answer = self.sent(client, ada, again="1", points_feedback="0:0, 10:20", points_contacts="0:70, 100:0")

        text = main_of(answer.content.decode())
        assert "Osprey Rail" in text
        assert not HealthNumbers.objects.exists()
        assert AccountHealth.objects.get().score == 85

    def test_saving_calculates_the_newest_health_again(self, client, fina):
        answer = self.sent(client, fina, points_feedback="0:0, 10:20")

        assert answer.status_code == 302
        assert AccountHealth.objects.get().score == 73
        assert HealthNumbers.objects.get().points["feedback"] == [[0, 0], [10, 20]]

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"weight_goals": "6"}, "They add up to 101."),
            ({"points_goals": "5:1"}, "Enter at least two break points"),
            ({"points_goals": "5:1, 5:2"}, "Enter at least two break points"),
            ({"points_goals": "0:1, 5:200"}, "A score must be from 0 to 100."),
            ({"points_goals": "much"}, "Enter pairs of measure and score"),
            ({"age_goals": "0"}, "Enter an age limit of 1 to 730 days."),
        ],
    )
    def test_wrong_numbers_are_refused_with_the_reason(self, client, fina, more, words):
        for again in ({}, {"again": "1"}):
            answer = self.sent(client, fina, **more, **again)
            assert answer.status_code == 422
            assert words in answer.content.decode()
        assert not HealthNumbers.objects.exists()

    def test_break_points_are_read_as_they_are_written(self):
        for key in INPUTS:
            assert parsed(as_text(POINTS[key])) == POINTS[key]
        assert parsed("−30:60, 0:100") == ((-30, 60), (0, 100))

    def test_an_account_manager_cannot_open_them(self, client, mara):
        client.force_login(mara)
        assert client.get(reverse("health:numbers")).status_code == 403
