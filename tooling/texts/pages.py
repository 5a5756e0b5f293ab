"""Every page that people read without signing in, and the client's copy of a brief."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from amity.accounts.contacts.languages import language_for
from amity.agreements.review.counsel import hashed
from amity.agreements.review.models import GuestLink, Review
from amity.briefs.models import Brief, HoursAsked
from amity.decisions.models import Consultation
from amity.decisions.rules import EXPERT
from amity.outbox.models import Message
from amity.people.models import Invitation
from amity.people.queries import token_hash
from amity.people.second_factor import commands as factor_commands
from amity.people.second_factor.rules import code_at, new_secret, step_of
from amity.projects.models import Project
from amity.status.asks.models import Ask
from tooling.texts.client_pages import client_pages
from tooling.texts.emails import MANAGER, WRITER
from tooling.texts.rendered import Text, plain
from tooling.texts.stage import NOW, Stage, body_of, undone

TOKEN = "a-link-for-one-person"  # noqa: S105 - of the demo that is rendered, and gone with it
NO_LINK = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "people:provider_sign_in",
    "people:provider_return",
)
COUNSEL = "Lena Law, outside counsel"
NONCE = {"nonce": "0123456789abcdef0123456789abcdef"}
"""What each form of a page sends along, so that sending it twice does nothing."""


def pages(stage: Stage) -> Iterator[Text]:
    """Yield the pages of outsiders, and those of colleagues before they have signed in."""
    yield from _briefs(stage)
    yield from client_pages(stage)
    yield from _counsel(stage)
    yield from _estimate(stage)
    yield from _status(stage)
    yield from _advice(stage)
    yield from _invitation(stage)
    yield from _sign_in(stage)


def _briefs(stage: Stage) -> Iterator[Text]:
    browser = stage.browser(MANAGER)
    for brief in Brief.objects.order_by("pk"):
        reader = f"{brief.approver or 'the client'}, {brief.account}"
        language = language_for(brief.approver) or stage.page_language(MANAGER)
        answer = browser.get(reverse("briefs:for_client", args=[brief.pk]))
        if answer.status_code == 200:
            yield Text("Page", f"briefs:for_client ({brief.title})", reader, language, _words(answer))


def _counsel(stage: Stage) -> Iterator[Text]:
    with undone():
        review = Review.objects.filter(role="legal", verdict="").latest("pk")
        GuestLink.objects.create(
            review=review, name="Lena Law", mail="lena@law.example", token_hash=hashed(TOKEN), made_by=MANAGER,
            made_at=NOW, expires_at=NOW + timedelta(days=7),
        )  # fmt: skip
        yield _read(stage, "agreements:counsel", "the link opened", COUNSEL)
        yield _read(stage, "agreements:counsel", "no decision chosen", COUNSEL, {"verdict": ""})
        yield _read(stage, "agreements:counsel", "answered", COUNSEL, {"verdict": "cleared"})
        yield _read(stage, "agreements:counsel", "the link opened again", COUNSEL)


def _estimate(stage: Stage) -> Iterator[Text]:
    with undone():
        asked = HoursAsked.objects.filter(seconds=None).earliest("pk")
        asked.token_hash, asked.link_until = token_hash(TOKEN), NOW.date() + timedelta(days=3)
        asked.save()
        name, reader = "briefs:answer_by_link", f"{asked.person}, colleague"
        yield _read(stage, name, "the link opened", reader)
        yield _read(stage, name, "no hours typed", reader, {"hours": ""})
        asked.link_until = NOW.date() - timedelta(days=1)
        asked.save()
        yield _read(stage, name, "too late", reader)
        yield _read(stage, name, "too late, new link sent", reader, {"again": "1"})
    with undone():
        HoursAsked.objects.filter(pk=asked.pk).update(token_hash=token_hash(TOKEN), link_until=NOW.date())
        yield _read(stage, name, "answered", reader, {"hours": "12:00", "note": ""})
        yield _read(stage, name, "the link opened again", reader)


def _status(stage: Stage) -> Iterator[Text]:
    with undone():
        project = Project.objects.filter(status="active", manager__isnull=False).earliest("pk")
        ask = Ask.objects.create(
            project=project, person=project.manager, round_on=NOW.date() - timedelta(days=60), asked_at=NOW,
            token_hash=token_hash(TOKEN), link_until=NOW.date() + timedelta(days=7),
        )  # fmt: skip
        reader = f"{project.manager}, colleague"
        yield _read(stage, "status:by_email", "the link opened", reader)
        yield _status_page(stage, project, "the link of a project opened", reader)
        yield _status_page(stage, project, "changed since", reader, {"digest": "another"})
        yield _status_page(stage, project, "confirmed", reader, {"digest": ""})
        ask.closed_at, ask.answered_at = NOW, None
        ask.save()
        yield _status_page(stage, project, "the next round has begun", reader)


def _advice(stage: Stage) -> Iterator[Text]:
    """Yield the page on which an expert answers by the link of the email."""
    with undone():
        row = Consultation.objects.filter(answered_at=None, role=EXPERT).select_related("person").earliest("pk")
        row.token_hash, row.due_on = token_hash(TOKEN), NOW.date() + timedelta(days=2)
        row.save()
        reader = f"{row.person}, colleague"
        yield _read(stage, "decisions:by_link", "the link opened", reader)
        yield _read(stage, "decisions:by_link", "answered", reader, {"words": "Take the first."})
        yield _read(stage, "decisions:by_link", "the link opened again", reader)


def _status_page(
    stage: Stage, project: Project, state: str, reader: str, sent: dict[str, str] | None = None
) -> Text:  # fmt: skip
    address, browser = reverse("status:by_link", args=[TOKEN, project.pk]), stage.browser()
    answer = browser.get(address) if sent is None else browser.post(address, sent)
    return _page("status:by_link", state, reader, stage, answer)


def _invitation(stage: Stage) -> Iterator[Text]:
    with undone():
        person = stage.person(WRITER)
        Invitation.objects.create(person=person, token_hash=token_hash(TOKEN), expires_at=NOW + timedelta(days=1))
        reader = f"{person}, invited colleague"
        yield _read(stage, "people:accept_invitation", "the link opened", reader)
        yield _read(stage, "people:accept_invitation", "too short", reader, {"password": "short"})
        yield _read(stage, "people:accept_invitation", "no such link", reader, token="no-such-link")  # noqa: S106


def _sign_in(stage: Stage) -> Iterator[Text]:
    reader = "anyone at the sign-in page"
    for name in NO_LINK:
        yield _page(name, "", reader, stage, stage.browser().get(reverse(name)))
    yield _page(
        "account_logout", "", f"{WRITER}, colleague", stage, stage.browser(WRITER).get(reverse("account_logout"))
    )
    yield from _new_password(stage)
    yield from _second_factor(stage)
    wrong = {"login": "nobody@halden.example", "password": "wrong"}
    yield _page("account_login", "wrong password", reader, stage, stage.browser().post(reverse("account_login"), wrong))


def _second_factor(stage: Stage) -> Iterator[Text]:
    """Give the right password of someone who has an authenticator app."""
    with undone():
        person, browser = stage.person(WRITER), stage.browser()
        secret = new_secret()
        code = code_at(secret, step_of(NOW))
        factor_commands.add_app(by=stage.acting(WRITER), secret=secret, code=code, now=NOW)
        person.set_password("a sentence to remember")
        person.save()
        sent = {"login": person.mail, "password": "a sentence to remember"}
        asked = browser.post(reverse("account_login"), sent, follow=True)
        yield _page("mfa_authenticate", "", f"{person}, colleague", stage, asked)


def _new_password(stage: Stage) -> Iterator[Text]:
    """Follow the link of the email, as a browser does that is led on to an address without it."""
    with undone():
        person, browser = stage.person(WRITER), stage.browser()
        browser.post(reverse("account_reset_password"), {"email": person.mail})
        name, reader = "account_reset_password_from_key", f"{person}, colleague"
        address = urlsplit(Message.objects.latest("pk").secret).path
        form = browser.get(address, follow=True)
        yield _page(name, "the link opened", reader, stage, form)
        chosen = {"password1": "a sentence to remember", "password2": "a sentence to remember"}
        done = browser.post(form.request["PATH_INFO"], chosen, follow=True)
        yield _page("account_reset_password_from_key_done", "", reader, stage, done)
        yield _page(name, "the link opened again", reader, stage, stage.browser().get(address, follow=True))


def _read(
    stage: Stage, name: str, state: str, reader: str, sent: dict[str, str] | None = None, *, token: str = TOKEN
) -> Text:
    """Open the link of a page, or send its form."""
    address, browser = reverse(name, args=[token]), stage.browser()
    answer = browser.get(address) if sent is None else browser.post(address, sent | NONCE)
    return _page(name, state, reader, stage, answer)


def _page(name: str, state: str, reader: str, stage: Stage, answer: Any) -> Text:
    kind = f"{name} ({state})" if state else name
    return Text(
        "Page", kind, reader, str(answer.headers.get("Content-Language", stage.page_language())), _words(answer)
    )


def _words(answer: Any) -> str:
    return plain(body_of(answer).decode())
