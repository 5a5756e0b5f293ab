"""An outside script: page through, write once, and get a conflict when it is late. Every refusal is a problem."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amity.api import idempotency, throttling
from amity.api.models import RememberedAnswer
from amity.audit import trail
from amity.jobs.registry import schedules
from amity.people import rules
from amity.people.rights.commands import set_money_right
from amity.timesheets.models import Entry
from tests.builders import WORK_DAY, acting, make_account, make_entry, make_person, make_project
from tests.matrix.machines import token_of

TIME = {"work_date": "2026-11-20", "seconds": 5400, "text": "Icons"}


class Script:
    """A program with a token."""

    def __init__(self, person, *scopes):
        self.headers = {"Authorization": f"Bearer {token_of(person, *(scopes or rules.SCOPES))}"}
        self.client = Client(raise_request_exception=False)

    def __call__(self, method, path, body=None, **headers):
        text = "" if body is None else json.dumps(body)
        return self.client.generic(
            method, f"/api/v1/{path}", text, content_type="application/json", headers=self.headers | headers
        )


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    """Start every test with empty request counts, as a process does."""
    throttling.forget()
    yield
    throttling.forget()


@pytest.fixture
def script(tim):
    return Script(tim)


def test_pages_hold_every_entry_once_though_others_are_logged_and_deleted_meanwhile(script, tim):
    made = [make_entry(by=tim, on=WORK_DAY - timedelta(days=number % 3)) for number in range(7)]
    seen, cursor = [], ""
    for _page in range(4):
        page = script("GET", f"entries?limit=3&cursor={cursor}").json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"] or ""
        if len(seen) == 3:
            made.append(make_entry(by=tim))
            script("DELETE", f"entries/{made[0].pk}?version=1")

        if not cursor:
            break

    assert seen == [entry.pk for entry in made]


def test_an_entry_sent_twice_with_one_key_is_logged_once_and_answered_the_same(script):
    first = script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})
    again = script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})

    assert (first.status_code, first.content) == (201, again.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Entry.objects.count() == 1


def test_an_entry_takes_few_statements_and_none_sorts_the_one_row_it_finds(script, tim):
    project = make_project(make_account("Osprey Rail"), team=[tim])
    time = TIME | {"project_id": project.pk}
    script("POST", "entries", time)

    with CaptureQueriesContext(connection) as asked:
        assert script("POST", "entries", time).status_code == 201

    statements = [query["sql"] for query in asked.captured_queries]
    assert len(statements) <= 11, statements
    sorting = [sql for sql in statements if sql.startswith("SELECT") and sql.rfind("ORDER BY") > sql.rfind("WHERE")]
    assert all("FOR KEY SHARE" in sql for sql in sorting), sorting


def test_a_key_that_comes_with_another_body_is_refused(script):
    script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})

    other = script("POST", "entries", TIME | {"seconds": 60}, **{"Idempotency-Key": "row-17"})

    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert Entry.objects.count() == 1


def test_a_fault_names_the_field_without_the_operations_argument(script):
    wrong, asked = script("POST", "entries", TIME | {"seconds": "x"}), script("GET", "entries?limit=x")

    assert [answer.json()["errors"][0]["field"] for answer in (wrong, asked)] == ["seconds", "limit"]


def test_a_key_is_free_again_when_nothing_was_written(script):
    wrong = script("POST", "entries", TIME | {"project_id": 999_999}, **{"Idempotency-Key": "row-17"})
    right = script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "project_id")
    assert right.status_code == 201


def test_a_key_of_one_token_is_new_for_another(tim, script):
    script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})
    Script(tim)("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})

    assert Entry.objects.count() == 2


def take_away_the_money_right(tim):
    change = {"person_id": tim.pk, "right": 0, "now": timezone.now()}
    set_money_right(by=acting(make_person("Root", rules.ADMINISTRATOR)), **change)


def take_off_a_project(tim):
    project = make_project(make_account("Larkfield"), team=[tim])
    trail.record("project.member_removed", subject=project, by=acting(make_person("Piet")), at=timezone.now())


@pytest.mark.parametrize("change", [take_away_the_money_right, take_off_a_project])
def test_an_answer_is_not_shown_again_once_rights_have_changed(tim, script, change):
    script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})
    change(tim)
    again = script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})

    assert (again.status_code, "Icons" in again.content.decode()) == (403, False)
    assert Entry.objects.count() == 1


def test_the_worker_forgets_answers_after_a_day(script):
    script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})
    forget = schedules["forget.answers"].run

    forget(timezone.now() + timedelta(hours=23))
    kept = RememberedAnswer.objects.count()
    forget(timezone.now() + timedelta(hours=24, seconds=1))

    assert (kept, RememberedAnswer.objects.count()) == (1, 0)


def test_a_key_is_new_after_a_day_even_where_no_worker_forgot_it(script):
    script("POST", "entries", TIME, **{"Idempotency-Key": "row-17"})
    RememberedAnswer.objects.update(at=timezone.now() - idempotency.KEPT)

    other = TIME | {"seconds": 60}
    first = script("POST", "entries", other, **{"Idempotency-Key": "row-17"})
    again = script("POST", "entries", other, **{"Idempotency-Key": "row-17"})

    assert (first.status_code, first.headers.get("Idempotency-Replayed")) == (201, None)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (first.content, "true")
    assert sorted(Entry.objects.values_list("seconds", flat=True)) == [60, 5400]


def test_who_changes_what_someone_else_changed_is_told_the_version_that_stands(script, tim):
    entry = make_entry(by=tim)
    script("PATCH", f"entries/{entry.pk}", {"version": 1, "seconds": 7200})

    late = script("PATCH", f"entries/{entry.pk}", {"version": 1, "seconds": 60})

    assert (late.status_code, late.json()["current_version"]) == (409, 2)
    assert Entry.objects.get().seconds == 7200


def test_a_change_leaves_alone_what_it_does_not_name(script, tim, site):
    entry = make_entry(by=tim, project=site, text="Icons")

    changed = script("PATCH", f"entries/{entry.pk}", {"version": 1, "seconds": 7200}).json()

    assert (changed["text"], changed["project_id"], changed["seconds"], changed["version"]) == (
        "Icons",
        site.pk,
        7200,
        2,
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "nothing", None, {}, 404),
        ("GET", "entries/1", None, {}, 404),
        ("GET", "entries?project=1", None, {}, 422),
        ("GET", "entries?limit=201", None, {}, 422),
        ("GET", "entries?cursor=MTox", None, {}, 422),
        ("GET", "entries", None, {"Accept": "text/html"}, 406),
        ("PUT", "entries", {}, {}, 405),
        ("POST", "entries", {}, {"Content-Type": "text/plain"}, 415),
        ("POST", "entries", {"seconds": 1}, {}, 422),
        ("POST", "entries", TIME | {"colour": "red"}, {}, 422),
        ("POST", "entries", TIME | {"text": "a\x00b"}, {}, 422),
        ("POST", "entries", TIME | {"text": "x" * 1_100_000}, {}, 413),
        ("POST", "entries", TIME | {"person_id": 1}, {}, 403),
    ],
)
def test_every_no_is_a_problem_and_never_a_page(script, ada, tim, method, path, body, headers, status):
    if body and "person_id" in body:
        body = body | {"person_id": ada.pk}
    content_type = headers.get("Content-Type", "application/json")
    answer = script.client.generic(
        method, f"/api/v1/{path}", json.dumps(body or {}), content_type=content_type, headers=script.headers | headers
    )

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail", "instance", "errors"} <= answer.json().keys()


def test_a_body_that_is_no_json_is_unreadable(script):
    answer = script.client.post("/api/v1/entries", "{", content_type="application/json", headers=script.headers)

    assert (answer.status_code, answer.json()["type"]) == (400, "urn:amity:problem:unreadable")


def test_what_breaks_is_told_with_the_id_that_the_log_holds(script, monkeypatch, caplog):
    monkeypatch.setattr("amity.timesheets.queries.entries_seen_by", lambda by: 1 // 0)

    answer = script("GET", "entries")

    assert answer.status_code == 500
    assert answer.json()["error_id"] in caplog.text


def test_too_many_calls_get_the_time_to_wait(script, settings):
    settings.API_A_MINUTE = 20
    throttling.forget()

    answers = [script("GET", "people/me") for _ in range(21)]

    assert {one.status_code for one in answers[:20]} == {200}
    assert answers[20].status_code == 429
    assert 1 <= int(answers[20].headers["Retry-After"]) <= 60


def test_no_answer_but_of_the_docs_sets_a_cookie_or_reads_a_session(script, django_assert_num_queries):
    script("GET", "people/me")
    script.client.cookies["amity_session"] = "somebody"

    with django_assert_num_queries(1):
        answer = script("GET", "people/me")

    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_schema_is_open_and_names_the_key_of_every_post(client):
    told = client.get("/api/v1/openapi.json").json()

    posts = [methods["post"] for methods in told["paths"].values() if "post" in methods]
    assert told["openapi"].startswith("3.1")
    assert all(any(one["name"] == "Idempotency-Key" for one in post["parameters"]) for post in posts)


def test_the_docs_page_shows_every_operation(client, tim):
    client.force_login(tim)

    page = client.get("/api/v1/docs").content.decode()

    assert [name for name in ("log_entry", "list_profitability", "EntryShape") if name not in page] == []
