"""Phrases that records store: in English, whoever writes them, and shown in the reader's language."""

import pytest
from django.utils import translation

from amity.shared.text import phrases


@pytest.mark.parametrize(
    ("stored", "german"),
    [
        ("call", "Anruf"),
        ("Client pages", "Kundenseiten"),
        ("Client pages, page 2", "Kundenseiten, page 2"),
        ("signed in Amity, with a code", "in Amity mit Code unterschrieben"),
        (
            "Conflicts with what was agreed: two rounds\nof copy",
            "Steht im Konflikt mit der Vereinbarung: two rounds\nof copy",
        ),
        ("Sent to Dana Whitlock by email", "Per E-Mail an Dana Whitlock gesendet"),
        ("steering call", "steering call"),
        ("call the client", "call the client"),
        ("", ""),
    ],
)
def test_a_phrase_is_shown_in_the_readers_language_and_other_text_as_it_is(stored, german):
    with translation.override("de"):
        assert phrases.shown(stored) == german
    with translation.override("en"):
        assert phrases.shown(stored) == stored


def test_a_german_writer_stores_the_english_phrase():
    with translation.override("de"):
        assert phrases.stored(phrases.CONFLICTS_WITH, {"agreed": "40 %"}) == "Conflicts with what was agreed: 40 %"


def test_a_label_within_a_phrase_is_translated_too():
    phrases.learn(["do it at no charge"])

    with translation.override("de"):
        shown = phrases.shown("Answer: do it at no charge. It is a small thing. Really.")

    assert shown == "Antwort: ohne Berechnung erledigen. It is a small thing. Really."
