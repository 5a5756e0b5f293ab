"""What a client does on their pages, and what the account manager sets."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from amity.accounts.models import Account, Contact, Cover
from amity.audit import trail
from amity.gate import rules as gate
from amity.monitoring.models import ClientInput, InputFile
from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.people.models import Person
from amity.portal.access import commands as access
from amity.portal.access.queries import access_of
from amity.portal.access.rules import AccessFields
from amity.portal.tests.making import browser_of, make_version, written
from amity.projects.versions.models import VersionComment
from amity.scope.models import Request
from amity.scope.requests.commands import reopen_request
from amity.shared.errors import NotSeen, Refused, Stale
from tests.builders import MONDAY, acting, make_account, make_agency, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(osprey: Account) -> Contact:
    make_agency()
    return Contact.objects.create(account=osprey, name="Dana Ruiz", mail="dana@osprey.example")


@pytest.fixture
def photos(dana: Contact, mara: Person) -> ClientInput:
    """Ask Dana for photos, by an email that was released."""
    row = ClientInput.objects.create(
        account=dana.account, contact=dana, what="Photos", owner=mara, asked_on=MONDAY.date(), due_on=MONDAY.date(),
        added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    written(mara, [dana], kind=gate.INPUT, about=row.pk, subject="Photos of the stations")
    return row


def upload(name: str = "station.png", content: bytes = b"\x89PNG\r\n\x1a\n picture") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_what_we_need_comes_first_and_says_how_much(dana, photos):
    page = browser_of(dana).get("/client/").content.decode()

    assert "We need 1 thing from you" in page
    assert "Photos of the stations" in page
    assert f'href="/client/needed/{photos.pk}/">Send files or a note</a>' in page


@pytest.mark.parametrize(
    ("due", "sentence"),
    [(17, "We hoped for this by 17 Nov."), (23, "Please send this by today."), (30, "Please send this by 30 Nov.")],
)
def test_a_client_reads_when_we_hoped_for_it_and_not_how_late_they_are(on_monday, dana, photos, due, sentence):
    ClientInput.objects.filter(pk=photos.pk).update(due_on=date(2026, 11, due))
    page = re.sub("<[^>]*>", "", browser_of(dana).get("/client/").content.decode()).replace("\xa0", " ")

    assert sentence in page
    assert "late" not in page


def test_files_that_a_client_sends_close_the_request_and_reach_who_asked(client, dana, photos, mara):
    answer = browser_of(dana).post(
        f"/client/needed/{photos.pk}/", {"documents": [upload(), upload("two.png")], "words": "All we have"}
    )
    photos.refresh_from_db()

    assert answer["Location"] == "/client/"
    assert photos.state == "in"
    assert sorted(InputFile.objects.values_list("file__name", flat=True)) == ["station.png", "two.png"]
    assert Notification.objects.get(person=mara).text.startswith("Dana Ruiz sent what you need")
    assert trail.actions_on(photos) == ["input.sent_by_client"]
    client.force_login(mara)
    page = client.get(f"/inputs/{photos.pk}/").content.decode()
    assert "station.png" in page
    assert client.get(f"/files/{InputFile.objects.get(file__name='two.png').file_id}/").status_code == 200


def test_part_of_it_leaves_the_request_open(dana, photos):
    browser_of(dana).post(f"/client/needed/{photos.pk}/", {"documents": [upload()], "more": "1"})
    photos.refresh_from_db()

    assert photos.state == "asked"
    assert photos.files.count() == 1


@pytest.mark.parametrize(
    ("name", "content"), [("page.html", b"<html>"), ("photo.png", b"<svg onload=x>"), ("empty.png", b"")]
)
def test_a_file_that_isnt_what_it_says_is_refused_and_nothing_is_kept(dana, photos, name, content):
    answer = browser_of(dana).post(f"/client/needed/{photos.pk}/", {"documents": [upload(), upload(name, content)]})
    photos.refresh_from_db()

    assert answer.status_code == 422
    assert (photos.state, photos.files.count()) == ("asked", 0)


def test_sending_nothing_is_refused_and_sending_twice_too(dana, photos):
    browser = browser_of(dana)
    assert browser.post(f"/client/needed/{photos.pk}/", {}).status_code == 422

    browser.post(f"/client/needed/{photos.pk}/", {"words": "By post"})
    assert browser.post(f"/client/needed/{photos.pk}/", {"words": "By post"}).status_code == 404


def test_a_client_says_when_it_comes(dana, photos):
    browser, day = browser_of(dana), timezone.localdate() + timedelta(days=3)
    assert browser.post(f"/client/needed/{photos.pk}/when/", {"on": "2020-01-01"}).status_code == 422

    browser.post(f"/client/needed/{photos.pk}/when/", {"on": day.isoformat()})
    photos.refresh_from_db()
    assert (photos.state, photos.promised_on) == ("promised", day)
    assert "You said you’d send this by" in browser.get("/client/").content.decode()


def test_what_wasnt_asked_of_them_by_a_released_email_cant_be_sent(dana, mara):
    row = ClientInput.objects.create(
        account=dana.account, contact=dana, what="Logo", asked_on=MONDAY.date(), due_on=MONDAY.date(),
        added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    written(mara, [dana], kind=gate.INPUT, about=row.pk, state=gate.HELD)

    assert browser_of(dana).post(f"/client/needed/{row.pk}/", {"words": "Here"}).status_code == 404


def test_a_comment_is_recorded_on_the_version_with_its_place(dana, mara):
    version = make_version(make_project(dana.account, manager=mara), mara)
    written(mara, [dana], kind=gate.SHOWING, about=version.pk, subject="Film: version 1")
    browser, place = browser_of(dana), reverse("portal:deliverable", args=[version.deliverable_id])
    browser.post(place, {"words": "Too dark", "place": "second scene"})

    made = VersionComment.objects.get()
    assert (made.words, made.contact, made.stated_in) == ("Too dark", dana, "Client pages, second scene")
    assert "Too dark" in browser.get(place).content.decode()
    assert Notification.objects.filter(person=mara).count() == 1


def test_a_request_is_open_until_we_close_it(dana, mara):
    browser = browser_of(dana)
    browser.post("/client/requests/", {"words": "A sign for bikes", "account_id": dana.account_id})

    made = Request.objects.get()
    assert (made.words, made.contact, made.source) == ("A sign for bikes", dana, "Client pages")
    assert "Open." in browser.get("/client/requests/").content.decode()
    Request.objects.update(closed_at=MONDAY, closed_because="No budget")
    page = browser.get("/client/requests/").content.decode()
    assert "Closed" in page
    assert "No budget" not in page


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [("done", "We have done this."), ("quoted", "We have sent you an estimate for this."),
     ("declined", "We can’t do this. Please ask us if you would like to know why.")],
)  # fmt: skip
def test_what_became_of_a_request_is_shown_in_a_sentence_for_the_client(client, dana, mara, outcome, sentence):
    browser = browser_of(dana)
    browser.post("/client/requests/", {"words": "A sign for bikes", "account_id": dana.account_id})
    made = Request.objects.get()
    client.force_login(mara)
    given = {"nonce": "n" * 32, "version": 1, "closed_because": "No budget for this", "outcome": outcome}
    client.post(f"/requests/{made.pk}/close/", given)
    page = browser.get("/client/requests/").content.decode()

    assert Request.objects.get().outcome == outcome
    assert sentence in page
    assert "No budget" not in page


def test_a_request_that_is_reopened_has_no_outcome(dana, mara):
    made = Request.objects.create(
        account=dana.account, contact=dana, words="A sign", asked_on=MONDAY.date(), added_at=MONDAY,
        closed_at=MONDAY, closed_because="Too dear", outcome="declined",
    )  # fmt: skip
    reopen_request(by=acting(mara), request_id=made.pk, version=made.version, now=MONDAY)

    made.refresh_from_db()
    assert (made.is_open, made.outcome) == (True, "")


def test_a_request_for_an_account_of_someone_else_is_refused(dana):
    other = make_account("Larkfield")
    answer = browser_of(dana).post("/client/requests/", {"words": "Hello", "account_id": other.pk})

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_someone_at_two_accounts_sees_both(dana, mara):
    other = Contact.objects.create(account=make_account("Larkfield", manager=mara), name="Dana R.", mail=dana.mail)
    written(mara, [dana], subject="For Osprey")
    written(mara, [other], subject="For Larkfield")
    page = browser_of(dana).get("/client/sent/").content.decode()

    assert "For Osprey" in page
    assert "For Larkfield" in page


@pytest.mark.parametrize(("language", "words"), [("de", "Für Sie"), ("fr", "Pour vous"), ("", "For you")])
def test_pages_are_in_the_language_of_the_contact(dana, language, words):
    Contact.objects.filter(pk=dana.pk).update(language=language)

    assert words in browser_of(dana).get("/client/", headers={"Accept-Language": "es"}).content.decode()


def test_rights_are_off_until_the_account_manager_sets_them(dana, mara):
    assert access_of([dana])[dana.pk] == AccessFields()
    access.set_access(by=acting(mara), contact_id=dana.pk, version=0, fields=AccessFields(sees_money=True), now=MONDAY)

    assert access_of([dana])[dana.pk] == AccessFields(sees_money=True)
    assert trail.actions_on(dana) == ["portal.access_set"]
    with pytest.raises(Stale):
        access.set_access(by=acting(mara), contact_id=dana.pk, version=0, fields=AccessFields(), now=MONDAY)


def test_only_those_who_can_edit_the_account_set_rights_and_see_the_preview(client, dana, tim, fina):
    with pytest.raises(NotSeen):
        access.set_access(by=acting(tim), contact_id=dana.pk, version=0, fields=AccessFields(), now=MONDAY)
    with pytest.raises(Refused):
        access.set_access(by=acting(fina), contact_id=dana.pk, version=0, fields=AccessFields(), now=MONDAY)

    client.force_login(fina)
    assert client.get(f"/contacts/{dana.pk}/client/").status_code == 403


def test_who_to_ask_is_shown_once_it_is_allowed_with_who_covers(dana, mara, tim):
    browser = browser_of(dana)
    assert browser.get("/client/who-to-ask/").status_code == 404
    assert "Who to ask" not in browser.get("/client/").content.decode()

    fields = AccessFields(sees_colleagues=True)
    access.set_access(by=acting(mara), contact_id=dana.pk, version=0, fields=fields, now=MONDAY)
    today = timezone.localdate()
    Cover.objects.create(
        account=dana.account, stand_in=tim, starts_on=today, ends_on=today + timedelta(days=2), note="Don’t mention it"
    )
    page = browser.get("/client/who-to-ask/").content.decode()
    assert mara.name in page
    assert "covers" in page
    assert "Don’t mention it" not in page
    assert "Margin" not in page


def test_a_client_is_sent_to_the_account_manager_where_no_one_with_an_address_answers(dana, mara):
    sam = make_person("Sam Oduya", roles.PROJECT_MANAGER, mail=None)
    make_project(dana.account, manager=sam)
    fields = AccessFields(sees_colleagues=True)
    access.set_access(by=acting(mara), contact_id=dana.pk, version=0, fields=fields, now=MONDAY)

    page = browser_of(dana).get("/client/who-to-ask/").content.decode()

    assert sam.name not in page
    row = page.split("Your data and access", 1)[1].split("</li>", 1)[0]
    assert f"mailto:{mara.mail}" in row
