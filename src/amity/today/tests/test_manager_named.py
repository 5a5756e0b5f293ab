"""A director's cards name the account manager; nobody else's do."""

import pytest
from django.utils import timezone

from amity.accounts.waiting import named
from amity.people.tokens.commands import make_token
from amity.today.tests.making import make_promise
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.todos import DECIDE
from tests.builders import acting, make_account, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def for_everyone(monkeypatch, mara, ada, osprey):
    """Let items about three accounts wait for each person: the director's, her own, and another director's."""
    accounts = osprey, make_account("Fenn", manager=ada, director=ada), make_account("Tarn", manager=mara)
    items = [Item(id=at, title=f"Of {one.name}", address="/", account=named(one)) for at, one in enumerate(accounts, 1)]
    kind = Kind(
        key="made", order=1, todo=DECIDE, icon="flag", label="Made", measured="days", rows=lambda person, today: items,
        items=lambda by, rows, today: list(rows),
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, "made", kind)


def managers(client, person, query=""):
    """Return the account manager that each card of a person's Today names."""
    client.force_login(person)
    context = client.get(f"/today/{query}").context
    rows = [*context["open_cards"], *context["folded_cards"]]
    return {row.item.heading: row.card.lead.manager for row in rows}


def test_a_director_reads_who_manages_the_accounts_that_they_direct(client, ada, mara, piet, for_everyone):
    nameless = {"Of Osprey Rail": "", "Of Fenn": "", "Of Tarn": ""}

    assert managers(client, ada) == nameless | {"Of Osprey Rail": "Mara"}
    assert managers(client, mara) == managers(client, piet) == nameless


def test_the_cards_of_their_people_name_whose_they_are(client, ada, mara, osprey):
    make_promise(osprey, mara, "The page list")
    jana = make_person("Jana", "account_manager", lead=ada)
    make_promise(make_account("Tarn", manager=jana), jana, "The map")
    client.force_login(ada)
    page = client.get("/today/?whose=people").content.decode()

    assert managers(client, ada, "?whose=people") == {"The page list": "Mara", "The map": "Jana"}
    assert "Account manager: </span><span data-verbatim>Mara</span>" in page


def test_the_api_names_who_the_page_names(client, ada, mara, for_everyone):
    def named_for(person):
        token = make_token(by=acting(person), name="Reader", scopes=["read"], days=1, now=timezone.now()).secret
        answer = client.get("/api/v1/today", headers={"Authorization": f"Bearer {token}"}).json()
        return {card["account"]: card["account_manager"] for card in answer["cards"]}

    assert named_for(ada) == {"Osprey Rail": "Mara", "Fenn": "", "Tarn": ""}
    assert set(named_for(mara).values()) == {""}
