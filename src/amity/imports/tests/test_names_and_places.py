"""Where time is imported: by names, by choices, and where a file names little. Also the size of chunks."""

from types import SimpleNamespace

import pytest

from amity.accounts.models import Account
from amity.agency.models import Limit
from amity.audit.models import Payload
from amity.imports import commands
from amity.imports.models import Batch, Choice, Source
from amity.imports.names.decisions import Decision
from amity.imports.pace import Pace
from amity.imports.source_file.options import Options
from amity.imports.tests.bringing import HARVEST, amity, csv_file, harvest_file, harvest_row
from amity.imports.undo.undoer import remove
from amity.projects.models import Project, TeamMember
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting, entry_changes, make_account, make_project


@pytest.fixture
def bring(capsys, fina, tmp_path):
    return lambda *rows: amity(
        capsys, "import", "harvest", harvest_file(tmp_path, *rows), "--create-missing", "--json", "--as", fina.mail
    )


@pytest.fixture
def looked_at(fina):
    def run(*rows, name="x.csv"):
        by, chunks = acting(fina, "cli"), [(HARVEST + "".join(rows)).encode()]
        options = Options(create_missing=True)
        batch = commands.bring_file(by=by, tool="harvest", name=name, chunks=chunks, options=options, now=MONDAY)
        commands.read_batch(by=by, batch_id=batch.pk)
        return by, batch.pk

    return run


def decide_and_apply(by, batch, *decisions, compare=True):
    if compare:
        commands.decide_names(by=by, batch_id=batch, decisions=decisions, now=MONDAY)
        commands.match_batch(by=by, batch_id=batch)
    commands.begin_batch(by=by, batch_id=batch, now=MONDAY)
    return commands.apply_batch(by=by, batch_id=batch, now=MONDAY)


def test_time_with_a_client_and_no_project_is_account_service(bring):
    bring(harvest_row(project="", task="", rate=""))

    entry = Entry.objects.get()
    account = entry.account
    assert account is not None
    assert (account.name, entry.project, entry.item, entry.billable) == ("Osprey", None, None, False)
    assert verify().clean


def test_time_with_neither_is_the_agencys_own(bring):
    bring(harvest_row(client="", project="", task="", rate=""))

    entry = Entry.objects.get()
    assert (entry.account, entry.project, Account.objects.count()) == (None, None, 0)


def test_a_project_without_client_waits_for_its_account(bring):
    bring(harvest_row(client=""))

    project = Project.objects.get()
    assert (project.account, project.is_internal, Entry.objects.get().project) == (None, False, project)


def test_an_account_made_by_an_import_has_the_currency_of_its_prices(bring):
    bring(harvest_row().replace("Euro - EUR", "United States Dollar - USD"))

    assert Account.objects.get().currency == "USD"


def test_existing_names_are_found_and_nothing_is_made_twice(bring, osprey, tim):
    make_project(osprey, name="Site")
    bring(harvest_row(client="OSPREY  Rail", first="Tim", last=""))

    assert (Account.objects.count(), Project.objects.count()) == (1, 1)
    assert Entry.objects.get().person == tim
    assert TeamMember.objects.get().person == tim


def test_a_choice_is_remembered_for_the_source(looked_at, osprey):
    by, batch = looked_at(harvest_row(text="A"))
    decide_and_apply(by, batch, Decision("client", "osprey", "match", osprey.pk))
    _by, again = looked_at(harvest_row(text="A"), harvest_row(day="2026-11-03", text="B"), name="y.csv")

    assert Entry.objects.get().account == osprey
    assert Batch.objects.get(pk=again).counts["created"] == 1


def test_ignored_names_leave_their_rows_out(looked_at):
    by, batch = looked_at(harvest_row(text="A"), harvest_row(client="Secret", text="B"))
    applied = decide_and_apply(by, batch, Decision("client", "secret", "ignore"))

    assert (applied.counts["ignored"], applied.counts["created"]) == (1, 1)
    assert Entry.objects.get().text == "A"


def test_a_project_is_made_under_the_account_that_was_chosen(looked_at, osprey):
    by, batch = looked_at(harvest_row(client="", project="Portal"))
    decide_and_apply(by, batch, Decision("project", "\x1fportal", "create", osprey.pk))

    assert Project.objects.get(name="Portal").account == osprey


