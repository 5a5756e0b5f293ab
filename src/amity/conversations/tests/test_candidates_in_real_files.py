"""What is offered of real replies: counts are written down, so that a new word shows its price."""

from datetime import date
from email import message_from_bytes, policy

from amity.conversations.candidates.recognition import candidates_in
from amity.conversations.notes.marks import AGENCY, CLIENT

THURSDAY = date(2026, 11, 26)


def own_text(path):
    body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
    return body.get_content() if body else ""


def test_real_replies_that_promise_and_ask_nothing_are_left_alone(real_data):
    texts = [own_text(path) for path in sorted(real_data("eml/replies").glob("*.eml"))]

    assert len(texts) == 13
    assert all(candidates_in(text, side, THURSDAY) == [] for text in texts for side in (AGENCY, CLIENT))
