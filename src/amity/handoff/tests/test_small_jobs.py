"""A small job becomes a brief, an agreement, a project and an offered hand-off at once, or nothing of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from amity.accounts.models import Contact, Preference
from amity.agency.models import CardPrice
from amity.briefs.models import Brief
from amity.briefs.tests.making import make_crafts
from amity.expectations.models import Expectation
from amity.facts.models import Fact
from amity.facts.queries import facts_on
from amity.handoff.models import Handoff, Version
from amity.handoff.small_jobs.commands import start_small_job
from amity.handoff.small_jobs.fields import SmallJobFields
from amity.handoff.small_jobs.rules import name_from
from amity.projects.models import Project
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting, make_agreement, make_line, make_person, make_project
from tests.matrix.machines import token_of

TODAY = MONDAY.date()
FRIDAY, WEDNESDAY = TODAY + timedelta(days=11), TODAY + timedelta(days=9)
WORDS = "We want a small extra page for the Christmas cream, with the three recipes."


@pytest.fixture
def asked(osprey, piet):
    """Keyword arguments of a job that Siobhan asked for by phone: 8 hours of design and 8 of development."""
    make_agreement(osprey)
    crafts = make_crafts()
    siobhan = Contact.objects.create(account=osprey, name="Siobhan Reid", roles=["day_to_day"])
    return {
        "client_words": WORDS, "stated_by_id": siobhan.pk, "stated_in": "call", "done_when": "Live on Friday.",
        "hours": ((crafts["Design"].pk, 8 * 3600), (crafts["Development"].pk, 8 * 3600)), "wanted_on": FRIDAY,
        "manager_id": piet.pk, "hands_over": True, "promise": "A first look on Wednesday.",
        "promise_due_on": WEDNESDAY, "must_not": "nothing",
    }  # fmt: skip


@pytest.fixture
def start(mara, osprey, asked):
    """Starts the job as Mara; fields can be replaced."""

    def run(**more):
        fields = SmallJobFields(**asked | more)
        return start_small_job(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)

    return run


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (WORDS, "Small extra page for the Christmas cream"),
        ("“Could you make us a banner? By Friday.”", "Banner"),
        ("Bitte drei Texte für den Winter", "Drei Texte für den Winter"),
        ("Wir möchten gerne eine Seite zur Sahne, mit Rezepten.", "Seite zur Sahne"),
        ("Nous voulons une page pour Noël.", "Page pour Noël"),
        ("Landing page", "Landing page"),
        (
            "We want to bring the cream back into every kitchen in spring.",
            "Bring the cream back into every kitchen in spring",
        ),
        ("We want to build a new shop page.", "New shop page"),
        ("We want to make something of the three recipes", "Something of the three recipes"),
        (
            "We want to bring the cream back into every kitchen in Britain and Ireland before Easter",
            "Bring the cream back into every kitchen in Britain",
        ),
        ("We need you to check the price list", "We need you to check the price list"),
        ("We want to be the first choice", "We want to be the first choice"),
        ("We want", "We want"),
        ("a", "A"),
        ("X" * 70, "X" * 59 + "…"),
        ("word " * 20, "Word word word word word word word word word word word word…"),
    ],
)
def test_a_job_is_named_by_the_first_clause_of_the_words(words, name):
    assert name_from(words) == name


def test_a_small_job_reads_people_and_settings_once(start):
    with CaptureQueriesContext(connection) as queries:
        start()

    asked = [query["sql"] for query in queries]
    assert sum('FROM "agency_limit"' in sql for sql in asked) <= 2
    assert sum('FROM "agency_agency"' in sql for sql in asked) <= 2
    assert sum('INTO "facts_fact"' in sql for sql in asked) == 2, "the items of the brief, and who approves"
    assert sum('INTO "agreements_agreementterm"' in sql for sql in asked) == 1


def test_a_small_job_is_handed_over_as_it_starts(start, osprey, mara, piet):
    job = start()

    handoff, project = job.handoff, job.project
    assert project.name == "Small extra page for the Christmas cream"
    assert (project.manager, project.ends_on) == (piet, FRIDAY)
    assert job.brief.agreement.fee == 204_000
    assert (handoff.kind, handoff.state, handoff.giver, handoff.taker) == ("small", "offered", mara, piet)
    blocks = {block.key: block.items for block in Version.objects.get().parsed_blocks}
    assert [(item.text, item.who, item.where, item.voice) for item in blocks["want"]] == [
        (WORDS, "Siobhan Reid", "call", True)
    ]
    assert [(item.text, item.mark) for item in blocks["done"]] == [("Live on Friday.", "assumed")]
    assert {item.text for item in blocks["money_date"]} == {"204000", "57600", FRIDAY.isoformat(), "approver"}
    assert [item.text for item in blocks["must_not"]] == ["nothing"]


def test_who_takes_a_small_job_over_reads_its_hours_and_who_approves_it(start, client, osprey, piet):
    approver = Contact.objects.create(account=osprey, name="Maud Larkin", roles=["decision_maker"])
    job = start(approver_id=approver.pk)

    items = {item.key: item for block in Version.objects.get().parsed_blocks for item in block.items}
    assert (items["term.planned"].text, items["term.planned"].mark) == (str(16 * 3600), "assumed")
    assert items["brief.approver"].text == "Maud Larkin"
    client.force_login(piet)
    page = " ".join(client.get(f"/handoffs/{job.handoff.pk}/").content.decode().split())
    assert 'Planned hours:</span> <a class="quiet"' in page
    assert "Maud Larkin" in page


def test_the_promise_is_a_record_to_whoever_asked_due_on_its_date(start, osprey, mara):
    start()

    promise = Expectation.objects.get()
    assert (promise.statement, promise.kind, str(promise.stated_by)) == (
        "A first look on Wednesday.", "promise", "Siobhan Reid",
    )  # fmt: skip
    assert (promise.promised_by, promise.promised_until, promise.stated_on) == (mara, WEDNESDAY, TODAY)


def test_what_the_client_said_is_known_and_the_rest_is_ours(start):
    brief = start(budget=250_000, price="budget").brief

    facts = facts_on(Ref.to(brief))
    marks = {item: facts[item].state for item in ("need", "wanted_on", "budget", "done_when")}
    assert marks == {"need": "known", "wanted_on": "assumed", "budget": "assumed", "done_when": "assumed"}
    assert [facts[item].stated_by for item in ("wanted_on", "budget")] == ["", ""], "no evidence is invented"
    assert facts_on(Ref.to(start(is_done_confirmed=True).brief))["done_when"].stated_by == "Siobhan Reid"
    assert facts_on(Ref.to(start().brief))["budget"].state == "assumed"


def test_an_unknown_approver_becomes_a_question_that_does_not_hold_the_job_up(start, mara, asked):
    brief = start().brief

    question = Fact.objects.get(state="ask")
    assert (brief.state, question.field, question.owner, question.due_on) == ("converted", "approver", mara, FRIDAY)
    start(approver_id=asked["stated_by_id"])
    assert Fact.objects.filter(state="ask").count() == 1


def test_what_a_preference_forbids_is_handed_over_with_its_source(start, osprey, asked):
    Preference.objects.create(
        account=osprey, text="No talking cows", attitude="never", basis="stated", stated_by_id=asked["stated_by_id"],
        stated_on=TODAY, added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip

    start(must_not="")

    blocks = {block.key: block.items for block in Version.objects.get().parsed_blocks}
    assert [(item.text, item.who) for item in blocks["must_not"]] == [("No talking cows", "Siobhan Reid")]


def test_without_the_tick_the_job_only_starts(start):
    job = start(hands_over=False, promise="", must_not="")

    assert (job.handoff, job.project.status) == (None, "initiating")
    assert not Handoff.objects.exists()


def test_whoever_runs_their_own_job_hands_nothing_to_themselves(start, mara):
    job = start(manager_id=mara.pk, promise="")

    assert job.handoff is None
    assert not Handoff.objects.exists()


def test_a_request_on_a_retainer_is_handed_over_as_one_to_whoever_runs_it(start, osprey, mara, piet):
    retainer = make_agreement(
        osprey, "retainer", title="Care", fee=720_000, included_seconds=60 * 3600, starts_on=date(2026, 1, 1)
    )  # fmt: skip
    make_line(retainer, "1", hours="60")
    care = make_project(osprey, name="Care", manager=piet, agreement=retainer)

    job = start(retainer_id=retainer.pk, manager_id=mara.pk)

    assert (job.project, job.brief.agreement) == (care, None)
    assert job.handoff.taker == piet
    assert str(job.handoff.item) == "Small extra page for the Christmas cream"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("client_words", " "), ("stated_by_id", None), ("done_when", ""), ("wanted_on", None), ("wanted_on", TODAY),
        ("wanted_on", TODAY - timedelta(days=1)), ("manager_id", None), ("hours", ()),
        ("promise", ""), ("promise_due_on", TODAY - timedelta(days=1)), ("stated_on", TODAY + timedelta(days=1)),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_field_and_nothing_is_saved(start, field, value):
    with pytest.raises(Invalid) as refusal:
        start(**{field: value})

    assert refusal.value.field == field
    assert not any(rows.objects.exists() for rows in (Brief, Project, Handoff, Expectation, Fact))


def test_only_people_who_run_work_can_get_a_job(start):
    lawyer = make_person("Omar", "legal")
    runs = make_person("Runa", "project_manager")

    with pytest.raises(Invalid) as refusal:
        start(manager_id=lawyer.pk)

    assert refusal.value.field == "manager_id"
    assert start(manager_id=runs.pk).handoff.taker == runs


def test_without_a_project_manager_it_is_the_one_who_runs_this_clients_work(start, osprey, piet):
    make_project(osprey, manager=piet)

    assert start(manager_id=None).handoff.taker == piet


def test_a_promise_is_its_givers_own(start, ada, asked, osprey):
    fields = SmallJobFields(**asked)

    start_small_job(by=acting(ada), account_id=osprey.pk, fields=fields, now=MONDAY)

    assert Expectation.objects.get().promised_by == ada


def test_a_job_too_large_for_a_note_is_refused_with_the_way_on(start, asked):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        start(hours=((asked["hours"][0][0], 300 * 3600),))

    assert refusal.value.sentence.startswith("This isn’t a small job. ")
    assert refusal.value.sentence.endswith("Use a full brief instead.")
    assert not Brief.objects.exists()


def test_a_hand_off_that_misses_something_takes_the_job_back_with_it(start):
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        start(must_not="")

    assert "Limits and no-gos" in refusal.value.sentence
    assert not any(rows.objects.exists() for rows in (Brief, Project, Handoff))


def test_what_the_client_never_wants_is_written_so_next_to_the_form(client, mara, osprey, asked):
    Preference.objects.create(
        account=osprey, text="Compare us with others", attitude="never", basis="stated",
        stated_by_id=asked["stated_by_id"], stated_on=TODAY, added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    client.force_login(mara)

    page = client.get(f"/accounts/{osprey.pk}/small-job/").content.decode()

    assert "Never: Compare us with others" in " ".join(strip_tags(page).split())


def test_hours_without_a_rate_need_a_budget(start, osprey):
    CardPrice.objects.all().delete()
    with pytest.raises(Invalid) as refusal:
        start()

    assert refusal.value.field == "budget"
    assert start(budget=90_000).brief.agreement.fee == 90_000


@time_machine.travel(MONDAY)
def test_rest_starts_a_small_job_with_its_hand_off(client, mara, osprey, asked):
    body = {
        **asked, "account_id": osprey.pk, "wanted_on": FRIDAY.isoformat(), "promise_due_on": WEDNESDAY.isoformat(),
        "hours": [{"discipline_id": pk, "seconds": seconds} for pk, seconds in asked["hours"]],
    }  # fmt: skip
    headers = {"Authorization": f"Bearer {token_of(mara)}"}

    answer = client.post("/api/v1/small-jobs", body, "application/json", headers=headers)

    handoff = Handoff.objects.get()
    assert answer.status_code == 201, answer.json()
    assert answer.json() == {
        "brief_id": Brief.objects.get().pk, "project_id": handoff.project_id, "handoff_id": handoff.pk,
        "agreement_id": Brief.objects.get().agreement_id,
    }  # fmt: skip
    assert client.post("/api/v1/small-jobs", {**body, "promise": ""}, "application/json", headers=headers).json()[
        "errors"
    ] == [{"field": "promise", "sentence": "Enter what you promised, or “nothing”."}]