def test_work_inside_the_agency_is_made_as_its_own(looked_at):
    by, batch = looked_at(harvest_row(client="", project="Holidays", rate=""))
    decide_and_apply(by, batch, Decision("project", "\x1fholidays", "inside"))

    assert (Project.objects.get().is_internal, Entry.objects.get().account) == (True, None)


def test_a_file_of_one_project_may_name_it_by_code_or_name(capsys, fina, site, tmp_path):
    path = csv_file(tmp_path, "date,person,hours,description\n2026-11-02,Tim,1,Work\n")
    words = ("--project", "ticket site", "--json", "--as", fina.mail)
    answer = amity(capsys, "import", "csv", path, *words)

    assert (answer.code, answer["created"], Entry.objects.get().project) == (0, 1, site)


def test_a_month_closed_since_the_preview_rejects_its_rows_only(looked_at, fina):
    by, batch = looked_at(harvest_row(day="2026-10-05", text="Old"), harvest_row(text="New"))
    timesheets.lock_month(by=acting(fina), month=202610, now=MONDAY)
    applied = decide_and_apply(by, batch, compare=False)

    assert (applied.counts["rejected"], applied.counts["created"], applied.counts["tracked_seconds"]) == (1, 1, 3600)
    assert Entry.objects.get().text == "New"


def test_what_was_edited_since_the_preview_is_a_conflict(bring, looked_at, fina):
    bring(harvest_row(hours="1"))
    by, batch = looked_at(harvest_row(hours="2"))
    entry = Entry.objects.get()
    changes = entry_changes(hours="5:00", project=entry.project, on=entry.work_date)
    timesheets.edit_entry(by=acting(fina), entry_id=entry.pk, version=entry.version, changes=changes, now=MONDAY)
    applied = decide_and_apply(by, batch, compare=False)

    assert (applied.counts["conflict"], applied.counts.get("updated")) == (1, None)
    assert Entry.objects.get().seconds == 5 * 3600


def test_two_projects_of_one_code_are_told_apart_by_their_names(bring):
    rows = [harvest_row(project=name).replace(f",{name},,", f",{name},X1,") for name in ("Site", "Shop")]
    bring(*rows)
    again = bring(*rows, harvest_row(day="2026-11-05", project="Shop").replace(",Shop,,", ",Shop,X1,"))

    assert (again["unchanged"], again["created"]) == (2, 1)
    assert Entry.objects.filter(project__name="Shop").count() == 2
    assert sorted(Project.objects.values_list("code", flat=True)) == ["", "X1"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (harvest_row(client="C" * 201), "The name in client has more than 200 characters."),
        (harvest_row(rate="1" + "0" * 20), "The amount is too large."),
    ],
)
def test_what_no_column_can_hold_is_rejected(bring, row, reason):
    answer = bring(harvest_row(text="Good"), row)

    assert (answer.code, answer["created"], answer["rejected"]) == (3, 1, [{"row": 2, "reason": reason}])


def test_no_chunk_is_larger_than_the_agencys_limit(bring, agency):
    Limit.objects.create(name="import.chunk_rows", value=60)
    bring(*(harvest_row(text=f"Work {n}") for n in range(200)))

    chunks = Payload.objects.filter(record__action="import.applied").order_by("pk")
    assert [chunk.body["created"] for chunk in chunks] == [60, 60, 60, 20]


def test_chunks_shrink_when_they_take_too_long(agency, monkeypatch):
    clock = iter([0.0, 2.0, 2.0, 2.05, 2.11, 2.21, 2.21])
    still = SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda _seconds: None)
    monkeypatch.setattr("amity.imports.pace.time", still)
    pace = Pace(1_000, 2_000)
    with pace:
        pass
    slow = pace.size
    with pace:
        pass

    assert (slow, pace.size, pace.longest) == (175, 350, 2.0)


def test_the_first_chunk_is_never_more_than_the_limit(agency):
    assert Pace(250, 100).size == 100


def test_a_choice_of_what_an_undo_removes_goes_with_it(agency):
    account = make_account("Ospry")
    source = Source.objects.create(tool="csv")
    Choice.objects.create(source=source, kind="client", name_key="ospry", target=account.pk, verdict="match")

    assert remove("client", account.pk)
    assert not Choice.objects.exists()
