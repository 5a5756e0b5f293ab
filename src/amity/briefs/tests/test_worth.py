"""A reviewer sees what a price earns, and the client's budget, as far as their right to money allows."""

import pytest
from django.test import Client

from amity.agreements.drafts.commands import agree_terms
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.review import queries as reviews
from amity.agreements.tests.making import make_draft, make_offer, read, review_of, submit
from amity.briefs.conversion import commands as conversion
from amity.briefs.tests.making import confirm_brief, make_whole_brief
from amity.briefs.worth.queries import worth_of
from amity.people import rules as roles
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_person


@pytest.fixture
def agreement(mara, piet, osprey):
    """Return the draft of a brief of 100 hours: 10,000.00 at the rate card, 24,000.00 of budget, 60.00 an hour."""
    make_cost_rate("60.00")
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    brief = confirm_brief(mara, brief)
    brief = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=brief.version, price="lines", now=MONDAY
    )  # fmt: skip
    return brief.agreement


def seen_with(right, agreement):
    """Return what someone of business affairs with a right sees."""
    person = make_person(f"Right {right}", roles.BUSINESS_AFFAIRS, own_money_right=right)
    return worth_of(acting(person), [agreement.pk]).get(agreement.pk)


def test_with_the_right_to_margins_cost_margin_and_budget_are_there(agreement):
    worth = seen_with(MoneyRight.MARGIN, agreement)
    price = worth.price.minor

    assert (worth.cost, worth.seconds, worth.budget_high) == (Money(600_000, "EUR"), 360_000, Money(2_400_000, "EUR"))
    assert worth.share == round((price - 600_000) * 10_000 / price)
    assert worth.profit == Money(price - 600_000, "EUR")
    assert worth.hourly == Money(price // 100, "EUR")
    assert worth.band


def test_below_it_the_margin_is_hidden_and_below_fees_everything(agreement):
    on_target, fee = seen_with(MoneyRight.TARGET, agreement), seen_with(MoneyRight.FEE, agreement)

    for worth in (on_target, fee):
        assert (worth.cost, worth.share, worth.profit, worth.needed) == (None, None, None, None)
        assert worth.budget_high == Money(2_400_000, "EUR")
    assert on_target.band
    assert fee.band is None
    assert seen_with(MoneyRight.HOURS, agreement) is None


def test_the_page_of_a_review_shows_it_to_business_affairs(mara, osprey, site):
    omar = make_person("Omar", roles.BUSINESS_AFFAIRS, own_money_right=MoneyRight.MARGIN)
    lena = make_person("Lena", roles.LEGAL, own_money_right=MoneyRight.FEE)
    make_cost_rate("60.00")
    draft = make_draft(mara, osprey)
    make_offer(mara, draft, quantity="800")
    terms = AgreedTerms("time_and_materials", "EUR")
    draft = agree_terms(by=acting(mara), agreement_id=draft.pk, version=read(draft).version, terms=terms, now=MONDAY)
    submit(mara, draft)
    asked = reviews.asked_of(draft, MONDAY.date())[0].role
    client = Client()

    pages = []
    for person in (omar, lena):
        client.force_login(person)
        pages.append(client.get(f"/reviews/{review_of(draft, asked).pk}/").content.decode())

    assert all("What the price earns" in page for page in pages)
    assert "48,000" in pages[0]
    assert "48,000" not in pages[1]
