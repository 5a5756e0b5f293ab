"""Work from a brief leads to its hand-off, of the right kind, for those who can start it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Preference
from amity.agreements.models import Agreement
from amity.briefs.conversion.commands import convert_brief
from amity.briefs.models import Brief, BriefLine
from amity.briefs.tests.making import confirm_brief, make_brief_line, make_contact, make_crafts, make_whole_brief
from amity.facts.models import Fact
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as writing
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers.commands import offer_handoff
from amity.handoff.sources import work
from amity.handoff.sources.brief import items_of
from amity.handoff.versions.rules import Block, Item, differences, with_one_end
from amity.people.models import Discipline
from amity.projects.models import Project
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_line, make_project
from tests.rig import clock

TODAY = clock.chosen().date()


@pytest.fixture
def start_small_job(client, mara, osprey):
    """Return a function that sends Mara's form of a small job without a hand-off and returns the page of its brief."""
    make_agreement(osprey)
    make_crafts()
    contact = make_contact(osprey)
    client.force_login(mara)

    def send(manager, **more):
        values = {
            "client_words": "Landing page", "stated_by_id": contact.pk, "done_when": "online", "budget": "2500",
            "wanted_on": (TODAY + timedelta(days=5)).isoformat(), "manager_id": manager.pk, "shown_price": "250000",
            "nonce": uuid4().hex,
        } | more  # fmt: skip
        assert client.post(f"/accounts/{osprey.pk}/small-job/", values).status_code == 302
        return client.get(f"/briefs/{Brief.objects.latest('pk').pk}/").content.decode()

    return send


def offered(page):
    """Return the URL and the label of the hand-off button, or None."""
    found = re.search(r'action="([^"]*handoff/[^"]*)">.*?<button[^>]*>([^<]*)</button>', page, re.DOTALL)
    return found.groups() if found else None


def primary(page):
    """Return the label of the primary button beside the title."""
    return next(iter(re.findall(r'<(?:a|button) class="btn btn-primary[^>]*>([^<]*)<', page)), "")


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ("draft", "Send agreement"),
        ("in_review", "Open agreement"),
        ("cleared", "Send agreement"),
        ("with_client", "Record the signature"),
        ("signed", "Hand off"),
    ],
)
def test_the_agreement_comes_before_the_hand_off_until_both_sides_have_signed(
    client, start_small_job, piet, state, label
):  # fmt: skip
    start_small_job(piet)
    brief = Brief.objects.get()
    Agreement.objects.filter(brief=brief).update(state=state)
    project = Project.objects.get(agreement=brief.agreement)

    for address in (f"/briefs/{brief.pk}/", f"/projects/{project.pk}/"):
        page = client.get(address).content.decode()

        assert primary(page).startswith(label)
        assert offered(page)[1].startswith("Hand off"), "it can be prepared at any time"


def test_the_work_a_brief_became_repeats_its_title_on_no_page(client, start_small_job, piet):
    start_small_job(piet)
    brief = Brief.objects.get()
    project = Project.objects.get(agreement=brief.agreement_id)
    pages = [f"/briefs/{brief.pk}/", f"/agreements/{brief.agreement_id}/", f"/projects/{project.pk}/"]

    for address, linked in zip(pages, (*pages[1:], pages[0]), strict=True):
        head = client.get(address).text.partition('<div class="page-head')[2].partition('class="acts')[0]

        assert head.count("Landing page") == 1
        assert f'href="{linked}"' in head


def test_the_page_of_a_converted_brief_reads_its_agreement_and_its_project_once(client, start_small_job, piet):
    start_small_job(piet)
    address = f"/briefs/{Brief.objects.get().pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert offered(client.get(address).text)[1] == "Hand off to Piet"
    asked = [one["sql"] for one in captured]
    by_id = [one for one in asked if 'FROM "agreements_agreement" WHERE "agreements_agreement"."id" =' in one]
    projects = [
        one for one in asked if '"projects_project"."agreement_id" =' in one and 'FROM "projects_project"' in one
    ]
    assert (len(by_id), len(projects)) == (0, 1)


