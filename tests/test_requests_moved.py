"""Requests of conversations and of retainers, written before they had one table, are requests of today."""

from datetime import UTC, date, datetime

import pytest
from django.apps.registry import Apps

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.audit.models import Record
from amity.audit.queries import Asked, narrowed
from amity.conversations.models import NotePoint
from amity.people.models import Person
from amity.portal.models import OwnRequest
from amity.projects.models import Project, WorkItem
from amity.scope.models import Request
from amity.scope.trail_words import retained_named
from tests.builders import MONDAY, make_agreement, make_project
from tests.migrating import before

pytestmark = pytest.mark.django_db(transaction=True)
ENDED = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 2)


MIGRATIONS = (
    ("conversations", "0014_requests_to_scope"), ("retainers", "0009_requests_to_scope"),
    ("portal", "0011_own_requests"),
)  # fmt: skip
FORMER, CALL_OFF = ("conversations", "Request"), ("retainers", "CallOff")
ACCOUNTS = ((41, "A map", None, ""), (42, "In Welsh", ENDED, "declined"), (43, "Ours", None, ""))
RETAINED = (("Lookbook", None), ("Banner", ENDED), ("Paper bags", ENDED))


def write_former(then: Apps, account: Account, author: Person, agreement: Agreement) -> None:
    """Write three requests of an account, one from a note and one of the client's own, and three within a retainer."""
    project = Project.objects.get(agreement=agreement)
    note = then.get_model("conversations", "Note").objects.create(
        account_id=account.pk, kind="call", title="Call", held_at=MONDAY, author_id=author.pk, added_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    for pk, words, closed_at, outcome in ACCOUNTS:
        then.get_model(*FORMER).objects.create(
            id=pk, account_id=account.pk, words=words, asked_on=DAY, added_at=MONDAY, closed_at=closed_at,
            state="closed" if closed_at else "open", outcome=outcome,
        )  # fmt: skip
    point = {"note_id": note.pk, "mark": "request", "text": "A map", "request_id": 41}
    then.get_model("conversations", "NotePoint").objects.create(**point)
    then.get_model("portal", "OwnRequest").objects.create(request_id=43)
    for number, (title, ended) in enumerate(RETAINED, 1):
        item = WorkItem.objects.create(project=project, title=title, finished_at=ended)
        then.get_model(*CALL_OFF).objects.create(
            id=number + 50, agreement_id=agreement.pk, number=number, item_id=item.pk, asked_on=DAY,
            dropped_on=ENDED.date() if title == "Paper bags" else None,
        )  # fmt: skip


def test_both_former_tables_become_requests_and_whatever_pointed_there_still_does(osprey, mara, piet):
    agreement = make_agreement(osprey, "retainer")
    make_project(osprey, name="Care", manager=piet, agreement=agreement)
    with before(*MIGRATIONS) as then:
        write_former(then, osprey, mara, agreement)

    found = {one.words: one for one in Request.objects.all()}
    kept = [found[words] for _pk, words, _closed, _outcome in ACCOUNTS]
    assert [(one.pk, one.state, one.outcome, one.is_open, one.through) for one in kept] == [
        (41, "new", "", True, "phone"), (42, "declined", "declined", False, "other"), (43, "new", "", True, "portal"),
    ]  # fmt: skip
    within = [found[title] for title, _ended in RETAINED]
    assert [(one.state, one.outcome, one.is_open, one.number) for one in within] == [
        ("included", "", True, 1), ("included", "done", False, 2), ("included", "not_needed", False, 3),
    ]  # fmt: skip
    assert {one.account_id for one in found.values()} == {osprey.pk}
    assert min(one.pk for one in within) > 43
    assert (NotePoint.objects.get().request, OwnRequest.objects.get().request) == (kept[0], kept[2])
    assert Request.objects.create(account=osprey, words="Next", asked_on=DAY, added_at=MONDAY).pk > within[-1].pk
    check_audit_log(found["Banner"])


def check_audit_log(banner: Request) -> None:
    """Check that records of both times are found and named, and none of another request with the same number."""
    assert retained_named([52])[52].name == "Banner"
    logged = _record("call_off.logged", "retainers.calloff", 52)
    closed = _record("request.closed", "scope.request", banner.pk)
    _record("call_off.logged", "retainers.calloff", banner.pk)
    history = narrowed(Record.objects.order_by("pk"), Asked(subject=f"scope.request:{banner.pk}"))
    assert list(history) == [logged, closed]


def _record(action: str, kind: str, number: int) -> Record:
    row = Record(
        action=action, subject_kind=kind, subject_id=number, actor_kind="person", actor_id=1, actor_label="Mara",
        through="page", at=MONDAY, digest="0" * 64,
    )  # fmt: skip
    row.save(force_insert=True)
    return row
