"""Reviewing roles, people who are left out, and due dates in working time."""

from datetime import UTC, datetime

import pytest

from amity.agreements.library.rules import Judged, Term
from amity.agreements.review import rules as reviews
from amity.agreements.review.rules import Rule, Subject

TERM = Term("liability", "number", "1", ("2",), better="lower", asks_director=True)
PLAIN = Term("payment", "number", "30", ("45",), better="lower")


def subject(kind="sow", value=10_000_00, *compliance, term=TERM, has_rights=False):
    return Subject(kind, value, tuple(Judged(term, "x", one) for one in compliance), has_rights)


def roles(*args, returned=(), **kwargs):
    return [one.role for one in reviews.wanted(reviews.BROUGHT, subject(*args, **kwargs), returned)]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (("sow",), []), (("nda",), ["legal"]), (("msa", None), ["legal"]),
        (("sow", 40_000_00), []), (("sow", 40_000_01), ["business_affairs"]), (("sow", None), ["business_affairs"]),
        (("sow", 1, "standard"), []), (("sow", 1, "outside"), ["legal"]),
        (("sow", 1, "fallback"), ["account_director"]),
        (("sow", 99_000_00, "outside", "fallback"), ["business_affairs", "legal", "account_director"]),
    ],
)  # fmt: skip
def test_the_default_rules(given, wanted):
    assert roles(*given) == wanted


def test_a_director_is_asked_about_fallbacks_of_terms_that_say_so_only():
    assert roles("sow", 1, "fallback", term=PLAIN) == []


def test_rights_of_others_are_looked_at_by_business_affairs():
    assert roles("sow", 1, has_rights=True) == ["business_affairs"]


def test_who_returned_it_looks_again_whatever_the_rules_say_now():
    (found,) = reviews.wanted(reviews.BROUGHT, subject("sow", 1), ["legal"])

    assert (found.role, found.causes) == ("legal", (reviews.LOOKS_AGAIN,))


def test_two_rules_of_a_role_are_one_review_with_the_shorter_time():
    rules = [Rule("a", "legal", "always", due_hours=16), Rule("b", "legal", "value", threshold=0, due_hours=4)]

    (found,) = reviews.wanted(rules, subject())

    assert (found.causes, found.due_hours) == (("a", "b"), 4)


def test_a_rule_that_is_off_asks_no_one():
    assert reviews.wanted([Rule("a", "legal", "always", is_on=False)], subject()) == []


@pytest.mark.parametrize(
    ("holders", "why"), [([], "no_holder"), ([1], "own"), ([1, 2], ""), ([3], "")],
)  # fmt: skip
def test_a_role_is_left_out_without_a_holder_or_where_only_the_drafter_holds_it(holders, why):
    assert reviews.held_back("legal", {"legal": holders}, {1}) == why


def march(day, hour):
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def weekday(moment):
    return moment.weekday() < 5


@pytest.mark.parametrize(
    ("asked", "hours", "due"),
    [
        ((23, 9), 8, (23, 17)), ((23, 10), 8, (24, 10)), ((23, 17), 1, (24, 10)), ((23, 20), 1, (24, 10)),
        ((23, 7), 1, (23, 10)), ((27, 16), 2, (30, 10)), ((28, 12), 16, (31, 17)), ((23, 9), 16, (24, 17)),
    ],
)  # fmt: skip
def test_time_counts_in_working_hours_of_working_days(asked, hours, due):
    assert reviews.due(march(*asked), hours, weekday) == march(*due)


def test_holidays_are_no_working_time():
    free = {datetime(2026, 3, 24, 9, tzinfo=UTC).date()}

    found = reviews.due(
        datetime(2026, 3, 23, 16, tzinfo=UTC), 2, lambda moment: weekday(moment) and moment.date() not in free
    )

    assert found == datetime(2026, 3, 25, 10, tzinfo=UTC)


def test_a_value_above_the_limit_and_an_unknown_one_are_different_causes():
    known, unknown = (
        reviews.wanted(reviews.BROUGHT, subject("sow", value))[0].causes for value in (40_000_01, None)
    )  # fmt: skip

    assert (known, unknown) == (("affairs-value",), (reviews.UNKNOWN_VALUE,))
