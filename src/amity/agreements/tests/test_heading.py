"""The head of an agreement has the next step as its primary button, at most one beside it, and a menu with the rest."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from amity.agreements import heading, rules
from amity.agreements.heading import Step
from amity.agreements.review.models import ReviewRule
from amity.agreements.tests.making import make_draft
from amity.people import rules as roles
from tests.builders import make_agreement, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
PDF, VERSION = Step("PDF", "/pdf"), Step("Version 1 → 2", "/2")


@pytest.mark.parametrize(
    ("state", "seen", "buttons"),
    [
        (rules.DRAFT, {}, ["PDF", "Send for review*"]),
        (rules.DRAFT, {"needs_review": False}, ["PDF", "Clear agreement*"]),
        (rules.IN_REVIEW, {}, ["PDF"]),
        (rules.CLEARED, {"may_send": True}, ["Record as sent to client", "Send to client*"]),
        (rules.CLEARED, {"on_its_way": True}, ["PDF"]),
        (rules.CLEARED, {}, ["PDF", "Record as sent to client*"]),
        (rules.WITH_CLIENT, {"may_send": True}, ["Send again", "Record the signature*"]),
        (rules.WITH_CLIENT, {}, ["PDF", "Record the signature*"]),
        (rules.IN_FORCE, {}, ["PDF", "New change order*"]),
        (rules.EXPIRED, {}, ["Version 1 → 2", "PDF"]),
    ],
)
def test_each_state_has_at_most_two_buttons_the_next_step_last(osprey, state, seen, buttons):
    agreement = make_agreement(osprey, title="App 2027", taken_over=False)
    agreement.state = state
    steps = heading.steps(agreement, **seen)

    menu, shown = heading.in_head(steps, [PDF, VERSION])

    assert [one.label + "*" * one.primary for one in shown] == buttons
    assert sorted(one.label for one in (*menu, *shown)) == sorted(one.label for one in (*steps, PDF, VERSION))


def test_a_menu_of_one_is_a_button():
    assert heading.in_head([], [PDF]) == ([], [PDF])
    assert heading.in_head([], [PDF, VERSION]) == ([], [VERSION, PDF])
    step = Step("Sign", "/sign", primary=True)
    assert heading.in_head([step, replace(step, label="Send", primary=False)], [PDF])[1] == [PDF, step]


def test_the_button_of_a_draft_clears_it_where_no_one_reviews_it(client, mara, osprey):
    draft = make_draft(mara, osprey)
    client.force_login(mara)
    address = reverse("agreements:agreement", args=[draft.pk])
    page = client.get(address)
    assert [one.label for one in page.context["buttons"] if one.primary] == ["Clear agreement"]
    assert "No review is needed. Clear it, and it can go to the client." in page.text

    ReviewRule.objects.create(key="own", role=roles.LEGAL, condition="always", kinds=["sow"], due_hours=8)
    page = client.get(address)
    assert [one.label for one in page.context["buttons"]][-1] == "Clear agreement", "no one has the role"
    make_person("Clara", roles.LEGAL)
    page = client.get(address)
    assert [one.label for one in page.context["buttons"] if one.primary] == ["Send for review"]
    assert "Needs review by: legal." in page.text


def test_the_page_draws_two_buttons_and_the_menu(client, mara, osprey):
    agreement = make_agreement(osprey, title="App 2027", taken_over=False, state=rules.IN_FORCE)
    make_project(osprey, agreement=agreement)
    client.force_login(mara)
    page = client.get(reverse("agreements:agreement", args=[agreement.pk])).content.decode()
    head = page[page.index("<h1") : page.index('<div class="cols')]

    assert re.findall(r'class="(btn[^"]*)"[^>]*>(?:<svg.*?</svg>)?([^<]+)', head) == [
        ("btn", "More"), ("btn", "PDF"), ("btn btn-primary", "New change order"),
    ]  # fmt: skip
    assert re.findall(r'class="item"[^>]*>([^<]+)', head) == ["Terminate", "Replace"]


def test_terms_that_an_agreement_does_not_state_are_not_called_standard(client, mara, osprey):
    client.force_login(mara)
    drafted, taken_over = make_draft(mara, osprey), make_agreement(osprey, title="App 2027")
    pages = [client.get(reverse("agreements:agreement", args=[one.pk])).text for one in (drafted, taken_over)]

    assert ["All standard" in page for page in pages] == [True, False]
    assert ["terms not stated" in page for page in pages] == [False, True]
