"""A client approves a version on a phone: email, link, code, approval; the deliverable is accepted, then held."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from amity.gate.items.fields import About
from amity.gate.tests.making import make_contact
from amity.outbox.models import Message
from amity.portal.answers.models import Answer
from amity.portal.tests.answering import code_sent, sent_item, token_for
from amity.projects.models import Deliverable
from amity.projects.versions.commands import add_version
from amity.projects.versions.fields import VersionFields
from tests.builders import acting, make_agency, make_agreement, make_line, make_project

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "Hello Dana,\n\nVersion 2 of the station banner is ready. Both of your comments are done.\n\nKind regards"


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server, so that links are in the outbox, and forget which links were opened."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def waiting(osprey, mara):
    """Send version 1 of a deliverable to Dana an hour ago, and return her token."""
    make_agency(name="Halden & Moor")
    dana = make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    agreement = make_agreement(osprey)
    project = make_project(osprey, manager=mara, agreement=agreement)
    now = timezone.now() - timedelta(hours=1)
    version = add_version(
        by=acting(mara), project_id=project.pk, line_id=make_line(agreement).pk,
        fields=VersionFields("https://banners.example/2"), now=now,
    )  # fmt: skip
    Deliverable.objects.update(state="with_client")
    item = sent_item(
        osprey, mara, [dana], now=now, about=About("version", version.pk, "1/1"), subject="Station banner, version 2",
        body=BODY,
    )  # fmt: skip
    return token_for(item, dana)


def test_from_the_email_to_an_accepted_deliverable_and_on_hold(live_server, new_page, waiting):
    assert "/a/" in Message.objects.get(kind="email").secret
    page = new_page(viewport="phone")
    page.goto(f"{live_server.url}/a/{waiting}/")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_text("Approve", exact=True).click()
    page.get_by_label("Your name or initials").fill("DW")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please confirm that it’s you")
    page.get_by_role("button", name="Email me a code").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code we sent you")
    assert not Answer.objects.exists()

    page.get_by_label(re.compile("Code from the email")).fill(code_sent())
    page.get_by_role("button", name="Send answer").click()

    expect(page.get_by_text("You approved this. Thank you.")).to_be_visible()
    assert Deliverable.objects.get().state == "accepted"
    page.get_by_text("Changed your mind?").click()
    page.get_by_role("button", name="Hold on").click()
    expect(page.get_by_text("You asked us to hold on.")).to_be_visible()
    assert Answer.objects.get().is_held
