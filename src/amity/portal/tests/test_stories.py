"""A story on the client's pages: read once, useful or not, and answered in words."""

import pytest

from amity.audit import trail
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.insights.shares.models import Received
from amity.insights.tests.making import make_matches, make_source
from amity.insights.tests.test_sharing import send, share
from amity.portal.answers.models import Answer
from amity.portal.tests.deciding import NOW
from amity.portal.tests.making import browser_of
from tests.builders import MONDAY

pytestmark = pytest.mark.usefixtures("an_hour_later")


@pytest.fixture
def sent(osprey, mara, dana) -> Item:
    (match,) = make_matches(make_source(osprey), ["Westline sells in two languages"])
    item = send(mara, share(mara, match, dana))
    Item.objects.filter(pk=item.pk).update(released_at=MONDAY)
    return item


def test_opening_it_is_recorded_once_and_by_no_preview(client, sent, mara, dana):
    client.force_login(mara)
    preview = client.get(f"/contacts/{dana.pk}/client/sent/{sent.pk}/").content.decode()
    assert "Is this useful to you?" in preview
    assert Received.objects.get().read_at is None

    page = browser_of(dana).get(f"/client/sent/{sent.pk}/").content.decode()

    assert "can see that you opened this page" in page
    assert Received.objects.get().read_at == NOW
    assert "read on their pages" in client.get("/insights/?tab=shared").content.decode()


def test_useful_is_one_press_and_a_reply_reaches_the_author_as_an_answer(client, sent, mara, dana):
    browser, address = browser_of(dana), f"/client/sent/{sent.pk}/story/"

    pressed = browser.post(address, {"outcome": "useful", "words": ""}, follow=True).content.decode()
    assert "You found this useful" in pressed
    assert (Received.objects.get().outcome, Answer.objects.count()) == ("useful", 0)

    replied = browser.post(address, {"words": "Can we do this too?"}, follow=True).content.decode()
    assert f"Thank you. {mara.name} has your answer." in replied
    answer = Answer.objects.get()
    assert (answer.words, answer.state, answer.contact) == ("Can we do this too?", "answered", dana)
    assert Received.objects.get().outcome == "useful"
    assert trail.actions_on(Received.objects.get().share.match)[-2:] == ["story.replied", "story.replied"]
    client.force_login(mara)
    assert f'<a href="/going-out/{sent.pk}/">Useful</a>' in client.get("/insights/?tab=shared").content.decode()


def test_an_empty_reply_and_a_story_of_someone_else_change_nothing(osprey, sent, dana):
    empty = browser_of(dana).post(f"/client/sent/{sent.pk}/story/", {"words": "  "}, follow=True)
    assert "Enter your reply." in empty.content.decode()
    other = make_contact(osprey, "Gwen Lewis")

    refused = browser_of(other, token="another").post(f"/client/sent/{sent.pk}/story/", {"outcome": "useful"})

    assert refused.status_code == 404
    assert Received.objects.get().outcome == ""