def test_a_small_job_without_one_offers_the_hand_off_and_leads_past_the_kinds(client, start_small_job, piet):
    address, words = offered(start_small_job(piet))
    answer = client.post(address)
    handoff = Handoff.objects.get()

    assert words == "Hand off to Piet"
    assert (handoff.kind, handoff.taker, str(handoff.project)) == ("small", piet, "Landing page")
    assert answer.headers["Location"] == f"/handoffs/{handoff.pk}/write/"
    assert offered(client.get(f"/briefs/{Brief.objects.get().pk}/").content.decode()) is None


@pytest.mark.parametrize(("hours", "kind"), [("39", "small"), ("41", "full")])
def test_the_button_on_a_project_asks_for_no_kind_that_its_agreement_tells(client, mara, piet, osprey, hours, kind):
    agreement = make_agreement(osprey)
    make_line(agreement, hours=hours)
    project = make_project(osprey, manager=piet, status="initiating", agreement=agreement)
    client.force_login(mara)

    address, words = offered(client.get(f"/projects/{project.pk}/").content.decode())
    answer = client.post(address)

    assert words == "Hand off project"
    assert (answer.status_code, Handoff.objects.get().kind) == (302, kind)
    assert "/projects/" not in answer.headers["Location"]


def test_the_page_of_a_known_kind_names_it_and_asks_for_none(client, mara, piet, osprey):
    agreement = make_agreement(osprey, "fixed", fee=600_000)
    project = make_project(osprey, manager=piet, status="initiating", agreement=agreement)
    client.force_login(mara)

    page = client.get(f"/projects/{project.pk}/handoff/").content.decode()
    client.post(f"/projects/{project.pk}/handoff/", {"nonce": uuid4().hex})

    assert 'type="radio"' not in page
    assert Handoff.objects.get().kind == "full"


def test_the_kind_of_work_without_hours_or_value_is_asked_for(client, mara, piet, osprey):
    project = make_project(osprey, manager=piet, status="initiating")
    client.force_login(mara)

    address, _words = offered(client.get(f"/projects/{project.pk}/").content.decode())
    page = client.post(address, follow=True).content.decode()

    assert not Handoff.objects.exists()
    assert page.count('type="radio"') == 2


def test_a_second_press_leads_to_the_same_hand_off(client, start_small_job, piet):
    address, _words = offered(start_small_job(piet))
    client.post(address)
    client.post(address)

    assert Handoff.objects.count() == 1


def test_no_one_is_offered_a_hand_off_to_themselves(start_small_job, mara):
    assert offered(start_small_job(mara)) is None


def test_a_retainer_request_is_handed_off_as_one(client, start_small_job, osprey, piet):
    retainer = make_agreement(
        osprey, "retainer", title="Care", fee=720_000, included_seconds=60 * 3600, starts_on=TODAY.replace(day=1)
    )  # fmt: skip
    make_line(retainer, "1", hours="60")
    make_project(osprey, name="Care", manager=piet, agreement=retainer)
    address, _words = offered(start_small_job(piet, retainer_id=retainer.pk))
    client.post(address)

    assert str(Handoff.objects.get().item) == "Landing page"


