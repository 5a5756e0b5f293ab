"""What is offered of real talks and emails, sentence by sentence: a new word shows its price here.

The data folder has two talks, an interview and a lecture, and replies that say "Hello": a person would keep nothing
of them. Its other emails, about software, music and holidays, have the few sentences of `WANTED`.
"""

import mailbox
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy

import pytest

from amity.conversations.candidates.recognition import candidates_in
from amity.conversations.notes.marks import AGENCY, CLIENT
from amity.conversations.suspected.recognition import suspects_in
from amity.conversations.transcripts.reading import talk_in
from tests.rig.real import path_of

THURSDAY = date(2026, 11, 26)
TALKS = ("teams_example.vtt", "zoom_style_sample.vtt")
NOT_WANTED = """\
Great, let me ask you another question.
Can you tell me about a time you faced a difficult technical challenge and how you approached solving it?
I had to figure out how to parse VTT files reliably.
Right, it was created to meet the need for scientists at universities and
""".splitlines()
"""Sentences of the talks that come close: a question of the talk itself, the past, someone else's need."""
WANTED = {
    (AGENCY, "promise", "As regards the timeline, we should be done by Friday."),
    (CLIENT, "request", "Russell, can we use Jelly's office again?"),
    (
        CLIENT,
        "request",
        "could you add these two (the limited pack and book) to my slowly growing number of items on my request list.",
    ),
}
"""Sentences of emails to ask about. Of the last one the end is compared."""
NOT_ASKED = """\
I will be taking vacation from Friday, 12/22/95, through 12/26/95.
I'd like to revisit the proposal I previously shared with you regarding a potential collaboration.
We will be in touch again with any further updates,
""".splitlines()
"""Sentences of emails that come close: an absence, an advertisement, a footer."""


def own_text(raw: bytes) -> str:
    """Return the plain text of an email, "" where it can't be read."""
    try:
        body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
        return body.get_content() if body else ""
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""


def emails() -> Iterator[str]:
    """Yield the text of every real email."""
    yield from (path.read_text(errors="replace") for path in sorted(path_of("eml/folding").glob("*.txt")))
    for folder, ending in (("mime", "msg"), ("replies", "eml")):
        yield from (own_text(path.read_bytes()) for path in sorted(path_of(f"eml/{folder}").glob(f"*.{ending}")))
    for path in sorted(path_of("mbox").glob("*.mbox")):
        box = mailbox.mbox(path)
        yield from (own_text(message.as_bytes()) for message in box)
        box.close()


def test_of_the_two_real_talks_nothing_is_offered(real_data):
    for name in TALKS:
        talk = talk_in(real_data(f"transcripts/{name}").read_bytes(), name)
        spoken = "\n\n".join(cue.text for cue in talk.cues)
        assert [one.text for side in (AGENCY, CLIENT, None) for one in candidates_in(spoken, side, THURSDAY)] == []


@pytest.mark.parametrize("line", [*NOT_WANTED, *NOT_ASKED])
def test_a_sentence_that_comes_close_is_not_offered(line):
    assert [one.text for side in (AGENCY, CLIENT) for one in suspects_in(line, side, THURSDAY)] == []


def test_real_replies_that_promise_and_ask_nothing_are_left_alone(real_data):
    texts = [own_text(path.read_bytes()) for path in sorted(real_data("eml/replies").glob("*.eml"))]

    assert len(texts) == 13
    assert all(candidates_in(text, side, THURSDAY) == [] for text in texts for side in (AGENCY, CLIENT))


def test_of_all_real_emails_only_sentences_that_a_person_would_want_are_asked_about(real_data):
    real_data("eml/folding")
    found = {
        (side, one.mark, one.text) for text in emails() for side in (AGENCY, CLIENT)
        for one in suspects_in(text, side, THURSDAY)
    }  # fmt: skip

    assert {(side, mark, _wanted(text)) for side, mark, text in found} == WANTED
    assert len(found) == len(WANTED)


def _wanted(text: str) -> str:
    return next((wanted for _side, _mark, wanted in WANTED if text.endswith(wanted)), text)
