"""The frame of every email."""

import pytest
from django.utils import translation

from amity.outbox.letters import greeted, letter


def test_a_letter_greets_by_the_first_name_and_says_why_it_came():
    written = letter("Lotte Vries", "Your week was returned.", "", "https://amity.example/", why="You log time.")

    assert written == "Hello Lotte,\n\nYour week was returned.\n\nhttps://amity.example/\n\nYou log time.\n"


@pytest.mark.parametrize(("language", "name"), [("en", "Lotte"), ("fr", "Lotte"), ("de", "Lotte Vries")])
def test_a_greeting_has_the_name_that_its_language_asks_for(language, name):
    with translation.override(language):
        assert greeted("Lotte Vries") == name
