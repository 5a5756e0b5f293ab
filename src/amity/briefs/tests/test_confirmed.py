"""What a client confirmed is no assumption any more, and lines are numbered by their place."""

import pytest
from django.test import Client

from amity.agreements.lines.models import AgreementLine
from amity.agreements.sections.rules import clauses
from amity.agreements.steps.queries import people_of
from amity.briefs.conversion import commands as conversion
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.items.states import item_states_of
from amity.briefs.lines import commands as lines
from amity.briefs.models import Brief, BriefLine
from amity.briefs.tests.making import confirm_brief, make_brief_line, make_whole_brief
from amity.facts.models import Fact
from amity.people.models import Discipline
from tests.builders import MONDAY, acting, make_agreement

TODAY = MONDAY.date()


@pytest.fixture
def brief(mara, piet, osprey):
    """Return a brief of two lines, of which the first was removed and another added."""
    make_agreement(osprey)
    found = make_whole_brief(mara, osprey, piet, constraints="No health claims")
    design = Discipline.objects.get(name="Design").pk
    for title in ("Pages", "Cards"):
        make_brief_line(mara, found, ((design, 36_000),), title=title, acceptance="as shown")
    lines.remove_line(by=acting(mara), line_id=BriefLine.objects.filter(brief=found).order_by("pk")[0].pk, now=MONDAY)
    Fact.objects.all().delete()  # no one has said how any item is known
    return Brief.objects.get(pk=found.pk)


def client_copy(mara, brief):
    """Return the client's copy as a page."""
    client = Client()
    client.force_login(mara)
    return client.get(f"/briefs/{brief.pk}/for-client/").content.decode()


def test_what_the_client_confirmed_is_known_and_its_copy_asks_nothing_more(mara, brief):
    before = item_states_of(brief, estimate_of(brief, TODAY), brief.size).states
    copy = client_copy(mara, brief)
    brief = confirm_brief(mara, brief)
    after = item_states_of(brief, estimate_of(brief, TODAY), brief.size).states

    assert before["constraints"] == "assumed"
    assert after["constraints"] == "known"
    assert "This is our assumption" in copy
    assert "This is our assumption" not in client_copy(mara, brief)


def test_the_copy_numbers_lines_by_place_and_has_no_budget_next_to_a_total(mara, brief):
    copy = client_copy(mara, brief)

    assert "1 Pages" in copy
    assert "2 Cards" in copy
    assert "24,000" not in copy


def test_the_agreement_numbers_lines_by_place_names_constraints_and_knows_the_approver(mara, brief):
    brief = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=confirm_brief(mara, brief).version, price="lines", now=MONDAY
    )  # fmt: skip
    agreement = brief.agreement

    numbers = AgreementLine.objects.filter(agreement=agreement).order_by("pk").values_list("number", flat=True)
    clause = agreement.clauses.get(text="No health claims")
    assert list(numbers) == ["1", "2"]
    assert (clause.kind, clause.heading) == (clauses.OTHER, "Constraints")
    assert list(agreement.named_people.values_list("side", "role", "name")) == [("client", "Approver", "Gwen Pryce")]
    assert people_of(agreement, acting(mara), TODAY).latest["client"] == "Gwen Pryce"


def test_a_converted_brief_says_so_in_one_band(client, mara, brief):
    confirm_brief(mara, brief)
    client.force_login(mara)
    typed = {"version": Brief.objects.get().version, "nonce": "n" * 32, "price": "lines"}

    html = client.post(f"/briefs/{brief.pk}/convert/", typed, follow=True).content.decode()

    assert html.count("note is-well") == 1
    assert "Converted to work with the same lines:" in html
