"""The page of a small job: errors at their fields, nothing lost, the price on the button, one press counts once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.choices import flatten_choices

from amity.accounts.models import Contact
from amity.briefs.models import Brief
from amity.briefs.tests.making import make_crafts
from amity.expectations.models import Expectation
from amity.facts.queries import facts_on
from amity.handoff.models import Handoff
from amity.people.models import Discipline
from amity.projects.models import Project
from amity.shared.refs import Ref
from tests.builders import make_agreement, make_person, make_project
from tests.rig import clock

TODAY = clock.chosen().date()
DUE = (TODAY + timedelta(days=10)).isoformat()
QUERIES = 37
NAMES = ("Gwen Pryce", "Siobhan Reid", "Tom Brandt", "Una Vale", "Vic Ward")


@pytest.fixture
def address(client, mara, osprey):
    """The address of the page, for Mara."""
    make_agreement(osprey)
    make_crafts()
    for name in NAMES:
        Contact.objects.create(account=osprey, name=name)
    client.force_login(mara)
    return f"/accounts/{osprey.pk}/small-job/"


@pytest.fixture
def values(osprey, address, piet):
    """What the page sends for 18 hours of design that cost 2,250, handed to Piet."""
    return {
        "nonce": uuid4().hex, "stated_by_id": str(Contact.objects.get(name="Siobhan Reid").pk), "stated_in": "call",
        "stated_on": TODAY.isoformat(), "client_words": "We want a page, by Friday.", "done_when": "Live",
        hours_of("Design"): "18", "wanted_on": DUE, "manager_id": str(piet.pk), "hands_over": "on",
        "must_not": "nothing", "promise": "A first look.", "promise_due_on": DUE, "shown_price": "225000",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("promise", "typed", "due_in_days", "summary"),
    [
        ("A first look on {words}.", "", 11, "Promise due by"),
        ("A first look on {words}.", DUE, 10, "Promise due by"),
        ("A first look.", "", None, "Promise: no date"),
    ],
)
def test_the_date_in_the_words_of_a_promise_is_its_due_date(
    client, address, values, promise, typed, due_in_days, summary
):
    later = TODAY + timedelta(days=11)
    values |= {"promise": promise.format(words=f"{later.day} {later:%B %Y}"), "promise_due_on": typed}

    assert summary in client.post(f"{address}live/", values).text
    assert client.post(address, values | {"start": "1"}).status_code == 302

    due = due_in_days and TODAY + timedelta(days=due_in_days)
    assert Expectation.objects.get().promised_until == due


def hours_of(name):
    """The field of a discipline's hours."""
    return f"hours_{Discipline.objects.get(name=name).pk}"


def errors(answer):
    """The first sentence at each field."""
    return {name: found[0] for name, found in answer.context["form"].errors.items()}


def test_one_press_starts_the_job_and_hands_it_over(client, address, values, piet):
    answer = client.post(address, values, follow=True)

    handoff = Handoff.objects.get()
    assert answer.redirect_chain == [(f"/projects/{handoff.project_id}/", 302)]
    assert (handoff.state, handoff.taker, str(handoff.project)) == ("offered", piet, "Page")
    page = answer.content.decode()
    assert "Job started and handed to Piet." in page
    assert page.count(f'href="/handoffs/{handoff.pk}/"') == 2, "only the next step and what blocks lead there"


def test_a_second_press_leads_to_the_same_job(client, address, values):
    first, second = client.post(address, values), client.post(address, values)

    assert first.url == second.url
    assert (Project.objects.count(), Handoff.objects.count()) == (1, 1)


def test_every_error_is_at_its_field_and_nothing_is_lost(client, address, values):
    wrong = values | {
        "stated_by_id": "", "done_when": "", hours_of("Design"): "", "wanted_on": TODAY.isoformat(), "promise": "",
        "client_words": "",
    }  # fmt: skip

    answer = client.post(address, wrong | {"title": "Page", "stated_in": "other", "stated_in_other": "at the fair"})

    assert answer.status_code == 422
    assert errors(answer) == {
        "stated_by_id": "Choose who asked for it.", "done_when": "Enter what “done” means.",
        "client_words": "Enter what they want.", hours_of("Design"): "Enter hours or a budget.",
        "wanted_on": "Enter a date after today.", "promise": "Enter what you promised, or “nothing”.",
    }  # fmt: skip
    page = answer.content.decode()
    assert 'value="at the fair"' in page
    assert page.count('class="error"') == 6
    assert not Brief.objects.exists()


