"""Texts that are too long are refused as a whole: next to their field on the page, and with the reason everywhere."""

import pytest

from amity.handoff.answers import commands
from amity.handoff.tests.making import offered
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.django_db
WORDS = "One page. " * 251


def test_an_answer_that_is_too_long_is_refused_next_to_its_field_with_the_words_kept(at, mara, piet, waiting):
    one = offered(mara, waiting)

    status, page = at(piet, "answer", one.pk, number=one.number, words=WORDS, got_it="1")

    one.refresh_from_db()
    assert (status, one.state) == (422, "offered")
    assert WORDS.strip() in page
    assert 'id="words_error"' in page


def test_no_command_shortens_an_acceptance(mara, piet, waiting):
    one = offered(mara, waiting)

    with pytest.raises(Invalid) as fault:
        commands.got_it(by=acting(piet), handoff_id=one.pk, number=one.number, sentence=WORDS, now=MONDAY)

    assert fault.value.field == "sentence"
