"""No page shows a client what was not released: every address is opened, with everything there is, as every contact."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, resolve, reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from amity.accounts.models import Account, Contact
from amity.contact_reports.corrections.client_answers import REPORT
from amity.gate import rules as gate
from amity.gate.models import Item
from amity.monitoring.models import ClientInput
from amity.people import rules as roles
from amity.people.models import Person
from amity.portal import urls as portal_urls
from amity.portal.access.models import Access
from amity.portal.released.rules import RELEASED
from amity.portal.tests.making import browser_of, make_version, written
from amity.projects.models import Deliverable
from amity.projects.versions.models import DeliverableVersion, VersionComment
from amity.scope.models import Request
from tests.builders import MONDAY, make_account, make_agency, make_person, make_project

pytestmark = pytest.mark.django_db
WORDS = re.compile(r"(?:SECRET|SHOWN)-[a-z_-]+\d*")
DATED = re.compile("Please send this|We hoped for this")
"""How a client reads until when something is needed."""
DOORS = {"sign_in", "enter_code"}
DEEDS = {"item_code", "hold_item", "answer_story"}
"""Addresses of an item that refuse to be opened, whichever item it is: one of each is tried."""


@dataclass(frozen=True)
class Scene:
    """An account with its manager and three contacts, and another account with one."""

    mara: Person
    dana: Contact
    ben: Contact
    gone: Contact
    other: Contact


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Create each thing that a client could see, once for all tests of this file, and roll it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(built: Scene, db: None) -> Scene:
    """Return the scene. What a test changes in it is rolled back."""
    return deepcopy(built)


def build() -> Scene:
    """Create each thing that a client could see, once released and once not, with words that name it."""
    make_agency()
    mara = make_person("Mara", roles.ACCOUNT_MANAGER)
    osprey = make_account("Osprey Rail", manager=mara)
    elsewhere = make_account("SECRET-other-account", manager=mara)
    dana, ben, gone = (
        Contact.objects.create(account=osprey, name=name, mail=f"{name.lower()}@osprey.example")
        for name in ("Dana", "Ben", "Gone")
    )
    other = Contact.objects.create(account=elsewhere, name="Otto", mail="otto@other.example")
    states = [(kind, state) for kind in gate.KINDS for state in (gate.SENT, gate.SUBMITTED)]
    for kind, state in {*states, *((gate.EMAIL, state) for state in gate.STATES)}:
        subject = f"{'SHOWN' if state in RELEASED else 'SECRET'}-{kind}-{state}"
        written(mara, [dana], kind=kind, state=state, subject=subject, body=f"{subject}-body", file=b"x")
    for kind in gate.KINDS:
        written(mara, [ben], kind=kind, subject=f"SECRET-ben-{kind}", body=f"SECRET-ben-{kind}-body")
        written(mara, [other], kind=kind, subject=f"SECRET-otto-{kind}")
    _work(osprey, mara, dana)
    _inputs(osprey, mara, dana)
    Request.objects.create(
        account=osprey, contact=dana, words="SECRET-our-words-of-a-request", asked_on=MONDAY.date(), added_at=MONDAY,
        closed_because="SECRET-why-closed",
    )  # fmt: skip
    return Scene(mara, dana, ben, gone, other)


def _work(osprey: Account, mara: Person, dana: Contact) -> None:
    project = make_project(osprey, name="SECRET-project", manager=mara)
    first = make_version(project, mara, note="SECRET-note", link="https://x.example/SHOWN-version-link")
    later = make_version(
        project,
        mara,
        line=first.deliverable.line,
        note="SECRET-later-note",
        link="https://x.example/SECRET-version-link",
    )
    never = make_version(project, mara, link="https://x.example/SECRET-never-link")
    type(first.deliverable.line).objects.update(title="SECRET-line")
    written(mara, [dana], kind=gate.SHOWING, about=first.pk, subject="SHOWN-version-email")
    written(mara, [dana], kind=gate.SHOWING, about=later.pk, state=gate.SUBMITTED, subject="SECRET-version-email")
    written(mara, [dana], kind=gate.SHOWING, about=never.pk, state=gate.RETURNED, subject="SECRET-never-email")
    given: dict[str, Any] = {"version": first, "added_by": "Mara", "added_at": MONDAY}
    VersionComment.objects.create(words="SECRET-team-comment", person=mara, **given)
    VersionComment.objects.create(words="SECRET-recorded-comment", contact=dana, stated_on=MONDAY.date(), **given)


def _inputs(osprey: Account, mara: Person, dana: Contact) -> None:
    common: dict[str, Any] = {
        "account": osprey, "contact": dana, "detail": "SECRET-detail", "asked_on": MONDAY.date(),
        "due_on": MONDAY.date(), "added_at": MONDAY, "changed_at": MONDAY,
    }  # fmt: skip
    asked = ClientInput.objects.create(what="SECRET-what", **common)
    ClientInput.objects.create(what="SECRET-never-asked", **common)
    held = ClientInput.objects.create(what="SECRET-held-what", **common)
    written(mara, [dana], kind=gate.INPUT, about=asked.pk, subject="SHOWN-input-email")
    written(mara, [dana], kind=gate.INPUT, about=held.pk, state=gate.HELD, subject="SECRET-input-email")


def _reminder(mara: Person, ben: Contact) -> Item:
    """Remind a contact of a report that has the number of an input for which no one was asked."""
    never = ClientInput.objects.get(what="SECRET-never-asked")
    item = written(mara, [ben], kind=gate.INPUT, subject="SECRET-ben-reminder", body="SECRET-ben-reminder-body")
    Item.objects.filter(pk=item.pk).update(subject_kind=REPORT, subject_id=never.pk)
    return item


def addresses(sent: str = "") -> Iterator[str]:
    """Yield every address of the client's pages, with every id that there is, and one that there isn't.

    With the first words of subjects in `sent`, other items are left out.
    """
    items = Item.objects.filter(subject__startswith=sent)
    known = {
        "item_id": items, "file_id": None, "deliverable_id": Deliverable.objects, "input_id": ClientInput.objects,
        "number": None, "account_id": Account.objects,
    }  # fmt: skip
    for pattern in portal_urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        if not str(pattern.pattern).startswith("client/") or pattern.name in DOORS:
            continue
        names = list(pattern.pattern.converters)
        if names == ["item_id", "file_id"]:
            pairs = items.values_list("pk", "files__file_id")
            yield from (reverse(f"portal:{pattern.name}", args=[one, file or 1]) for one, file in pairs)
            continue
        assert set(names) <= known.keys(), f"say here which ids {pattern.name} takes"
        ids = [
            [*rows.values_list("pk", flat=True), 9999] if (rows := known[name]) is not None else range(1, 4)
            for name in names
        ]
        most = 1 if pattern.name in DEEDS else None
        yield from (reverse(f"portal:{pattern.name}", args=list(chosen)) for chosen in islice(product(*ids), most))


def read_by(browser: Client, sent: str = "") -> set[str]:
    """Open every address, and return the words of the scene that were read. Files are read by their names and bytes."""
    found: set[str] = set()
    for address in addresses(sent):
        answer = browser.get(address)
        assert answer.status_code in {200, 302, 404, 405}, address
        assert resolve(address).url_name not in DEEDS or answer.status_code == 405, address
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace") + answer.headers.get("Content-Disposition", "")
        found |= {match for match in WORDS.findall(text) if "next=" not in text}
    return found


def shown() -> set[str]:
    items = Item.objects.filter(state__in=RELEASED, subject__startswith="SHOWN")
    return set(items.values_list("subject", flat=True))


def test_a_contact_reads_everything_that_was_released_to_them_and_nothing_else(scene):
    found = read_by(browser_of(scene.dana))

    assert sorted(word for word in found if word.startswith("SECRET")) == []
    assert shown() - found == set()
    assert {"SHOWN-version-link", "SHOWN-input-email", "SHOWN-email-sent-body"} <= found


def test_a_colleague_without_rights_reads_only_their_own(scene):
    found = read_by(browser_of(scene.ben))

    assert {word for word in found if not word.startswith("SECRET-ben")} == set()
    assert "SECRET-ben-quote-body" in found


KINDS_BY_RIGHT = {
    "sees_all_projects": {"showing", "version", "input", "status"},
    "sees_money": {"quote", "agreement", "change_order", "brief"},
    "sees_invoices": {"invoice", "statement"},
}


def kinds_of_colleagues(found: set[str]) -> set[str]:
    secret = {word for word in found if word.startswith("SECRET")}
    return {word.removeprefix("SECRET-ben-").removesuffix("-body") for word in secret}


@pytest.mark.parametrize(("right", "kinds"), KINDS_BY_RIGHT.items())
def test_each_right_shows_its_own_kinds_of_colleagues_and_no_more(scene, right, kinds):
    Access.objects.create(contact=scene.dana, **{right: True})

    assert kinds_of_colleagues(read_by(browser_of(scene.dana), "SECRET-ben")) == kinds


def test_the_reminder_of_a_report_stands_for_no_input_and_shows_it_to_no_one(scene):
    _reminder(scene.mara, scene.ben)
    never, browser = ClientInput.objects.get(what="SECRET-never-asked"), browser_of(scene.ben)

    assert f"/client/needed/{never.pk}/" not in browser.get("/client/").content.decode()
    assert browser.get(f"/client/needed/{never.pk}/").status_code == 404
    assert browser.post(f"/client/needed/{never.pk}/", {"words": "Here it is"}).status_code == 404
    never.refresh_from_db()
    assert never.state == "asked"


def test_all_rights_together_show_no_more_than_each_and_no_reminder_of_a_report(scene):
    item = _reminder(scene.mara, scene.ben)
    Access.objects.create(contact=scene.dana, **dict.fromkeys(KINDS_BY_RIGHT, True))

    assert kinds_of_colleagues(read_by(browser_of(scene.dana))) == set().union(*KINDS_BY_RIGHT.values())
    assert browser_of(scene.dana, token="dana-again").get(f"/client/sent/{item.pk}/").status_code == 404


def test_a_contact_of_another_account_reads_nothing_of_this_one(scene):
    Access.objects.create(contact=scene.other, sees_money=True, sees_invoices=True, sees_all_projects=True)
    found = read_by(browser_of(scene.other))

    assert {word for word in found if not word.startswith(("SECRET-otto", "SECRET-other-account"))} == set()


def test_a_contact_who_left_and_a_stranger_are_sent_to_sign_in_from_every_address(scene):
    browser = browser_of(scene.dana)
    Contact.objects.filter(pk=scene.dana.pk).update(is_active=False)

    for one in (browser, Client()):
        answers = {(answer.status_code, answer["Location"].partition("?")[0]) for answer in map(one.get, addresses())}
        assert answers == {(302, "/client/sign-in/")}


def test_who_guesses_an_address_gets_the_same_page_whether_it_exists_or_not(scene):
    browser = browser_of(scene.ben)
    hidden = Item.objects.get(subject="SHOWN-quote-sent").pk
    pages = {re.sub(r'value="[^"]+"', "", browser.get(f"/client/sent/{pk}/").content.decode()) for pk in (hidden, 9999)}

    assert len(pages) == 1


def test_the_account_manager_sees_what_the_client_sees_and_can_send_nothing(scene, client):
    client.force_login(scene.mara)
    page = client.get(f"/contacts/{scene.dana.pk}/client/sent/").content.decode()

    assert "You see these pages as" in page
    assert "SHOWN-" in page
    assert "SECRET-" not in page
    assert "<form" not in page
    for address in ("", "requests/", "work/"):
        assert client.post(f"/contacts/{scene.dana.pk}/client/{address}", {"words": "x"}).status_code == 405
    assert not Request.objects.filter(words="x").exists()


def test_an_edited_due_date_is_not_shown_until_it_is_released(scene):
    from amity.audit import trail
    from tests.builders import acting

    browser = browser_of(scene.dana)
    row = ClientInput.objects.get(what="SECRET-what")
    assert DATED.search(browser.get("/client/").content.decode())

    trail.record("input.edited", subject=row, by=acting(scene.mara), at=timezone.now(), changes={})
    assert not DATED.search(browser.get("/client/").content.decode())


def test_a_released_version_is_shown_with_its_number(scene):
    version = DeliverableVersion.objects.get(link__contains="SHOWN")
    place = reverse("portal:deliverable", args=[version.deliverable_id])
    page = browser_of(scene.dana).get(place).content.decode()

    assert "Version 1" in page
    assert "Version 2" not in page