def test_a_job_starts_only_at_the_price_on_its_button(client, address, values):
    unseen = client.post(address, values | {"shown_price": ""})

    assert unseen.status_code == 422
    assert unseen.context["form"].non_field_errors() == [
        "The price is €2,250. Press the button again to start at it."
    ]  # fmt: skip
    assert 'name="shown_price" value="225000"' in unseen.content.decode()
    assert "Start job at €2,250 and hand it to Piet" in unseen.content.decode()
    assert client.post(address, values | {"nonce": uuid4().hex}).status_code == 302


def test_hours_and_budget_that_differ_ask_which_is_the_price(client, address, values):
    differs = values | {"budget": "2500", "shown_price": ""}

    asked = client.post(address, differs)
    client.post(address, differs | {"nonce": uuid4().hex, "price": "budget", "shown_price": "250000"})

    assert [key for key, _label in asked.context["choices"]] == ["lines", "budget"]
    assert "price" in errors(asked)
    assert Brief.objects.values_list("agreement__fee", flat=True).get() == 250_000


def test_the_parts_that_follow_what_is_typed(client, address, values, mara):
    def live(**more):
        return client.post(f"{address}live/", values | more)

    page = live().content.decode()
    assert page.count('hx-swap-oob="innerHTML"') == 5
    for words in ("Start job at €2,250 and hand it to Piet", "× €125.00", "Siobhan Reid", "Design"):
        assert words in page
    assert "Margin 52.0" in page
    assert "Start job at €2,250</span>" in live(hands_over="").content.decode()
    assert "no hand-off is needed" in live(manager_id=str(mara.pk)).content.decode()
    assert live(**{hours_of("Design"): "x"}).context["price"] is None
    assert not Brief.objects.exists()


def test_the_likely_contacts_are_buttons_and_the_others_a_list(client, address, values):
    client.post(address, values)

    page = client.get(address)

    buttons = [choice.choice_label for choice in page.context["form"]["stated_by_id"].subwidgets]
    assert [str(label) for label in buttons] == ["Siobhan Reid", "Gwen Pryce", "Tom Brandt", "Someone else…"]
    una = str(Contact.objects.get(name="Una Vale").pk)
    other = values | {"nonce": uuid4().hex, "stated_by_id": "other", "stated_by_id_other": una}
    client.post(address, other)
    assert str(Brief.objects.latest("pk").stated_by) == "Una Vale"


def test_who_asked_is_the_likely_contact_until_someone_else_is_chosen(client, address, values, osprey):
    def chosen(query=""):
        field = client.get(address + query).context["form"]["stated_by_id"]
        found = field.value()
        ticked = [one.data["value"] for one in field.subwidgets if one.data["selected"]]
        assert ticked == ([str(found)] if found else [])
        return osprey.contacts.get(pk=found).name if found else ""

    tom, una, vic = (osprey.contacts.get(name=name) for name in NAMES[2:])
    assert chosen() == "", "nothing tells them apart"
    Contact.objects.filter(pk=una.pk).update(roles=["day_to_day"])
    assert chosen() == "Una Vale"
    client.post(address, values | {"stated_by_id": str(tom.pk), "start": "1"})
    assert chosen() == "Tom Brandt", "asked last"
    assert client.get(f"{address}?who={vic.pk}").context["form"]["stated_by_id"].value() == vic.pk

    Contact.objects.exclude(pk=vic.pk).update(is_active=False)
    page = client.get(address)
    sent = values | {"stated_by_id": page.context["form"]["stated_by_id"].value(), "nonce": uuid4().hex, "start": "1"}
    assert client.post(address, sent).status_code == 302
    assert Brief.objects.latest("pk").stated_by == vic


def test_only_people_who_can_run_it_are_offered_the_usual_one_first(client, address, osprey, mara, piet):
    make_person("Omar", "legal")
    runa = make_person("Runa", "project_manager")
    make_project(osprey, manager=piet)

    offered: Any = flatten_choices(client.get(address).context["form"].fields["manager_id"].choices)

    assert [int(pk) for pk, _name in offered if pk] == [piet.pk, mara.pk, runa.pk]


