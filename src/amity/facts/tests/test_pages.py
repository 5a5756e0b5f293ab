"""Pages of questions: a person's own list, and the form that asks, records and answers."""

import uuid
from datetime import date

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from amity.facts.models import Fact
from amity.facts.queries import facts_on, how_they_hear
from amity.shared.refs import Ref
from tests.builders import acting, make_fact, make_person

PLAN = "duty.plan"


@pytest.fixture
def asked(mara, tim, osprey):
    return make_fact(osprey, PLAN, "ask", owner=tim, due_on=date(2026, 1, 4), asked_by=mara, note="Before Friday.")


def sent(**values):
    return {"nonce": uuid.uuid4().hex, **values}


def test_one_finds_what_one_is_asked_and_answers_without_seeing_the_account(client, tim, osprey, asked):
    client.force_login(tim)
    page = client.get(reverse("facts:questions")).content.decode()
    for shown in ("Client contact for “Plan, dates, people”", "Osprey Rail", "Before Friday.", "is-unwell"):
        assert shown in page
    assert reverse("accounts:account", args=[osprey.pk]) not in page

    answer = client.post(reverse("facts:answer", args=[asked.pk]), sent(value="Piotr", state="known", version=1))

    assert answer.url == reverse("facts:questions")
    assert Fact.objects.get().value == "Piotr"


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_subject_that_no_column_could_number_is_not_found(client, mara, osprey, number):
    client.force_login(mara)

    answer = client.get(reverse("facts:state", args=["accounts.account", number, PLAN]))

    assert answer.status_code == 404


def test_who_asked_finds_it_beside_their_own(client, mara, asked):
    client.force_login(mara)

    page = client.get(reverse("facts:questions")).content.decode()

    assert "Also from me" in page
    assert "Tim" in page


def test_a_field_is_asked_and_stated_by_form(client, mara, tim, osprey):
    client.force_login(mara)
    where = ["accounts.account", osprey.pk, PLAN]
    small = client.get(reverse("facts:ask", args=where), headers={"HX-Request": "true"}).content.decode()
    assert small.lstrip().startswith("<form")
    due = timezone.localdate().isoformat()
    client.post(reverse("facts:ask", args=where), sent(owner_id=tim.pk, due_on=due, version=0))
    client.post(reverse("facts:state", args=where), sent(value="Dana", state="assumed", version=1))

    assert (Fact.objects.get().state, Fact.objects.get().value) == ("assumed", "Dana")
    assert client.get(reverse("facts:state", args=["accounts.account", osprey.pk, "shoe_size"])).status_code == 404


def test_a_question_is_taken_over_and_withdrawn_by_button(client, mara, asked):
    client.force_login(mara)
    client.post(reverse("facts:take_over", args=[asked.pk]), {"version": 1})
    assert Fact.objects.get().owner == mara
    client.post(reverse("facts:withdraw", args=[asked.pk]), {"version": 2})

    assert not Fact.objects.exists()


def test_the_mark_says_how_sure_a_field_is_and_offers_to_ask(osprey, asked):
    about = Ref.to(osprey)
    make_fact(osprey, "duty.brief", "known", value="Dana", stated_by="Helen Marsh", stated_in="call")
    shown = Template("{% load facts %}{% fact_mark about field facts in_form=True %}")

    def drawn(field):
        return shown.render(Context({"about": about, "field": field, "facts": facts_on(about)}))

    assert "Tim" in drawn(PLAN)
    assert "I’ll find out" not in drawn(PLAN)
    assert "Helen Marsh" in drawn("duty.brief")
    assert "Ask someone" not in drawn("duty.brief")
    assert "Nothing recorded yet" in drawn("duty.margin")
    assert "hx-get" not in drawn("duty.margin")


def test_who_asks_is_told_whether_the_question_reaches_anyone(mara, tim):
    nobody = make_person("Ewa", mail=None)

    assert how_they_hear(tim, acting(mara)) == (True, "We’ve emailed the question to Tim.")
    assert how_they_hear(mara, acting(mara))[0]
    assert how_they_hear(nobody, acting(mara)) == (
        False, "Ewa has no email address in Amity. Ask them yourself.",
    )  # fmt: skip
