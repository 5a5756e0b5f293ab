"""Rules of accounts: status changes, domains, holders, coverage."""

from datetime import date

import pytest

from amity.accounts import rules
from amity.shared.dates.duties import Held, holder_on


@pytest.mark.parametrize(
    ("before", "after", "legal"),
    [
        ("prospect", "active", True),
        ("active", "dormant", True),
        ("dormant", "active", True),
        ("closed", "active", True),
        ("active", "prospect", False),
        ("closed", "dormant", False),
        ("active", "gone", False),
    ],
)
def test_an_account_moves_only_along_its_table(before, after, legal):
    assert rules.may_move(before, after) is legal


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("Osprey.Example", "osprey.example"),
        ("https://www.osprey.example/contact", "osprey.example"),
        ("Jo.Marsh@mail.osprey.example", "mail.osprey.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("osprey", None),
        ("10.0.0.1", None),
        ("not a domain.example", None),
        ("", None),
    ],
)
def test_a_mail_domain_is_read_from_what_people_paste(typed, domain):
    assert rules.domain_of(typed) == domain


def test_the_newest_day_that_has_begun_says_who_holds_a_duty():
    held = [
        Held("manager", 1, date(2026, 1, 1)),
        Held("manager", 2, date(2026, 6, 1)),
        Held("director", 9, date(2026, 7, 1)),
        Held("manager", 3, date(2027, 1, 1)),
    ]

    assert holder_on(held, "manager", date(2026, 11, 25)) == held[1]
    assert holder_on(held, "manager", date(2025, 1, 1)) is None


def test_coverage_names_the_key_roles_no_one_has():
    covered = rules.coverage([["sponsor"], ["day_to_day", "champion"]])

    assert covered == rules.Coverage(contacts=2, missing=("decision_maker",), single_threaded=False)


def test_one_contact_carries_everything():
    assert rules.coverage([["sponsor", "decision_maker", "day_to_day"]]).single_threaded
    assert not rules.coverage([]).single_threaded


def test_no_one_reports_to_themselves_around_a_corner():
    assert rules.runs_in_a_circle({1: 2, 2: 3, 3: None}, 3, 1)
    assert not rules.runs_in_a_circle({1: 2, 2: 3, 3: None}, 1, 3)
