"""Names of a file and existing records."""

import pytest

from amity.imports.names.rules import (
    AccountHints,
    Known,
    ProjectHints,
    Register,
    Verdict,
    guess_account,
    remembered,
)

PEOPLE = Register([Known(1, "Lotte Vries", "lotte@agency.example"), Known(2, "Ravi Menon"), Known(3, "Range 2026")])
ACCOUNTS = [
    AccountHints(1, "Saltmarsh Foods", ("saltmarsh.example",)),
    AccountHints(2, "Kestrel Bikes GmbH", ("kestrel.example",)),
]


@pytest.mark.parametrize(
    ("name", "mail", "verdict", "key", "code"),
    [
        ("anybody", "Lotte@agency.example", "match", 1, "same_mail"),
        ("LOTTE  vries", "", "match", 1, "same_name"),
        ("Lotte Vriés", "", "guess", 1, "same_but_for_spelling"),
        ("Lotte Vriess", "", "guess", 1, "name_is_close"),
        ("Hanne Berg", "", "create", 0, "name_unknown"),
        ("Range 2027", "", "create", 0, "name_unknown"),
        ("", "", "none", 0, "name_missing"),
    ],
)
def test_a_person_is_found_by_mail_then_name_then_nearness(name, mail, verdict, key, code):
    found = PEOPLE.match(name, mail=mail)

    assert (found.verdict, found.key, found.reason.code) == (verdict, key, code)


def test_two_of_one_name_stay_open_unless_the_client_tells():
    projects = Register([Known(1, "Website", parent=7), Known(2, "Website", parent=8)])

    assert projects.match("website").verdict is Verdict.NONE
    assert projects.match("website", parent=8).key == 2


def test_a_code_is_an_id():
    assert Register([Known(4, "Site", codes=("ACM-1",))]).match("whatever", code="acm-1").key == 4


def test_an_earlier_choice_is_remembered_by_name():
    assert remembered({"kb shop": 2}, "KB  Shop") is not None
    assert remembered({}, "KB shop") is None


@pytest.mark.parametrize(
    ("project", "key", "verdict", "code"),
    [
        (ProjectHints("Saltmarsh retainer"), 1, "guess", "name_in_project"),
        (ProjectHints("kestrel bikes"), 2, "match", "same_name"),
        (ProjectHints("Shop", ["mail to ann@kestrel.example", "x"]), 2, "guess", "domain_in_texts"),
        (ProjectHints("Misc", ["Saltmarsh call", "Kestrel Bikes call"]), 0, "none", "several_in_texts"),
        (ProjectHints("Internal", ever_billable=False), 0, "guess", "never_billable"),
        (ProjectHints("Whatever"), 0, "none", "no_account_found"),
    ],
)
def test_a_project_without_client_gets_a_guess_with_its_reason(project, key, verdict, code):
    found = guess_account(project, ACCOUNTS)

    assert (found.key, found.verdict, found.reason.code) == (key, verdict, code)


def test_past_choices_go_before_every_guess():
    found = guess_account(ProjectHints("Saltmarsh retainer"), ACCOUNTS, chosen={"saltmarsh retainer": 2})

    assert (found.key, found.reason.code) == (2, "chosen_before")
