"""Replies as mail programs write them: their answer decides, and nothing of the quote below it."""

import pytest

from amity.mailbox.messages.folding import above_quote
from amity.mailbox.messages.html import as_text
from amity.mailbox.messages.parsing import read_mail
from amity.mailbox.messages.reply_words import is_approval
from tests.builders import MONDAY
from tests.rig.real import path_of

NAMES = ("Alex",)
ANSWERS = ("Hello", "Hi. I am fine.", "Hi Katharine.")
"""How the answers of the files begin."""
NOT_READ = {
    "reply-quotations-share-block.eml",  # it says more than its first words
    "thunderbird.eml",  # its answer is below the quote
}


@pytest.fixture(scope="module")
def texts():
    """Return the text of each file by its name."""
    found = {}
    for path in sorted(path_of("eml/replies").iterdir()):
        raw = path.read_bytes()
        is_page = path.suffix == ".html"
        found[path.name] = as_text(raw.decode(errors="replace")) if is_page else read_mail(raw, MONDAY).text
    return found


def saying(text: str, words: str) -> str:
    """Return the text with another answer above its quote."""
    answer = min((answer for answer in ANSWERS if answer in text), key=text.index)
    return text.replace(answer, words, 1)


def test_none_of_them_approves_as_it_was_written(texts):
    assert [name for name, text in texts.items() if is_approval(above_quote(text, []), NAMES)] == []


def test_each_approves_once_its_answer_does(texts):
    said = {name: above_quote(saying(text, "Approved."), []) for name, text in texts.items()}

    assert len(said) == 22
    assert {name for name, words in said.items() if not is_approval(words, NAMES)} == NOT_READ


def test_an_approval_in_the_quote_is_none_of_the_answer(texts):
    asked = {name: saying(text, "Please change the logo.") + "\n> Approved." for name, text in texts.items()}

    assert [name for name, text in asked.items() if is_approval(above_quote(text, []), NAMES)] == []
