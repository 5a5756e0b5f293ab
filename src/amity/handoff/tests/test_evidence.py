"""The evidence beneath a row of a hand-off."""

import pytest
from django.template.loader import render_to_string

from amity.handoff.versions.rules import Item


@pytest.mark.parametrize(("text", "names"), [("Ferdia Nolan", 0), ("Live on Monday", 1)])
def test_who_stated_it_is_named_unless_the_row_is_that_name(text, names):
    item = Item(key="brief.approver", text=text, mark="known", who="Ferdia Nolan", where="email")

    shown = render_to_string("handoff/evidence.html", {"row": {"item": item}})

    assert shown.count("Ferdia Nolan") == names
    assert "email" in shown
