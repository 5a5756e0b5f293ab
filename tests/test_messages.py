"""Every sentence that people read is plain English, as far as a pattern can check."""

import re
from pathlib import Path

import pytest

from tests.rig.english import faults
from tooling.messages import messages

SOURCE = Path(__file__).resolve().parents[1] / "src" / "amity"


def test_every_string_keeps_to_the_patterns_of_plain_english():
    found = {
        f"{said.place}: {text!r}: {fault}"
        for said in messages()
        for text in (said.text, said.plural)
        for fault in (faults(text) if text else ())
    }

    assert sorted(found) == []


def test_no_sentence_is_inside_an_f_string_where_translators_never_see_it():
    hidden = re.compile(r"""f["'][^\n]*\{(?:_|n?gettext)\(""")
    product = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)

    assert [path.name for path in product if hidden.search(path.read_text())] == []


def test_no_letter_to_a_client_points_to_a_link_that_its_page_does_not_have():
    letter = re.compile(r"/(letters?|draft|text|writing)\.py:|reviews/sending")
    texts = [said for said in messages() if letter.search(said.place) and "mailbox" not in said.place]

    assert len({said.place.split(":")[0] for said in texts}) > 8
    assert [said.text for said in texts if re.search(r"\b(below|above)\b", said.text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "This is no mail address.", "Say why it goes back.", "Only who runs it stops the work.", "Read it anew.",
        "The price stands beside it.", "Whose", "44.1 % is left", "Names, parted by commas.", "Who of us promised it",
        "What this rests on", "Somebody else was quicker", "Not saved, meanwhile", "Who asked is told",
        "No reckoning yet",
        "Take the file to be mended", "It appears beside it", "Take it up again", "He was let go", "whoever brings it",
        "It goes on", "It came true", "What changed lately", "Hours are worked out", "Nothing is called off",
        "See your verdict", "a friend of ours", "Ask who answers for it", "Money right: hours", "She stands in for him",
        "Costs passed on", "inside time", "Under", "Send it", " ".join(["word"] * 26),
    ],
)  # fmt: skip
def test_a_string_that_breaks_a_pattern_is_found(text):
    assert faults(text)


def test_a_word_that_only_looks_like_a_fault_is_left_alone():
    assert faults("There is no longer a limit. Status of user accounts, on 26 Nov.") == []
