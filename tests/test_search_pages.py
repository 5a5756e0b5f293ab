"""Search finds each page of the menus, their tabs and the lists by its title, for those who can open it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from amity.accounts import places as accounts
from amity.insights import places as insights
from amity.people.rules import ROLES
from amity.services import places as growth
from amity.ui.lists.page import ListPage
from amity.ui.search import jumps
from amity.ui.slots import further_pages, navigation, own_pages, rooms, settings_pages
from tests.builders import acting, make_person
from tests.matrix.walk import stated

pytestmark = pytest.mark.django_db
MENUS = (navigation, *rooms, own_pages, settings_pages, accounts.lists, insights.pages, further_pages)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each page with its address."""
    for one in resolver.url_patterns:
        address = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from patterns(one, address)
        else:
            yield address, one


def lists() -> Iterator[tuple[str, str]]:
    """Yield each list that needs no id: its address and its title."""
    for address, one in patterns(get_resolver()):
        view = getattr(one.callback, "view_class", None)
        if view is not None and issubclass(view, ListPage) and "<" not in address:
            yield f"/{address.removeprefix('/')}", str(view.title)


def offered(client: Client, typed: str) -> str:
    """Return what is offered under the field."""
    return client.get("/jump/options/", {"q": typed}).content.decode()


def finds(client: Client, title: str, address: str) -> bool:
    """Return whether typing a title leads to its page."""
    return f'data-key="{address}"' in offered(client, title)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_each_page_of_the_menus_and_their_tabs_is_found_by_its_label(client: Client, site, role):
    """The matrix opens the pages of each role. Only someone without a role opens theirs here."""
    person = make_person("Nell", *([role] if role else []))
    client.force_login(person)
    entries = [entry for slot in MENUS for entry in slot.seen_by(acting(person))]
    rows = stated()

    if role:
        assert [entry.url for entry in entries if not any(role in row.get for row in rows[entry.url])] == []
    else:
        assert [entry.url for entry in entries if client.get(entry.address()).status_code != 200] == []
    assert [entry.url for entry in entries if not finds(client, str(entry.label), entry.address())] == []


def test_each_list_is_found_by_its_title(client: Client, site):
    client.force_login(make_person("Nell", *ROLES))

    by_label = {entry.address() for slot in MENUS for entry in slot.entries}
    missing = [one for one in lists() if one[0] not in by_label and not finds(client, one[1], one[0])]
    assert missing == [], missing


def test_a_page_is_found_by_its_title_in_the_language_of_the_reader(mara):
    with override("de"):
        labels = {page.url: page.name for page in jumps.pages_of(growth.tabs, acting(mara))}

    assert labels["/growth/retention/"] == "Bindung"


def test_a_page_with_that_name_offers_no_account_of_that_name(client: Client, mara):
    client.force_login(mara)

    for title in ("Extra work", "Practices", "Work by goal", "drift"):
        assert "New account" not in offered(client, title)


def test_a_page_is_offered_once(client: Client, mara):
    client.force_login(mara)

    assert offered(client, "insights").count('data-key="/insights/"') == 1