def test_an_address_fills_in_what_the_palette_knows(client, address):
    una = Contact.objects.get(name="Una Vale")

    page = client.get(f"{address}?want=A+page&hours=8+design+2+dev&who={una.pk}&due={DUE}").content.decode()

    for words in ("A page</textarea>", "Start job at €1,260", f'<option value="{una.pk}" selected>Una Vale'):
        assert words in page


def test_the_button_names_who_runs_the_retainer(client, address, values, osprey, mara):
    retainer = make_agreement(osprey, "retainer", title="Care", fee=720_000, starts_on=TODAY.replace(day=1))
    make_project(osprey, name="Care", manager=make_person("Ines", "project_manager"), agreement=retainer)

    page = client.post(f"{address}live/", values | {"retainer_id": str(retainer.pk)}).content.decode()

    assert "Start job and hand it to Ines</span>" in page


def test_a_client_without_contacts_leads_to_a_first_one(client, address, osprey):
    Contact.objects.all().delete()

    assert f'href="/accounts/{osprey.pk}/contacts/add/"' in client.get(address).content.decode()


def test_a_full_brief_goes_on_with_what_was_typed(client, address, values):
    draft = {"nonce": uuid4().hex, "client_words": "We want a page", "draft": "1", hours_of("Design"): "80"}

    late = client.post(address, draft | {"wanted_on": (TODAY - timedelta(days=1)).isoformat(), "nonce": uuid4().hex})
    answer = client.post(address, draft)

    brief = Brief.objects.get()
    assert answer.url == f"/briefs/{brief.pk}/"
    assert (brief.state, brief.title) == ("draft", "Page")
    assert (late.status_code, errors(late)) == (422, {"wanted_on": "The date can’t be in the past."})
    empty = client.post(address, {"nonce": uuid4().hex, "client_words": " ", "draft": "1"})
    assert empty.url == f"/accounts/{brief.account_id}/briefs/new/"


def test_a_job_too_large_names_the_way_on(client, address, values):
    answer = client.post(address, values | {hours_of("Design"): "300", "shown_price": "3750000"})

    assert answer.status_code == 422
    sentence = answer.context["form"].non_field_errors()[0]
    assert sentence.startswith("This isn’t a small job. ")
    assert sentence.endswith("Use a full brief instead.")
    assert not Brief.objects.exists()


def test_words_belong_to_who_asked_and_not_to_who_approves(client, address, values):
    client.post(address, values | {"approver_id": str(Contact.objects.get(name="Gwen Pryce").pk)})

    brief = Brief.objects.get()
    facts = facts_on(Ref.to(brief))
    assert (str(brief.stated_by), str(brief.approver)) == ("Siobhan Reid", "Gwen Pryce")
    assert {item: facts[item].stated_by for item in ("need", "done_when", "approver")} == {
        "need": "Siobhan Reid", "done_when": "", "approver": "",
    }  # fmt: skip


def test_the_account_page_leads_there_for_who_may_start_one(client, address, osprey, fina):
    assert f'href="{address}"' in client.get(f"/accounts/{osprey.pk}/").content.decode()
    client.force_login(fina)
    assert address not in client.get(f"/accounts/{osprey.pk}/").content.decode()
    assert client.get(address).status_code == 403


def test_what_follows_the_typing_asks_no_more_of_the_database_for_more_people_and_work(
    client, address, osprey, piet, values
):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.post(f"{address}live/", values)
        return len(found)

    client.post(address, values)
    few = queries()
    for number in range(10):
        make_person(f"Runs {number}", "project_manager")
        make_project(osprey, name=f"Work {number}", manager=piet)
        Contact.objects.create(account=osprey, name=f"Contact {number}")
        Discipline.objects.create(name=f"Craft {number}")
        client.post(address, values | {"nonce": uuid4().hex})

    assert few <= QUERIES
    assert queries() <= few


def test_the_former_address_leads_on(client, address, osprey):
    assert client.get(f"/accounts/{osprey.pk}/briefs/note/").url == address
