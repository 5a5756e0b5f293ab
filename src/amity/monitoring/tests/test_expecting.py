"""Expectations of a project: linked to it, or about a line of its agreement, and seen by those who work on it."""

from datetime import UTC, date, datetime

import pytest

from amity.accounts.evidence import Evidence
from amity.expectations import queries as expectations
from amity.expectations.changes import ExpectationFields, Move
from amity.expectations.commands import move_expectation, record_expectation
from amity.monitoring.expectations import commands
from amity.monitoring.expectations import queries as expectation_queries
from amity.shared.errors import NotSeen, Refused
from tests.builders import acting, make_account, make_line, make_person, make_project

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(site):
    return Evidence(site.account.contacts.create(name="Dana Whitlock").pk, date(2026, 11, 20))


def on_project(person, project, heard, statement="In Welsh"):
    said = ExpectationFields(statement, evidence=heard)
    return commands.expect_on_project(by=acting(person), project_id=project.pk, fields=said, now=NOW)


def test_who_runs_the_project_records_and_its_team_reads(piet, tim, site, heard):
    one = on_project(piet, site, heard)

    assert expectation_queries.expectations_of_project(acting(tim), site) == [one]
    with pytest.raises(Refused):
        move_expectation(by=acting(tim), expectation_id=one.pk, version=1, move=Move("met"), now=NOW)
    with pytest.raises(NotSeen):
        expectations.expectation_seen_by(acting(make_person("Stranger")), one.pk)


def test_who_runs_a_project_sees_all_the_client_expects_and_the_team_only_its_projects(mara, piet, tim, site, heard):
    said = ExpectationFields("Old news is bad news", "way", evidence=heard)
    general = record_expectation(by=acting(mara), account_id=site.account_id, fields=said, now=NOW)

    assert expectations.expectations_of(acting(piet), site.account) == [general]
    assert expectations.expectations_of(acting(tim), site.account) == []


def test_an_expectation_about_a_line_belongs_to_the_project_of_its_agreement(mara, piet, site, heard):
    line = make_line(site.agreement, "W1")
    said = ExpectationFields("English only", "scope", line_id=line.pk, evidence=heard)
    one = record_expectation(by=acting(mara), account_id=site.account_id, fields=said, now=NOW)

    assert expectation_queries.expectations_of_project(acting(piet), site) == [one]

    other = make_project(site.account, name="Other", manager=piet)
    commands.bind_expectation(by=acting(mara), expectation_id=one.pk, project_id=other.pk, now=NOW)
    assert expectation_queries.expectations_of_project(acting(piet), site) == []


def test_it_is_bound_to_a_project_of_its_own_client_only(mara, piet, site, heard):
    one = on_project(piet, site, heard)
    other = make_project(make_account("Larkfield", manager=mara), manager=piet)

    with pytest.raises(Refused):
        commands.bind_expectation(by=acting(mara), expectation_id=one.pk, project_id=other.pk, now=NOW)
    commands.bind_expectation(by=acting(mara), expectation_id=one.pk, project_id=None, now=NOW)
    assert expectation_queries.project_of(one) is None
