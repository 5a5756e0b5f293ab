"""Contacts and quoted lines by command."""

import pytest

from amity.accounts.models import Account, Contact, MailDomain
from amity.imports.models import Batch
from amity.imports.tests.bringing import amity, csv_file, left_over
from amity.lines.models import Terms
from amity.projects.models import Project
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting

PEOPLE = (
    "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value,Phone 1 - Value\n"
    "Olga,Berg,Osprey Rail,Head of digital,olga@osprey.example,+49 1\n"
    "Nils,Kaya,Heron Foods,,nils@heron.example ::: n@home.example,\n"
    "Ivo,Lund,,,ivo@heron.example,\n"
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Uma Roth\nORG:Osprey Rail\nEMAIL:uma@osprey.example\nEND:VCARD\n"


@pytest.fixture
def contacts(capsys, fina, tmp_path):
    def run(text, *words, name="people.csv"):
        return amity(capsys, "import", "contacts", csv_file(tmp_path, text, name), "--json", "--as", fina.mail, *words)

    return run


@pytest.fixture
def lines(capsys, fina, tmp_path):
    def run(text, project="AVH"):
        path = csv_file(tmp_path, "code,name,est_hours,phase\n" + text, "lines.csv")
        return amity(capsys, "import-lines", path, "--project", project, "--json", "--as", fina.mail)

    return run


def test_contacts_go_to_the_account_of_their_company_or_mail(contacts, osprey):
    answer = contacts(PEOPLE, "--create-missing")

    assert (answer.code, answer["rows"], answer["created"], answer["tracked_seconds"]) == (0, 3, 3, 0)
    assert {c.name: c.account.name for c in Contact.objects.select_related("account")} == {
        "Olga Berg": "Osprey Rail", "Nils Kaya": "Heron Foods", "Ivo Lund": "Heron Foods",
    }  # fmt: skip
    assert MailDomain.objects.get(domain="heron.example").account.name == "Heron Foods"


def test_contacts_of_unknown_companies_are_rejected_unless_they_may_be_made(contacts, osprey):
    answer = contacts(PEOPLE)

    assert (answer.code, answer["created"]) == (3, 1)
    assert answer["rejected"] == [
        {"row": 2, "reason": "The client “Heron Foods” is unknown."},
        {"row": 3, "reason": "No company is named, and no account has this email domain."},
    ]


def test_contacts_brought_again_are_unchanged(contacts, osprey):
    contacts(PEOPLE, "--create-missing")
    again = contacts(PEOPLE, "--create-missing")

    assert (again.code, again["unchanged"], again["created"], Contact.objects.count()) == (0, 3, 0, 3)


def test_contacts_come_from_vcards_too(contacts, osprey):
    answer = contacts(CARD, name="uma.vcf")

    assert (answer.code, answer["created"], Contact.objects.get().mail) == (0, 1, "uma@osprey.example")


def test_a_dry_run_of_contacts_writes_nothing(contacts, osprey):
    answer = contacts(PEOPLE, "--create-missing", "--dry-run")

    assert (answer.code, answer["created"], answer["batch"]) == (0, 3, None)
    assert Contact.objects.count() == Batch.objects.count() == 0


def test_undo_takes_contacts_and_their_accounts_away(contacts, osprey, capsys):
    batch = contacts(PEOPLE, "--create-missing")["batch"]
    answer = amity(capsys, "undo", batch, "--json", "--as", "fina@halden.example")

    assert (answer.code, answer["removed"]) == (0, 4)
    assert (Contact.objects.count(), Account.objects.get()) == (0, osprey)


def test_lines_with_other_hours_get_new_terms_and_keep_the_old(lines):
    lines("A1,Design,10,Plan\nA2,Build,20,Make\n")
    answer = lines("A1,Design,12,Plan\n")

    assert (answer.code, answer["updated"], answer["gone"]) == (0, 1, 1)
    planned = Terms.objects.filter(line__number="A1").order_by("pk").values_list("planned_seconds", flat=True)
    assert list(planned) == [36_000, 43_200]


def test_undoing_a_correction_brings_the_earlier_terms_back(lines, capsys):
    lines("A1,Design,10,\n")
    batch = lines("A1,Design,12,\n")["batch"]

    assert amity(capsys, "undo", batch).code == 0
    assert lines("A1,Design,10,\n")["unchanged"] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A1,Again,5,\n", "The code A1 is already in row 1."),
        ("A2,Less,-5,\n", "Below zero; use a correction."),
        ("A2,Some,many,\n", "“many” is not a number."),
        (",Nameless,5,\n", "Missing: code."),
    ],
)
def test_bad_lines_are_rejected_by_row(lines, row, reason):
    answer = lines("A1,Design,10,\n" + row)

    assert (answer.code, answer["created"]) == (3, 1)
    assert answer["rejected"] == [{"row": 2, "reason": reason}]


def test_a_project_that_is_not_there_is_opened_and_said(lines):
    answer = lines("A1,Design,10,\n", project="NEW")

    assert Project.objects.get().code == "NEW"
    assert "Project NEW didn’t exist, so it was created." in answer.err


def test_lines_join_the_agreement_that_the_project_has(lines, site):
    lines("A1,Design,10,\n", project="ticket site")

    assert site.agreement.agreement_lines.get().number == "A1"


def test_time_of_a_closed_month_stays_where_it_is_until_the_month_opens(lines, fina, capsys, tmp_path):
    path = csv_file(tmp_path, "date,person,hours,description\n2026-10-05,Tim,1,A1 - work\n2026-11-05,Tim,1,A1 - more\n")
    codes = ("--line-code", r"^(A\d)", "--project", "AVH", "--create-missing")
    amity(capsys, "import", "csv", path, *codes)
    timesheets.lock_month(by=acting(fina), month=202610, now=MONDAY)
    answer = lines("A1,Design,10,\n")

    assert (answer.code, answer["created"]) == (3, 1)
    assert answer["rejected"] == [{"row": 0, "reason": "Oct 2026 is locked."}]
    assert {entry.work_date.month: bool(entry.line_id) for entry in Entry.objects.all()} == {10: False, 11: True}
    assert verify().clean


@pytest.mark.parametrize("expression", ["a{99999999999999999999}", "(" * 3_000, "a(?=b)"])
def test_the_command_line_refuses_an_expression_that_cannot_be_used(fina, capsys, tmp_path, expression):
    path = csv_file(tmp_path, "date,person,hours,description\n2026-11-05,Tim,1,A1 - more\n")

    answer = amity(capsys, "import", "csv", path, "--line-code", expression, "--project", "AVH", "--create-missing")

    assert (answer.code, left_over()) == (2, [])
