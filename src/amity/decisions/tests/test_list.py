"""The list of decisions, and the limit in an account's currency."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from amity.agency.models import ExchangeRate
from amity.decisions import commands, queries
from amity.decisions.limits import lacks_rate, limit_of
from amity.decisions.models import Consultation, Decision
from amity.decisions.rules import Choice, OptionFields
from amity.decisions.tables import DecisionList
from amity.decisions.tests.making import GOOD, PLAIN, opened
from amity.shared.money import Money
from tests.builders import MONDAY, acting, make_account, make_agency, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
COSTS = OptionFields("Pay it", client_relationship=2, agency_relationship=2, client_money=-1, client_cost=900_000)


@pytest.fixture
def zurich(mara):
    make_agency()
    return make_account("Säntis Optik", manager=mara, currency="CHF")


def test_the_limit_is_converted_at_todays_rate(mara, zurich):
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2026, 1, 1), rate=Decimal("1.25"))
    ExchangeRate.objects.create(currency="CHF", valid_from=date(2027, 1, 1), rate=Decimal(2))
    cache.clear()
    decision = opened(mara, zurich, COSTS, PLAIN)
    whole = queries.whole_of(decision, MONDAY.date())

    assert limit_of(zurich) == Money(800_000, "CHF")
    assert not lacks_rate(zurich)
    assert whole.missing(whole.options[0]) == ["consult", "confirm"]


def test_without_a_rate_the_page_says_that_it_is_not_converted(client, mara, zurich):
    decision = opened(mara, zurich, COSTS, PLAIN)
    client.force_login(mara)
    page = client.get(f"/decisions/{decision.pk}/").content.decode()
    assert "Amity has no exchange rate for CHF, so the limit isn’t converted." in page
    assert limit_of(zurich) == Money(1_000_000, "CHF")


def test_the_list_has_the_decisions_one_sees_by_words_and_state(client, mara, osprey):
    make_agency()
    opened(mara, osprey, GOOD, PLAIN)
    zoe = make_person("Zoe", "account_manager")
    larkfield = make_account("Larkfield", manager=zoe)
    opened(zoe, larkfield, GOOD, PLAIN)
    client.force_login(mara)

    everything = client.get("/decisions/").content.decode()
    found = [
        client.get(f"/decisions/?{query}").content.decode() for query in ("find=welsh+osprey", "find=oat", "state=told")
    ]

    assert "Osprey Rail" in everything
    assert "Larkfield" not in everything
    assert ["Do we launch in Welsh too?" in page for page in found] == [True, False, False]
    rows = b"".join(client.get("/decisions/?export=csv").streaming_content).decode()
    assert "Do we launch in Welsh too?" in rows
    assert "Larkfield" not in rows


def test_the_list_opens_on_ones_own_open_decisions_late_ones_first(client, mara, osprey):
    make_agency()
    zoe, director = make_person("Zoe", "account_manager"), make_person("Dee", "account_director")
    larkfield = make_account("Larkfield", manager=zoe)
    for question, due in (("Later?", 30), ("Late?", 2), ("Undated?", None), ("Made?", 1)):
        decision = opened(mara, osprey, GOOD, PLAIN)
        on = due and MONDAY.date().replace(day=due)
        Decision.objects.filter(pk=decision.pk).update(question=question, due_on=on)
    choice = Choice(decision.options.order_by("pk")[0].pk, "Both win")
    commands.decide(by=acting(mara), decision_id=decision.pk, version=1, choice=choice, now=MONDAY)
    theirs = opened(zoe, larkfield, GOOD, PLAIN)
    Consultation.objects.create(
        decision=theirs, person=director, asked_by=zoe, due_on=MONDAY.date(), asked_at=MONDAY, role="director"
    )

    def shown(person, query=""):
        client.force_login(person)
        page = client.get(f"/decisions/?{query}")
        return [line.row.question for line in page.context["lines"]]

    assert shown(mara) == ["Late?", "Later?", "Undated?"]
    assert shown(mara, "sort=-due_on") == ["Later?", "Late?", "Undated?"]
    assert shown(mara, "view=late") == ["Late?"]
    assert "Made?" in shown(mara, "closed=on")
    assert shown(mara, "state=decided") == ["Made?"]
    assert shown(director) == [theirs.question], "what one is asked about is one's own"


def test_columns_of_the_outcome_are_shown_with_decided_ones_or_by_choice_and_are_in_every_file(client, mara, osprey):
    make_agency()
    opened(mara, osprey, GOOD, PLAIN)
    client.force_login(mara)

    def heads(query=""):
        return [head.column.key for head in client.get(f"/decisions/?{query}").context["headings"]]

    outcome = {"chosen", "decided_by", "decided_at", "outcome"}
    assert heads() == ["question", "state", "due_on", "review_on"]
    assert outcome <= {*heads("closed=on")}
    assert outcome <= {*heads("state=decided")}
    assert heads("cols=outcome") == ["question", "outcome"]
    assert {choice.column.key for choice in client.get("/decisions/").context["choices"]} >= outcome
    head = b"".join(client.get("/decisions/?export=csv").streaming_content).decode().splitlines()[0]
    assert head.count(",") == len(DecisionList.columns) - 1
