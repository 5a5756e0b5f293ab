"""Who takes work over sees both ways to accept it, and why one isn't open yet."""

import re
from itertools import accumulate

import pytest
from django.urls import reverse

from amity.handoff.tests.making import make_waiting, offered, read_back_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
CONDITIONS = re.compile(r"<(a|button)([^>]*)>\s*Accept with conditions\s*</")
FOLD = re.compile(r"<details( open)?>\s*<summary>Add another condition</summary>(.*?)</details>", re.DOTALL)


def found(pattern, page):
    """Return the groups of the only match."""
    [groups] = pattern.findall(page)
    return groups


@pytest.fixture
def handoff(mara, piet, osprey):
    """Return a full hand-off that waits for Piet's answer."""
    return offered(mara, make_waiting(osprey, piet), "full")


@pytest.fixture
def page(client, piet, handoff):
    """Return a function that reads a page of the hand-off as Piet."""
    client.force_login(piet)
    return lambda name, **sent: getattr(client, "post" if sent else "get")(
        reverse(f"handoff:{name}", args=[handoff.pk]), sent or None
    ).content.decode()


def test_accepting_with_conditions_is_shown_before_the_read_back_with_the_reason(page, piet, handoff):
    before = page("handoff")
    read_back_all(piet, handoff)
    after = page("handoff")

    tag, attributes = found(CONDITIONS, before)
    assert (tag, "disabled" in attributes, 'aria-describedby="cant"' in attributes) == ("button", True, True)
    assert re.search(r'id="cant".*hasn’t been read back yet', before, re.DOTALL)
    tag, attributes = found(CONDITIONS, after)
    assert (tag, "data-dialog" in attributes) == ("a", True)


def test_a_second_condition_is_folded_until_it_is_used(page, piet, handoff):
    read_back_all(piet, handoff)

    opened, folded = found(FOLD, page("conditions"))
    assert (opened, "Second condition" in folded) == ("", True)
    opened, _folded = found(FOLD, page("conditions", text="Access", text_2="The map", number="1"))
    assert opened == " open"


def test_both_people_are_below_the_title_so_that_it_has_the_row(page):
    head = page("handoff").partition('<div class="page-head')[2]

    before = head.partition("</h1>")[2].partition("<small>from<")[0]
    depths = accumulate(-1 if closes else 1 for closes in re.findall(r"<(/?)div", before))
    assert min(depths) >= 0
