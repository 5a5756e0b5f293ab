"""Requests within a retainer: logged, changed, finished, dropped, reopened, and the time counted for each."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.models import Contact
from amity.audit import trail
from amity.projects.models import WorkItem
from amity.retainers.page import RetainerPage, retainer_page
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.scope.models import Request
from amity.scope.requests.commands import (
    drop_request,
    edit_request,
    finish_request,
    log_included_request,
    log_request,
    reopen_request,
)
from amity.scope.requests.fields import RequestFields
from amity.shared.errors import Invalid, Refused, Stale
from amity.waiting.queries import open_on
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_line, make_project, seconds

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
TERMS = PeriodTerms(OCTOBER, "hours", seconds("60"), "surplus", 1_000, 1)


def item_of(row: Request) -> WorkItem:
    """Return the work item of a request within a retainer."""
    assert row.item is not None
    return row.item


@pytest.fixture
def care(osprey, piet, tim):
    """Return a retainer of 60 h for 7,200 a month from October on, pooled over two projects."""
    agreement = make_agreement(osprey, "retainer", fee=720_000, included_seconds=seconds("60"), starts_on=OCTOBER)
    make_line(agreement, "1")
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    make_project(osprey, name="More care", manager=piet, team=[tim], agreement=agreement)
    return agreement


def test_who_runs_the_work_logs_requests_and_never_agrees_on_terms(piet, care):
    with pytest.raises(Refused):
        agree_period_terms(by=acting(piet), agreement_id=care.pk, terms=TERMS, now=MONDAY)

    row = log_included_request(
        by=acting(piet),
        agreement_id=care.pk,
        fields=RequestFields("Lookbook", planned_seconds=10, asked_on=NOVEMBER),
        now=MONDAY,
    )
    assert (row.number, item_of(row).title, item_of(row).project.name) == (1, "Lookbook", "Care")


def test_time_counts_to_a_request_through_its_work_item(mara, tim, osprey, care):
    contact = Contact.objects.create(account=osprey, name="Cleo Client")
    row = log_included_request(
        by=acting(mara),
        agreement_id=care.pk,
        fields=RequestFields("Lookbook", planned_seconds=seconds("2"), asked_on=NOVEMBER, contact_id=contact.pk),
        now=MONDAY,
    )
    make_entry(by=tim, project=item_of(row).project, hours="3", on=date(2026, 11, 19), item_id=row.item_id)

    page = retainer_page(acting(mara), care.pk, "", MONDAY.date())
    assert isinstance(page, RetainerPage)
    (asked,) = page.asked

    assert (asked.used, asked.over, asked.state, asked.contact) == (seconds("3"), seconds("1"), "over", "Cleo Client")


def test_a_request_that_is_over_cannot_be_ended_again(mara, care):
    row = log_included_request(
        by=acting(mara), agreement_id=care.pk, fields=RequestFields("A", asked_on=NOVEMBER), now=MONDAY
    )
    drop_request(by=acting(mara), request_id=row.pk, now=MONDAY)

    with pytest.raises(Refused):
        finish_request(by=acting(mara), request_id=row.pk, now=MONDAY)
    assert trail.actions_on(row) == ["request.recorded", "request.closed"]


def test_a_request_that_was_ended_too_early_is_taken_up_again(mara, care):
    row = log_included_request(
        by=acting(mara), agreement_id=care.pk, fields=RequestFields("A", asked_on=NOVEMBER), now=MONDAY
    )
    asked: dict[str, Any] = {"by": acting(mara), "request_id": row.pk, "now": MONDAY}
    with pytest.raises(Refused):
        reopen_request(**asked)
    drop_request(**asked)

    back = reopen_request(**asked)

    back.refresh_from_db()
    assert back.is_open
    assert trail.actions_on(row) == ["request.recorded", "request.closed", "request.reopened"]


def test_a_request_that_changed_is_changed_with_its_work_item(mara, osprey, care):
    contact = Contact.objects.create(account=osprey, name="Cleo Client")
    row = log_included_request(
        by=acting(mara), agreement_id=care.pk, fields=RequestFields("A", asked_on=NOVEMBER), now=MONDAY
    )
    asked: dict[str, Any] = {"by": acting(mara), "request_id": row.pk, "now": MONDAY}

    changed = edit_request(
        **asked,
        version=1,
        fields=RequestFields("B", contact.pk, asked_on=NOVEMBER, wanted_on=date(2026, 11, 30), planned_seconds=60),
    )

    item = item_of(changed)
    item.refresh_from_db()
    assert (item.title, item.planned_seconds, changed.contact) == ("B", 60, contact)
    assert changed.wanted_on == date(2026, 11, 30)
    with pytest.raises(Stale):
        edit_request(**asked, version=1, fields=RequestFields("D", asked_on=NOVEMBER))
    with pytest.raises(Invalid):
        edit_request(**asked, version=2, fields=RequestFields("B", asked_on=NOVEMBER, wanted_on=OCTOBER))
    finish_request(**asked)
    with pytest.raises(Refused):
        edit_request(**asked, version=2, fields=RequestFields("C", asked_on=NOVEMBER))
    assert trail.actions_on(row) == ["request.recorded", "request.edited", "request.closed"]


def test_where_billable_time_counts_a_request_uses_no_other(mara, tim, care):
    terms = replace(TERMS, counted="billable")
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=terms, now=MONDAY)
    row = log_included_request(
        by=acting(mara), agreement_id=care.pk, fields=RequestFields("A", asked_on=NOVEMBER), now=MONDAY
    )
    for billable, hours in ((True, "2"), (False, "1")):
        make_entry(
            by=tim,
            project=item_of(row).project,
            hours=hours,
            on=date(2026, 11, 19),
            item_id=row.item_id,
            billable=billable,
        )

    page = retainer_page(acting(mara), care.pk, "", MONDAY.date())

    assert isinstance(page, RetainerPage)
    assert (page.asked[0].used, page.period.row.used, page.no_request) == (seconds("2"), seconds("2"), 0)


def test_a_contact_of_another_client_asked_for_nothing_here(mara, care):
    with pytest.raises(Invalid):
        log_included_request(
            by=acting(mara),
            agreement_id=care.pk,
            fields=RequestFields("A", asked_on=NOVEMBER, contact_id=10**6),
            now=MONDAY,
        )


def test_a_request_finished_after_midnight_where_the_agency_is_belongs_to_the_new_period(mara, care, agency):
    agency.time_zone = "Australia/Sydney"
    agency.save()
    row = log_included_request(
        by=acting(mara), agreement_id=care.pk, fields=RequestFields("Lookbook", asked_on=OCTOBER), now=MONDAY
    )
    item = item_of(row)
    item.finished_at = datetime(2026, 10, 31, 13, 30, tzinfo=UTC)
    item.save()
    days = [OCTOBER, NOVEMBER]
    pages = [retainer_page(acting(mara), care.pk, day.isoformat(), date(2026, 12, 1)) for day in days]

    assert [[one.closed for one in page.asked] for page in pages if isinstance(page, RetainerPage)] == [[False], [True]]


def test_a_late_request_of_a_retainer_is_open_on_its_account_in_the_query_of_other_requests(mara, osprey, care):
    cleo = Contact.objects.create(account=osprey, name="Cleo")
    asked: dict[str, Any] = {"asked_on": date(2026, 11, 2), "contact_id": cleo.pk}
    log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields("A lookbook", **asked), now=MONDAY)
    for title, wanted in (
        ("Late page", date(2026, 11, 19)),
        ("Soon", date(2026, 11, 25)),
        ("Later", date(2026, 12, 20)),
    ):
        fields = RequestFields(title, planned_seconds=3_600, wanted_on=wanted, **asked)
        log_included_request(by=acting(mara), agreement_id=care.pk, fields=fields, now=MONDAY)

    with CaptureQueriesContext(connection) as asked_for:
        groups = {one.kind.key: one for one in open_on(acting(mara), osprey.pk, MONDAY.date(), account=osprey)}

    assert [(item.title, item.days_late) for item in groups["request"].items] == [("Late page", 4), ("Soon", 0)]
    assert [item.title for item in groups["client_request"].items] == ["A lookbook"]
    assert sum('FROM "scope_request"' in one["sql"] for one in asked_for.captured_queries) == 1


def test_the_plan_of_a_period_is_what_earlier_periods_left_of_it(client, care, mara, piet, tim):
    project = care.projects.order_by("pk").first()
    row = log_included_request(
        by=acting(piet), agreement_id=care.pk, now=MONDAY,
        fields=RequestFields("Lookbook", planned_seconds=seconds("20"), asked_on=OCTOBER),
    )  # fmt: skip
    for day, hours in ((date(2026, 10, 20), "8"), (date(2026, 11, 3), "2")):
        make_entry(by=tim, project=project, hours=hours, on=day, item_id=item_of(row).pk)

    page = retainer_page(acting(mara), care.pk, "", MONDAY.date())
    assert isinstance(page, RetainerPage)

    assert (page.lines_planned, page.lines_used, page.planned) == (seconds("12"), seconds("2"), seconds("10"))
    assert page.lines_difference == 0
    client.force_login(mara)
    text = client.get(f"/retainers/{care.pk}/").text.replace("\u00a0", " ")
    assert "10 h planned on it" in text
    assert f"{page.period.row.there // 3600 - 12} h of the {page.period.row.there // 3600} h available" in text
