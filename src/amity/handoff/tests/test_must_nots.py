"""What a client never wants is said once in a prompt, though a preference and the strategy both hold it."""

import pytest

from amity.handoff.sources import client
from amity.handoff.versions.rules import Item


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["Cows that talk", "Cows that talk.\nHealth claims"], ["Cows that talk", "Health claims"]),
        (["Cows that talk", "cows that talk"], ["Cows that talk"]),
        (["Cows that talk", "Health claims"], ["Cows that talk", "Health claims"]),
        (["Health claims", "No health claims"], ["Health claims"]),
    ],
)
def test_a_line_that_repeats_a_preference_is_left_out(monkeypatch, texts, kept):
    items = [Item(f"item.{number}", text) for number, text in enumerate(texts)]
    monkeypatch.setattr(client, "must_nots", lambda account: items)

    assert [item.text for item in client.must_nots_once(None)] == kept
