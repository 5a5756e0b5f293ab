"""By phone a client asks for one small thing, the sixth this month: priced, signed, and the project has the hours."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from amity.agreements.models import Agreement
from amity.agreements.tests.making import make_draft, make_offer, sign
from amity.gate.models import Item
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact
from amity.outbox.models import Message
from amity.outbox.rules import CLIENT
from amity.outbox.sending import deliver
from amity.people.models import Discipline
from amity.portal.tests.answering import code_sent, token_for
from amity.profitability.forecast.queries import evidence_of
from amity.projects.models import Project
from amity.scope import rules
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from tests.builders import acting, make_cost_rate, make_entry, make_project
from tests.journeys.counting import KEY, THOUGHT
from tests.journeys.going import press_and_wait, sign_in
from tests.journeys.keys import press

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "newport on the map as well"


@pytest.fixture(autouse=True)
def mail_server(settings, tmp_path, monkeypatch):
    """Configure an email server and a printer, and forget which links were opened."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("amity.agreements.places.printers", [lambda *_about: b"%PDF-1.7 order"])
    cache.clear()


@pytest.fixture
def app(osprey, mara, piet, tim):
    """Return a project under a signed agreement, whose client had five small requests this month, two hours of work."""
    now = timezone.now()
    make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    Discipline.objects.create(name="Design")
    make_cost_rate("45")
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    sow = sign(mara, draft)
    Agreement.objects.filter(pk=sow.pk).update(hourly_rate=Decimal(140))
    project = make_project(osprey, name="Ticket app", manager=piet, team=[tim], agreement=sow)
    for number in range(5):
        row = log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Shot {number}"), now=now)
        Request.objects.filter(pk=row.pk).update(state=rules.AT_NO_CHARGE)
    make_entry(by=tim, project=project, hours="2:00", courtesy=True, on=timezone.localdate(now))
    return project


def read(project: Project):
    """Return what the project is forecast from."""
    chosen = Project.objects.filter(pk=project.pk).select_related("agreement")
    return evidence_of(chosen, timezone.localdate())[project.pk]


def place(page, words, project):
    """Choose the project of a request on its page, in the dialog that changes it."""
    page.goto(page.url.split("/requests/")[0] + f"/requests/{Request.objects.get(words=words).pk}/")
    page.locator(".page-head").get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Edit request").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("details").evaluate("one => { one.open = true }")
    dialog.get_by_label("Project", exact=True).select_option(label=project.name)
    press_and_wait(page, dialog.get_by_role("button", name="Save request"))


def sent_to_sign(page, address):
    """Clear the change order and send its email through the gate, by clicks, and return the token of its link.

    The worker then releases and delivers it, as each minute. Five minutes pass, since an answer within a minute of an
    email may be a link scanner.
    """
    page.goto(address)
    press_and_wait(page, page.get_by_role("button", name="Clear agreement"))
    page.get_by_role("button", name="Send to client").or_(page.get_by_role("link", name="Send to client")).first.click()
    expect(page.get_by_label("Subject")).to_have_value(re.compile("For your signature"))
    press_and_wait(page, page.get_by_role("button", name="Submit email"))
    item = Item.objects.get()
    release_due(timezone.now)
    token = token_for(item, item.recipients.get().contact)
    deliver(timezone.now)
    Message.objects.filter(audience=CLIENT).update(sent_at=timezone.now() - timedelta(minutes=5))
    return token


def sign_on_a_phone(page, address):
    """Sign by typed name and emailed code, as the client."""
    page.goto(address)
    page.get_by_text("Sign", exact=True).first.click()
    page.get_by_label("Your full name").fill("Dana Whitlock")
    page.get_by_role("button", name="Send answer").click()
    page.get_by_label(re.compile("Code from the email")).fill(code_sent())
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("You signed this")).to_be_visible()


def test_from_the_call_to_the_moved_budget(live_server, new_page, app, osprey, mara, piet):
    before = read(app)
    nadia = new_page()
    sign_in(nadia, live_server.url, mara.mail)
    nadia.goto(f"{live_server.url}/requests/")
    typed = f"request osprey {WORDS}"
    press(nadia, "/")
    expect(nadia.get_by_role("combobox", name="Search or jump")).to_be_focused()
    nadia.keyboard.type(typed)
    expect(nadia.locator("dialog.jump-d [aria-selected=true]")).to_contain_text("Osprey Rail")
    press(nadia, "Enter")
    nadia.wait_for_url("**/requests/log/**")
    expect(nadia.get_by_text("Sixth small request this month")).to_be_visible()
    press(nadia, "Enter")
    expect(nadia.get_by_text(f"Request logged: {WORDS}")).to_be_visible()
    assert (len("/request osprey ") + 2) * KEY + 2 * THOUGHT <= 10, "keys besides the client's own words"
    row = Request.objects.get(words=WORDS)
    place(nadia, WORDS, app)

    ravi = new_page()
    sign_in(ravi, live_server.url, piet.mail)
    ravi.goto(f"{live_server.url}/requests/{row.pk}/assess/")
    ravi.locator("#id_discipline_0").select_option(label="Design")
    ravi.locator("#id_hours_0").fill("14")
    ravi.get_by_role("radio", name="Extra").check()
    press_and_wait(ravi, ravi.get_by_role("button", name="Save assessment"))

    nadia.goto(f"{live_server.url}/requests/confirm/")
    press(nadia, "e")
    expect(nadia.get_by_text(re.compile("Once the client signs"))).to_be_visible()
    press(nadia, "Enter")
    expect(nadia.get_by_role("heading", level=1)).to_contain_text("No request needs")
    order = Agreement.objects.get(kind="change_order")
    assert read(app).budget == before.budget, "an offer changes nothing"

    token = sent_to_sign(nadia, f"{live_server.url}/agreements/{order.pk}/")
    sign_on_a_phone(new_page(viewport="phone"), f"{live_server.url}/a/{token}/")

    after = read(app)
    assert after.budget == before.budget + 14 * 3600
    assert after.forecast().overrun <= before.forecast().overrun
    row.refresh_from_db()
    assert row.item is not None
    assert row.line == row.item.line
    ravi.goto(f"{live_server.url}/projects/{app.pk}/")
    expect(ravi.locator("main")).to_contain_text(WORDS)
