"""Filters of the conversation that few events pass: the database finds those by an index, not among all events."""

import os
import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.accounts.timeline.queries import Asked, events_of
from amity.conversations.models import PassOn
from amity.mailbox.models import Message, MessageAddress, Thread
from tests.builders import MONDAY, acting

EVENTS = int(os.environ.get("AMITY_SPARSE_EVENTS", "2000"))
"""Emails on the account. Decision 0041 was measured with 100,000."""
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def rare(osprey, mara):
    """Have an account with many emails from one contact, of which few go out or name another, and one thing open."""
    often, rare = osprey.contacts.create(name="Often"), osprey.contacts.create(name="Rare")
    thread = Thread.objects.create(account=osprey, subject="Matter", last_at=MONDAY)
    known = {"thread": thread, "account": osprey, "source": "upload", "taken_at": MONDAY, "kind": "ordinary"}
    few = {1, EVENTS // 2, EVENTS - 1}
    rows = [
        Message(
            direction="out" if number in few else "in", message_id=f"<{number}@o>", digest=f"{number:064}",
            headers_digest=f"{number:064}", subject=f"Email {number}", sent_at=MONDAY - timedelta(minutes=number),
            **known,
        )
        for number in range(EVENTS)
    ]  # fmt: skip
    Message.objects.bulk_create(rows, batch_size=500)
    named = [
        MessageAddress(message=row, place="from", position=0, contact=rare if number in few else often)
        for number, row in enumerate(rows)
    ]
    MessageAddress.objects.bulk_create(named, batch_size=500)
    passed = [
        PassOn(
            account=osprey, direction="to_team", text=f"Passed {number}", colleague=mara, raised_by=mara,
            raised_at=MONDAY - timedelta(minutes=number), state="open" if number == EVENTS - 1 else "acknowledged",
        )
        for number in range(EVENTS)
    ]  # fmt: skip
    PassOn.objects.bulk_create(passed, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return rare


def plan_of(by, account, **asked):
    """Return how many events a filter finds, and the database's plan for its query."""
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        found, _more = events_of(acting(by), account, Asked(**asked))
        took = time.perf_counter() - started
    [sql] = [one["sql"] for one in queries.captured_queries if f"'{asked['kind']}-0'" in one["sql"]]
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}".replace("%", "%%"))
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    print(connection.vendor, asked, len(found), f"{took * 1000:.0f} ms")
    return len(found), plan


def walks(plan, table, index):
    """Return whether a plan goes through all events of an account by their time."""
    return bool(re.search(rf"\b{index}\b", plan)) or bool(re.search(rf"SCAN {table}\b|Seq Scan on {table}\b", plan))


def test_emails_of_a_rare_contact_are_found_by_the_contact(mara, osprey, rare):
    found, plan = plan_of(mara, osprey, contact_id=rare.pk, kind="emails")

    assert found == 3
    assert not walks(plan, "mailbox_message", "mailbox_messages_by_time"), plan


def test_emails_of_a_rare_direction_are_found_by_the_direction(mara, osprey, rare):
    found, plan = plan_of(mara, osprey, direction="to_client", kind="emails")

    assert found == 3
    assert "mailbox_messages_by_way" in plan
    assert not walks(plan, "mailbox_message", "mailbox_messages_by_time"), plan


def test_the_one_thing_that_is_open_is_found_among_those_that_are_open(mara, osprey, rare):
    found, plan = plan_of(mara, osprey, to_pass_on=True, kind="passed")

    assert found == 1
    assert "conversations_open_by_time" in plan
    assert not walks(plan, "conversations_passon", "conversations_raised_by_time"), plan
