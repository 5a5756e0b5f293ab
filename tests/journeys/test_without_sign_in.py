"""Every page with a form without sign-in, in a real browser, which sends an Origin. The test client sends none."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.utils import timezone

from amity.agreements.review import counsel as agreements
from amity.agreements.tests.making import make_draft, review_of, say, submit
from amity.briefs.hours_asked import commands as hours_asked
from amity.briefs.models import BriefLine
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.invitations import commands as invitation_commands
from tests.builders import PASSWORD, acting, make_person
from tests.journeys.going import press_and_wait, sign_in_by_keyboard

pytestmark = pytest.mark.django_db(transaction=True)
NEW_PASSWORD = "quite another sentence"


@pytest.fixture(autouse=True)
def mail_server(settings):
    """Configure an email server, so that links are in the outbox, and clear the limits of earlier tests."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def stranger(live_server, new_page):
    """Open a link in a browser that has never signed in."""

    def opened(link):
        page = new_page()
        page.goto(live_server.url + urlsplit(link).path)
        return page

    return opened


def send(page):
    """Submit the page's form."""
    press_and_wait(page, page.locator("form[method=post] .btn-primary"))


def newest_link():
    """Return the secret link of the newest message."""
    return Message.objects.latest("pk").secret


def test_outside_counsel_answers_by_the_link_of_the_mail(stranger, mara, osprey):
    make_person("Clara", roles.LEGAL)
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="unlimited")
    submit(mara, draft)
    review = review_of(draft)
    agreements.ask_counsel(
        by=acting(mara), review_id=review.pk, name="Lena Law", mail="lena@law.example", now=timezone.now()
    )  # fmt: skip

    page = stranger(newest_link())
    press_and_wait(page, page.locator("button[name=verdict][value=cleared]"))

    review.refresh_from_db()
    assert review.verdict == "cleared"


def test_a_colleague_estimates_hours_by_the_link_of_the_mail(stranger, mara, tim, osprey):
    design = make_crafts()["Design"]
    make_brief_line(mara, make_brief(mara, osprey), ((design.pk, 100 * HOUR),))
    asking = hours_asked.Asking(tim.pk, design.pk, timezone.localdate() + timedelta(days=3))
    asked = hours_asked.ask_for_hours(
        by=acting(mara), line_id=BriefLine.objects.get().pk, asking=asking, now=timezone.now()
    )  # fmt: skip

    page = stranger(newest_link())
    page.locator("input[name=hours]").fill("64")
    send(page)

    asked.refresh_from_db()
    assert asked.answered_at is not None


def test_an_invited_person_chooses_a_password_and_is_signed_in(stranger, agency):
    root = make_person("Root", roles.ADMINISTRATOR)
    invitation_commands.invite_person(
        by=acting(root), name="Nils", mail="nils@halden.example", roles=[roles.TEAM_MEMBER], now=timezone.now()
    )

    page = stranger(newest_link())
    page.locator("input[name=password]").fill(NEW_PASSWORD)
    send(page)

    assert "/welcome/" not in page.url
    assert "/sign-in/" not in page.url


def test_a_forgotten_password_is_replaced_by_the_link_of_the_mail(stranger, live_server, new_page, mara):
    page = stranger("/forgotten/")
    page.locator("input[name=email]").fill(mara.mail)
    send(page)
    page = stranger(newest_link())
    for name in ("password1", "password2"):
        page.locator(f"input[name={name}]").fill(NEW_PASSWORD)
    send(page)

    mara.refresh_from_db()
    assert mara.check_password(NEW_PASSWORD)


def test_a_person_signs_in_and_a_wrong_password_is_answered(live_server, new_page, mara):
    page = new_page(faults_allowed=True)
    page.goto(f"{live_server.url}/sign-in/")
    page.locator("input[name=login]").fill(mara.mail)
    page.locator("input[name=password]").fill(f"not {PASSWORD}")
    send(page)
    assert page.locator("#password_error").is_visible()

    sign_in_by_keyboard(page, live_server.url, mara.mail)
    assert "/sign-in/" not in page.url
