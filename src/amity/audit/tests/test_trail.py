"""The audit log: its content, its readers, and what it hides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.audit import queries, trail
from amity.audit.models import Payload, Record
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def record(person, **changes):
    return trail.record(
        "cost_rate.confirmed", subject=person, by=acting(person), at=MONDAY, changes=changes, money=["per_hour"]
    )


def test_amounts_are_read_with_the_right_to_cost_only(client, fina, ada):
    details = f"/settings/trail/{record(fina, per_hour='98.7654', level='average').pk}/"
    for person, sees in ((fina, True), (ada, False)):
        client.force_login(person, backend=BACKEND)
        for page in (client.get(details), client.get(details, headers={"HX-Request": "true"})):
            assert ("98.7654" in page.content.decode()) is sees
            assert "average" in page.content.decode()


def test_the_list_loads_the_changes_of_an_action_when_its_row_is_opened(client, fina):
    with_changes, without = record(fina, level="average"), record(fina)
    client.force_login(fina, backend=BACKEND)
    page = client.get("/settings/trail/").content.decode()
    table = client.get(f"/settings/trail/{with_changes.pk}/", headers={"HX-Request": "true"}).content.decode()

    assert f'<details hx-get="/settings/trail/{with_changes.pk}/" hx-trigger="toggle once"' in page
    assert f'<a href="/settings/trail/{with_changes.pk}/">' in page
    assert f"/settings/trail/{without.pk}/" not in page
    assert ("average" in page, "average" in table, "<html" in table) == (False, True, False)
    assert "changed no fields" in client.get(f"/settings/trail/{without.pk}/").content.decode()


def test_managers_do_not_read_the_audit_log(mara):
    with pytest.raises(Refused, match="Only administrators"):
        queries.trail_seen_by(acting(mara))


def test_managers_do_not_read_one_action_either(client, fina, mara):
    client.force_login(mara, backend=BACKEND)

    assert client.get(f"/settings/trail/{record(fina, level='average').pk}/").status_code == 403
    client.force_login(fina, backend=BACKEND)
    assert client.get("/settings/trail/999999999/").status_code == 404


def test_the_audit_log_is_narrowed_and_paged(agency, fina, monkeypatch):
    root = make_person("Root", "administrator")
    first, second = record(fina, n=1), record(root, n=2)
    monkeypatch.setattr(queries, "PAGE", 1)

    assert [one.id for one in queries.trail_seen_by(acting(root))] == [second.pk]
    assert [one.id for one in queries.trail_seen_by(acting(root), before=second.pk)] == [first.pk]
    assert queries.trail_seen_by(acting(root), queries.Asked(subject=f"people.person:{fina.pk}"))[0].id == first.pk


def test_a_changed_payload_or_record_is_noticed(fina):
    one, two, whole = record(fina, n=1), record(fina, n=2), record(fina, n=3)
    Payload.objects.filter(pk=one.pk).update(body={"n": 9})
    Record.objects.filter(pk=two.pk).update(actor_label="Somebody else")

    assert trail.tampered() == [one.pk, two.pk]
    assert whole.pk not in trail.tampered()


def test_a_record_and_its_payload_are_stored_in_one_statement_where_the_database_can(fina):
    with CaptureQueriesContext(connection) as asked:
        written = record(fina, per_hour="98 % “é”", none=None, listed=[1, {"a": True}])

    assert len(asked) == (1 if connection.vendor == "postgresql" else 2)
    stored = Record.objects.select_related("payload").get(pk=written.pk)
    for field in Record._meta.concrete_fields:
        assert getattr(stored, field.attname) == getattr(written, field.attname)
    assert stored.payload.body == {"per_hour": "98 % “é”", "none": None, "listed": [1, {"a": True}]}
    assert (stored.payload.money_fields, len(stored.payload.salt)) == (["per_hour"], 32)
    assert (written._state.adding, written._state.db) == (False, "default")
    assert trail.tampered() == []
