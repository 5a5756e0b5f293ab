"""What a person set aside keeps its title in each language."""

import pytest

from amity.handoff.tests.making import make_waiting, offered
from amity.people.models import Person
from amity.today.asides.commands import not_now
from amity.today.asides.fields import NotNowFields
from amity.today.cards.collecting import PEOPLE, board_of
from amity.today.models import Aside
from amity.ui.reader_format import Ways, in_locale, using
from amity.waiting import kinds, todos
from amity.waiting.kinds import Item, Kind
from tests.builders import MONDAY, acting, make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
ENGLISH, GERMAN, FRENCH = "Hand-off of Launch", "Übergabe von Launch", "Passation de Launch"


@pytest.fixture
def card(mara, piet, osprey):
    """Return the key of Piet's card of a hand-off that was offered to him."""
    offered(mara, make_waiting(osprey, piet, name="Launch"))
    return board_of(acting(piet), MONDAY).shown[0].key


def test_a_title_is_shown_in_the_language_of_its_reader(client, piet, card):
    not_now(by=acting(piet), card_key=card, fields=NotNowFields(), now=MONDAY)

    for locale, title in (("en_GB", ENGLISH), ("de_DE", GERMAN), ("fr_FR", FRENCH)):
        Person.objects.filter(pk=piet.pk).update(locale=locale)
        client.force_login(piet)
        for address in ("/today/", "/today/aside/"):
            assert title in client.get(address).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_what_was_set_aside_in_german_is_shown_in_english(piet, card):
    with using(Ways(locale="de_DE")), in_locale("de_DE"):
        one = not_now(by=acting(piet), card_key=card, fields=NotNowFields(), now=MONDAY)

    assert one.title == GERMAN
    assert one.heading == ENGLISH
    assert Aside(title="Von früher").heading == "Von früher"


def test_a_card_of_a_directors_people_has_its_title_in_each_language(mara, piet, ada, osprey):
    make_account("Fenn", manager=piet, director=ada)
    offered(mara, make_waiting(osprey, piet, name="Launch"))

    one = not_now(
        by=acting(ada), card_key=board_of(acting(ada), MONDAY, whose=PEOPLE).shown[0].key, fields=NotNowFields(),
        now=MONDAY, whose=PEOPLE,
    )  # fmt: skip

    assert one.translations == {"de": GERMAN, "fr": FRENCH}


@pytest.mark.parametrize("is_duty", [True, False])
def test_ones_own_duty_can_wait_but_not_pass(client, mara, monkeypatch, is_duty):
    kind = Kind(
        key="hours", order=1, todo=todos.RECORD, icon="clock", label="Hours", is_duty=is_duty,
        rows=lambda person, today: [1], items=lambda by, rows, today: [Item(id=1, title="Missing time", address="/")],
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, "hours", kind)
    client.force_login(mara)
    page = client.get("/today/").content.decode()

    assert "/today/cards/hours-1/not-now/" in page
    assert [f"/today/cards/hours-1/{answer}/" in page for answer in ("let-pass", "not-so")] == [not is_duty] * 2
