"""The page shows what was measured, and measures are right."""

from pathlib import Path

import pytest

from relevance.__main__ import ORDERS, _grades, measured
from relevance.data import articles, clients
from relevance.feeds import table
from relevance.measures import ndcg, precision

PAGE = Path(__file__).resolve().parents[2] / "docs" / "insights.md"


def test_measures_are_those_of_the_textbook():
    assert ndcg([2, 1, 0]) == 1
    assert ndcg([0, 0, 2]) == pytest.approx(0.5)
    assert ndcg([0, 0]) == 0
    assert precision([1, 0, 2, 0, 0, 2]) == 0.4


def test_the_page_shows_what_becomes_of_each_real_feed(real_data):
    assert "\n".join(table(real_data("feeds"))) in PAGE.read_text()


def test_the_page_shows_what_was_measured(real_data):
    assert "\n".join(measured(real_data("feeds"))) in PAGE.read_text()


def test_ours_is_better_than_newest_first_and_plain_bm25_on_both_measures(real_data):
    known = clients()
    pool = articles(real_data("feeds"), list(known[0].grades))

    for measure in (ndcg, precision):
        ours, plain, newest = (
            sum(measure(_grades(client, order, pool)) for client in known) for order in ORDERS.values()
        )
        assert ours > plain > newest
