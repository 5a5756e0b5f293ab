"""A request that is unclear and costly: advice by link, the director agrees, a choice, the client, and how it went."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from amity.decisions.models import Decision
from amity.decisions.tests.test_links import link_to
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact
from amity.outbox.sending import deliver
from amity.people import rules as roles
from amity.people.models import Person
from amity.scope.models import Assessment, Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from tests.builders import acting, make_person
from tests.journeys.accessibility import violations
from tests.journeys.going import press_and_wait, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Put the whole map into Welsh before the summer"


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def request_row(osprey, mara) -> Request:
    """Log a request of the client's decision maker that was assessed above the limit for one person's decision."""
    dana = make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    fields = RequestFields(WORDS, contact_id=dana.pk)
    row = log_request(by=acting(mara), account_id=osprey.pk, fields=fields, now=timezone.now())
    Assessment.objects.create(
        request=row, seconds=100 * 3600, price=1_400_000, currency=osprey.currency, proposal="extra",
        assessed_by=mara, assessed_at=timezone.now(),
    )  # fmt: skip
    return row


def asks(page: Page, who: Person, role: str) -> None:
    """Ask a colleague for advice, or the director for their agreement, until tomorrow."""
    page.get_by_role("link", name="Ask a colleague").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Ask colleague")).to_be_visible()
    button = dialog.locator("label", has_text=who.name)
    if button.count():
        button.click()
    else:
        dialog.locator("label", has_text=re.compile("other|someone", re.IGNORECASE)).first.click()
        dialog.locator("select[name=person_id_other]").select_option(label=who.name)
    dialog.get_by_label(re.compile(r"^\s*Answer by")).fill((timezone.localdate() + timedelta(days=1)).isoformat())
    dialog.get_by_text(role, exact=True).click()
    press_and_wait(page, dialog.get_by_role("button", name="Ask colleague"))


def choose(page: Page, option: str) -> None:
    """Choose an option with its reason and the day to look back, in the dialog."""
    page.get_by_role("link", name="Decide", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(option, exact=True).click()
    dialog.get_by_label(re.compile(r"^\s*Reason")).fill("They pay for it, and we have the people")
    dialog.get_by_label(re.compile(r"^\s*Review date")).fill((timezone.localdate() + timedelta(days=30)).isoformat())
    dialog.get_by_role("button", name="Save decision").click()


def advise(page: Page, link: str) -> None:
    """Answer as the expert, by the link of the email."""
    page.goto(link)
    page.get_by_text("As a change order", exact=True).click()
    page.get_by_label("Your answer").fill("A hundred hours is right.")
    press_and_wait(page, page.get_by_role("button", name="Send answer"))
    expect(page.get_by_role("heading", name="Answer sent")).to_be_visible()


def agree(page: Page) -> None:
    """Agree as the director."""
    page.get_by_role("link", name="Answer", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("As a change order", exact=True).click()
    dialog.get_by_text("I agree", exact=True).click()
    press_and_wait(page, dialog.get_by_role("button", name="Send answer"))


def inform(page: Page) -> None:
    """Inform the client through *Going out*, as the worker lets the email leave."""
    press_and_wait(page, page.get_by_role("link", name="Inform the client"))
    press_and_wait(page, page.get_by_role("button", name="Submit email"))
    release_due(timezone.now)
    deliver(timezone.now)
    made = Decision.objects.get()
    assert (made.state, made.informed_item, made.informed_who) == ("told", Item.objects.get().pk, "Dana Whitlock")


def look_back(page: Page, address: str) -> None:
    """Record how it turned out, once the review date has come."""
    Decision.objects.update(review_on=timezone.localdate())
    page.goto(f"{address}/waiting/")
    expect(page.get_by_text("Record how it turned out").first).to_be_visible()
    page.goto(f"{address}/decisions/{Decision.objects.get().pk}/")
    page.get_by_role("link", name="Record how it turned out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Save review")).to_be_visible()
    dialog.get_by_text("as expected", exact=True).click()
    dialog.get_by_label(re.compile(r"^\s*What we learned")).fill("Ask for the hours before the price")
    press_and_wait(page, dialog.get_by_role("button", name="Save review"))
    expect(page.get_by_text("Ask for the hours before the price")).to_be_visible()


def test_a_costly_request_is_decided_with_advice_and_looked_back_on(live_server, new_page, osprey, mara, request_row):
    lars, greta = make_person("Lars", "team_member"), make_person("Greta", roles.ACCOUNT_DIRECTOR)
    osprey.director = greta
    osprey.save()
    nadia = new_page(faults_allowed=True)  # a refused choice is an error response
    sign_in(nadia, live_server.url, mara.mail)

    nadia.goto(f"{live_server.url}/requests/{request_row.pk}/")
    nadia.locator(".page-head").get_by_text("More", exact=True).click()
    press_and_wait(nadia, nadia.get_by_role("button", name="Make it a decision"))
    expect(nadia.get_by_role("heading", level=1)).to_contain_text(WORDS)
    expect(nadia.get_by_text("It takes 100 hours.").first).to_be_visible()
    expect(nadia.get_by_text("the client €14,000").first).to_be_visible()
    expect(nadia.get_by_text("It costs one side more than €10,000. Ask a colleague first.").first).to_be_visible()
    assert violations(nadia) == []
    choose(nadia, "As a change order")
    expect(nadia.get_by_role("dialog").get_by_text("Ask a colleague first.")).to_be_visible()
    assert Decision.objects.get().state == "open"

    nadia.reload()
    asks(nadia, lars, "advice")
    advise(new_page(), live_server.url + link_to(lars))
    nadia.reload()
    expect(nadia.get_by_text("The client or the director must confirm it first.").first).to_be_visible()
    asks(nadia, greta, "the director’s agreement")
    director = new_page()
    sign_in(director, live_server.url, greta.mail or "")
    director.goto(f"{live_server.url}/decisions/{Decision.objects.get().pk}/")
    agree(director)

    nadia.reload()
    with nadia.expect_navigation():
        choose(nadia, "As a change order")
    inform(nadia)
    look_back(nadia, live_server.url)
    assert Decision.objects.get().state == "reviewed"
