"""Labels of the items of a hand-off."""

import pytest

from amity.handoff.versions.rules import Item
from amity.handoff.wording import label_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Video consultations", "Out of scope"), ("Out of scope: video consultations", ""),
        ("out of scope : video", ""), ("Out of scope", "Out of scope"), ("Until May: video", "Out of scope"),
    ],
)  # fmt: skip
def test_a_text_that_begins_with_its_own_label_has_it_once(text, label):
    assert label_of(Item("brief.exclusions", text)) == label
