"""Every refusal is a page with its sentence. An unforeseen error has an id that is in the log too."""

import errno
import os
import re
from html import unescape
from io import BytesIO

import pytest
from django.test import Client, RequestFactory

from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.ui import views
from amity.ui.middleware import Refusals

# Parts put notes above every page, and look in the database for them.
pytestmark = pytest.mark.django_db


def answer(error: Exception, **headers: str):
    request = RequestFactory().get("/", headers=headers)
    return Refusals(lambda request: views.refusal(request, "", 404)).process_exception(request, error)


@pytest.mark.parametrize(
    ("error", "status"),
    [(Refused("Ask Fina."), 403), (NotSeen("Gone."), 404), (Stale("Ada saved.", 1), 409), (Invalid("Too long."), 422)],
)
def test_a_refusal_is_answered_with_its_sentence(error, status):
    response = answer(error)

    assert response.status_code == status
    assert error.sentence in response.content.decode()


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_file_that_cannot_be_stored_is_answered_as_a_full_disk(fault):
    response = answer(OSError(fault, os.strerror(fault)))

    assert (response.status_code, "Nothing was saved" in response.content.decode()) == (503, True)
    assert answer(OSError(errno.ENOENT, "gone")) is None


def test_htmx_gets_the_sentence_as_a_note():
    html = answer(Refused("Ask <Fina>."), **{"HX-Request": "true"}).content.decode()

    assert "<html" not in html
    assert "Ask &lt;Fina&gt;." in html


def test_the_page_and_the_log_name_the_same_error(caplog):
    request = RequestFactory().get("/boom/")
    Refusals(views.server_error).process_exception(request, RuntimeError("secret 4711"))

    html = views.server_error(request).content.decode()

    error_id = vars(request)["error_id"]
    assert error_id in html
    assert error_id in caplog.text
    assert "4711" not in html


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/going-out/22/clear/", "/going-out/22/"), ("/briefs/7/lines/add/", "/briefs/7/"),
        ("/handoffs/10/offer/", "/handoffs/10/"),
    ],
)  # fmt: skip
def test_an_address_that_only_takes_a_press_leads_to_its_record(client, mara, address, above):
    client.force_login(mara)

    assert client.get(address, headers={"Accept": "text/html"}).headers["Location"] == above
    assert client.get(address, headers={"Accept": "application/json"}).status_code == 405


def test_every_address_that_only_takes_a_press_leads_to_a_page_that_answers(client, mara):
    client.force_login(mara)
    for address in ("/notifications/read/", "/sign-out/", "/going-out/22/clear/"):
        seen = client.get(address, headers={"Accept": "text/html"}, follow=True)
        assert seen.headers["Content-Type"].startswith("text/html")
        assert "<h1" in seen.content.decode()


@pytest.mark.parametrize(
    ("referer", "address"),
    [
        ("http://testserver/going-out/?view=late", "/going-out/?view=late"),
        ("https://elsewhere.example/going-out/?view=late", "/going-out/999/"), ("", "/going-out/999/"),
    ],
)  # fmt: skip
def test_a_refused_press_names_the_page_it_was_pressed_on(client, mara, referer, address):
    client.force_login(mara)
    refused = client.post("/going-out/999/clear/", headers={"Referer": referer})

    assert refused.status_code == 404
    assert f'<meta name="pressed-on" content="{address}">' in refused.text


def test_a_refused_form_of_an_address_that_can_be_read_stays_there(client, mara, osprey):
    client.force_login(mara)
    asked = client.post("/accounts/open/", {"name": ""})

    assert asked.status_code == 422
    assert "pressed-on" not in asked.text


def test_a_refused_press_in_place_is_a_whole_page_and_moves_no_address(client, mara):
    client.force_login(mara)
    refused = client.post("/going-out/999/clear/", headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert (refused.status_code, refused.headers["HX-Push-Url"]) == (404, "false")
    assert 'id="main"' in refused.text, "htmx shows this part of it"


@pytest.fixture
def renewed(mara):
    """Return Mara's browser after she signed in again, whose forms so far have the token of her last session."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(mara)
    client.get("/settings/me/")
    return client


def test_a_form_of_an_earlier_session_leads_back_to_it(renewed):
    stale = renewed.post("/accounts/open/", {"name": "Fenn"}, headers={"Referer": "http://testserver/accounts/open/"})

    assert stale.status_code == 403
    assert 'href="/accounts/open/"' in stale.text
    assert "data-oops" in stale.text


OURS = {"Origin": "http://testserver"}


def test_what_a_form_of_an_earlier_session_sent_can_be_sent_again(renewed, mara):
    stale = renewed.post("/accounts/open/", {"name": "Fenn\n<b>", "tag": ["a", "b"]}, headers=OURS)
    field = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
    sent = [(name, unescape(value)) for name, value in field.findall(stale.text.split("<main", 1)[1])]

    assert stale.status_code == 403
    assert f"Send it as {mara.name}" in stale.text
    assert [pair for pair in sent if pair[0] != "csrfmiddlewaretoken"] == [
        ("name", "Fenn\n<b>"), ("tag", "a"), ("tag", "b"),
    ]  # fmt: skip
    assert renewed.post("/accounts/open/", dict(sent), headers=OURS).status_code != 403


@pytest.mark.parametrize(
    ("values", "headers"),
    [
        ({"name": "Fenn"}, {"Origin": "https://elsewhere.example"}), ({"name": "Fenn"}, {}),
        ({"name": "Fenn", "new_password1": "secret"}, OURS), ({"name": "Fenn", "file": BytesIO(b"x")}, OURS),
    ],
)  # fmt: skip
def test_what_a_stranger_sent_a_password_and_a_file_are_not_put_into_the_page(renewed, values, headers):
    stale = renewed.post("/accounts/open/", values, headers=headers)

    assert stale.status_code == 403
    assert "Send it as" not in stale.text
    assert "Fenn" not in stale.text


@pytest.mark.parametrize("in_place", [{"HX-Request": "true"}, {"X-Requested-With": "fetch"}, {"X-Dialog": "1"}])
def test_what_is_sent_in_place_in_an_earlier_session_gets_the_new_token_of_the_same_person(renewed, mara, in_place):
    mine = renewed.post("/accounts/open/", {"name": ""}, headers=in_place | {"X-Person": str(mara.pk)})
    token = mine.headers["X-CSRFToken"]
    others = renewed.post("/accounts/open/", {"name": ""}, headers=in_place | {"X-Person": "999"})
    again = renewed.post("/accounts/open/", {"name": "", "csrfmiddlewaretoken": token}, headers=in_place)

    assert [mine.status_code, others.status_code, again.status_code] == [403, 403, 422]
    assert "X-CSRFToken" not in others.headers
    assert "Copy your text, then reload the page." in others.text
    assert "<html" not in mine.text + others.text


def test_a_form_whose_session_has_ended_leads_to_the_sign_in_whatever_its_token(agency):
    client = Client(enforce_csrf_checks=True)
    stale = client.post("/accounts/open/", {"name": ""}, headers={"X-Dialog": "1"})

    assert stale.status_code == 401
    assert "you’re signed out" in stale.text