def test_the_prompts_of_work_without_a_brief_begin_with_its_fee_and_what_the_client_never_wants(
    client, mara, osprey, piet
):  # fmt: skip
    agreement = make_agreement(osprey, "fixed", fee=200_000)
    make_line(agreement, hours="10")
    project = make_project(osprey, manager=piet, status="initiating", agreement=agreement)
    Preference.objects.create(
        account=osprey, text="No talking cows", attitude="never", basis="stated", stated_by_id=make_contact(osprey).pk,
        stated_on=TODAY, added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    client.force_login(mara)

    form = client.post(f"/projects/{project.pk}/handoff/begin/", follow=True).context["form"]

    assert (form["must_not"].value(), form["must_not_by"].value()) == ("No talking cows", "Gwen Pryce")
    assert form["money_date"].value() == "Fee: €2,000\nPlanned hours: 10\N{NO-BREAK SPACE}h"
    assert (form["want"].value(), form["promise"].value()) == ("", "")


def test_what_the_client_confirmed_in_the_brief_is_known_in_the_hand_off_with_the_baseline(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet, baseline="11%")
    make_brief_line(mara, brief, ((Discipline.objects.get(name="Design").pk, 36_000),), acceptance="as shown")
    Fact.objects.all().delete()
    version = confirm_brief(mara, brief).version
    brief = convert_brief(by=acting(mara), brief_id=brief.pk, version=version, price="lines", now=MONDAY)
    project = make_project(osprey, manager=piet, status="initiating", agreement=brief.agreement)

    found = {item.key: item for items in items_of(Handoff(project=project)).values() for item in items}

    assert (found["brief.approver"].mark, found["brief.approver"].where) == ("known", "mail")
    assert (found["brief.baseline"].text, found["brief.baseline"].mark) == ("11%", "known")


def test_hours_of_a_line_that_are_our_guess_are_marked_in_the_hand_off(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    answered = make_brief_line(mara, brief, ((Discipline.objects.get(name="Design").pk, 36_000),), title="Recipes")
    BriefLine.objects.filter(pk=answered.pk).update(basis="answer", stated_by="Lotte")
    Fact.objects.all().delete()
    version = confirm_brief(mara, brief).version
    brief = convert_brief(by=acting(mara), brief_id=brief.pk, version=version, price="lines", now=MONDAY)
    project = make_project(osprey, manager=piet, status="initiating", agreement=brief.agreement)

    handoff = Handoff(project=project, started_at=MONDAY)

    def marks():
        return [(item.text.split(" ", 1)[1], item.mark) for item in work.items_of(handoff)["scope"]]

    assert marks() == [("Pages and recipe cards", "assumed"), ("Recipes", "known")]
    assert "term.planned" not in [item.key for item in work.items_of(handoff)["commercial"]]

    assert project.agreement is not None
    project.agreement.state, project.agreement.signed_on = "signed", MONDAY.date()

    assert marks() == [("Pages and recipe cards", "known"), ("Recipes", "known")]
    hours = {item.key: item.mark for item in work.items_of(handoff)["commercial"]}
    assert hours["term.planned"] == "assumed", "the client signed the lines, and our hours are still a guess"


def test_a_due_date_on_which_the_project_ends_is_one_date():
    wanted, ends = Item(key="brief.wanted", text="2027-03-12"), Item(key="term.ends", text="2027-03-12")
    other = Item(key="brief.wanted", text="2027-03-11")

    assert with_one_end([wanted, ends]) == [ends]
    assert with_one_end([other, ends]) == [other, ends]
    assert differences([Block("date", (wanted, ends))], [Block("date", (ends,))]) == []


def test_the_card_that_accepts_it_shows_what_it_locks_from_the_brief_too(client, start_small_job, mara, piet):
    client.post(offered(start_small_job(piet))[0])
    one = Handoff.objects.get()
    rest = {"must_not": HandoffNote("no stock photos", stated_by="Cleo"), "promise": HandoffNote("A first look")}
    writing.write_prompts(by=acting(mara), handoff_id=one.pk, version=one.version, prompts=rest, now=MONDAY)
    offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    brief = client.get(f"/briefs/{Brief.objects.get().pk}/").text
    assert f'href="/handoffs/{one.pk}/">Open hand-off, waiting for Piet</a>' in brief
    [card] = waiting_for(acting(piet), MONDAY, only="handoff")[0].items

    assert card.acts == ("accept",)
    assert card.quote == "Landing page"
    notes = dict(note.split(": ", 1) for note in card.notes if ": " in note)
    assert (notes["Definition of done"], notes["Limits and no-gos"]) == ("online", "no stock photos")
    assert "€2,500" in notes["Money and date"]
    assert notes["What we promised"].startswith("A first look")
    assert notes["Money and date"].endswith("to find out, Mara"), "no one approves it yet"
