"""Every refusal is a page with its sentence. An unforeseen error has an id that is in the log too."""

import errno
import os

import pytest
from django.test import RequestFactory

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
