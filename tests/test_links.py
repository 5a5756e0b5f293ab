"""The links that the permission matrix follows: what is read as a link, as a place, and as a fault."""

from tests.matrix.links import Link, faults_of, links_of, places_of
from tests.matrix.walk import Answered


def test_links_of_a_page_are_read_with_their_query_and_their_place():
    page = (
        '<a href="/a/?x=1&amp;y=2#z">a</a><a class="q" href="?kind=b">b</a><a href="#top">c</a>'
        '<a href="/file/?export=csv" download>d</a><a href="https://elsewhere.example/">e</a><a id="f">f</a>'
    )

    found = sorted(links_of(page, "/here/?old=1"))

    assert found == [Link("/a/?x=1&y=2", "z"), Link("/here/?kind=b", ""), Link("/here/?old=1", "top")]


def test_places_of_a_page_are_read():
    assert places_of('<h2 id="lines">Lines</h2><a name="old&amp;new"></a>') == {"lines", "old&new"}


def test_a_link_that_turns_its_reader_away_and_a_place_that_is_missing_are_found():
    page = Answered(200, '<h2 id="lines">Lines</h2>', grew=False, turned_away=False)
    closed = Answered(404, "", grew=False, turned_away=False)

    found = faults_of(
        {("team", Link("/a/", "lines")): page, ("team", Link("/a/", "what")): page, ("team", Link("/b/", "")): closed}
    )

    assert found == ["team /a/: no place #what", "team /b/: turned away"]
