"""What a client never wants is said once in a prompt, though a preference and the strategy both hold it."""

from datetime import timedelta

import pytest

from amity.handoff.sources import client
from amity.handoff.tests.making import expected, prepared
from amity.handoff.versions.rules import Block, Item, differences
from amity.handoff.wording import label_of
from tests.builders import MONDAY


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


@pytest.mark.parametrize(
    ("item", "label"),
    [
        (Item("preference.1", "Emails longer than one screen", unit="dislike"), "Dislikes"),
        (Item("preference.1", "Short emails", unit="like"), "Likes"),
        (Item("preference.1", "Prices with VAT", unit="must"), "Must have"),
        (Item("preference.1", "Compare us with others", unit="never"), "Never"),
        (Item("preference.1", "Never show a fare without VAT", unit="never"), ""),
        (Item("preference.1", "Compare us with others"), ""),
        (Item("card.1", "Health claims"), "Never"),
        (Item("card.1", "Health claims\nNo countdown"), ""),
        (Item("brief.constraints", "Forty stations only"), "Constraints"),
        (Item("brief.exclusions", "Print"), "Out of scope"),
    ],
)
def test_each_line_says_what_it_is(item, label):
    assert label_of(item) == label


def test_a_version_without_attitudes_is_no_change_and_another_attitude_is_one():
    def found(then, now):
        return differences(*([Block("preference", (Item("preference.1", "Emails", unit=one),))] for one in (then, now)))

    assert found("", "dislike") == []
    assert [one.verdict for one in found("like", "dislike")] == ["changed"]


@pytest.mark.django_db
def test_a_late_promise_says_so_until_it_is_kept(at, mara, piet, waiting, time_machine):
    time_machine.move_to(MONDAY)
    promise = expected(mara, waiting, "Three claims")
    promise.kind, promise.promised_by, promise.promised_until = "promise", mara, MONDAY.date() - timedelta(days=26)
    promise.save()
    one = prepared(mara, waiting, "full")
    assert ", late" in at(mara, "handoff", one.pk)[1]

    promise.state = "met"
    promise.save()
    assert ", late" not in at(mara, "handoff", one.pk)[1]
