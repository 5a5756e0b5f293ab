"""A reply to the email that asks for statuses answers them, or says why it doesn't. Nothing is guessed."""

from datetime import timedelta

import pytest
import time_machine

from amity.audit.models import Record
from amity.mailbox.connections.commands import set_gate_mailbox
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.tests.connected import make_connection
from amity.mailbox.to_gate.commands import receive
from amity.mailbox.to_status.answer_words import Answer, answer_in, reading_of
from amity.outbox.composing import composed
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.projects.models import Milestone
from amity.status.asks.commands import begin_rounds, email_open_asks
from amity.status.asks.models import Ask
from amity.status.models import Status
from tests.builders import MONDAY, acting, make_entry, make_person, make_project

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)
SERVER = Profile("", "mx.agency.example")
NAMES = ("Branch app", "Homepage")


@pytest.fixture
def gate(on_monday, settings):
    """Choose the mailbox that reads replies, with a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    admin = make_person("Edda", roles.ADMINISTRATOR)
    set_gate_mailbox(by=acting(admin), connection_id=make_connection(admin).pk, now=MONDAY)


def asked(osprey, piet, tim, *names):
    """Ask Piet about busy projects on Friday morning, and return the projects."""
    projects = [make_project(osprey, name=name, manager=piet, team=[tim]) for name in names]
    for project in projects:
        make_entry(by=tim, project=project, on=MONDAY.date())
    with time_machine.travel(FRIDAY, tick=False):
        begin_rounds(FRIDAY)
    return projects


@pytest.fixture
def app(gate, osprey, piet, tim):
    [project] = asked(osprey, piet, tim, "Branch app")
    return project


@pytest.fixture
def two(gate, osprey, piet, tim):
    return asked(osprey, piet, tim, *NAMES)


def emailed():
    """Return the newest email that asks."""
    return Message.objects.filter(kind="status_asked").latest("pk")


def reply(person, text, *, to=None, proof="pass", number=1, more="", at=FRIDAY + timedelta(hours=2)):
    """Return what becomes of a reply of a mail program, which names the email that it answers and quotes it."""
    asked_by = to or emailed()
    domain = person.mail.rpartition("@")[2]
    quoted = "\n".join(f"> {line}" for line in composed(asked_by, None).body.splitlines())
    raw = (
        f"Authentication-Results: mx.agency.example; dmarc={proof} header.from={domain}\n"
        f"From: {person.name} <{person.mail}>\nTo: out@agency.example\nSubject: Re: {asked_by.subject}\n"
        f"Message-ID: <r{number}@agency.example>\nIn-Reply-To: {asked_by.message_id}\n{more}"
        "Date: Fri, 27 Nov 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{text}\n\nOn Fri, 27 Nov 2026 at 06:30, Amity <amity@agency.example> wrote:\n{quoted}\n"
    )
    with time_machine.travel(at, tick=False):
        return receive(raw.encode(), profile=SERVER, now=at).outcome


def answer_to(person):
    """Return the newest answer that the author of a reply got."""
    return Message.objects.filter(kind="status_reply", to=person.mail).latest("pk")


def saved():
    return [(one.project.name, one.percent, one.to_go_seconds) for one in Status.objects.order_by("pk")]


def test_still_true_confirms_the_only_project_once_as_its_manager(app, piet):
    email = emailed()
    assert email.shown["Reply-To"]
    assert "still true" in email.body

    assert [reply(piet, "Still true\n\nPiet"), reply(piet, "Still true\n\nPiet")] == ["answered", "known"]
    row = Status.objects.get()
    assert (row.project, row.answered_by, row.confirmed) == (app, piet, True)
    assert Record.objects.get(action="status.confirmed").through == "mail"
    assert Ask.objects.get().answered_at is not None
    assert answer_to(piet).subject == "Status saved: Branch app"

    assert reply(piet, "60%", number=2) == "refused"
    assert "This project has been answered" in answer_to(piet).body
    assert Status.objects.count() == 1


def test_percent_and_hours_replace_what_the_email_listed(app, piet):
    assert reply(piet, "60%, 12.5 hours to go\n-- \nPiet Project\nAgency") == "answered"
    assert saved() == [("Branch app", 60, 45_000)]
    assert "Done: 60%\nTo go: 12 hours 30 minutes" in answer_to(piet).body


@pytest.mark.parametrize(
    "words",
    [
        "Not still true", "still true?", "about 60%", "60% or 70%", "60 hours used", "Client is unhappy",
        "still true, but Dana hasn’t answered", "5-6 h", "160%", "60%\nBest, Piet\nPS: the client is unhappy",
        "Thanks!",
    ],
)  # fmt: skip
def test_anything_else_saves_nothing_and_is_answered_with_the_reply(app, piet, words):
    assert reply(piet, words) == "refused"
    assert not Status.objects.exists()
    assert Ask.objects.get().closed_at is None
    answer = answer_to(piet)
    assert "We couldn’t read your answer" in answer.body
    assert words.splitlines()[0] in answer.body
    assert "/status/" in answer.body


def test_each_of_several_projects_is_named_by_its_number_or_its_name(two, piet):
    assert "1: Branch app, Osprey Rail" in emailed().body
    assert reply(piet, "still true") == "refused", "which of the two?"
    assert "number of a project" in answer_to(piet).body
    assert reply(piet, "2: 60%, 12 h\nbranch app: still true", number=2) == "answered"
    assert [(name, percent, to_go) for name, percent, to_go in saved() if name == "Homepage"] == [
        ("Homepage", 60, 43_200)
    ]
    assert answer_to(piet).subject == "Statuses saved"


def test_one_unclear_line_leaves_its_own_project_open(two, piet):
    assert reply(piet, "1: 40%\n2: nearly done, I think") == "answered"
    assert [name for name, *_rest in saved()] == ["Branch app"]
    assert Ask.objects.get(closed_at=None).project.name == "Homepage"
    assert answer_to(piet).subject == "Not every status was saved"


def test_all_still_true_confirms_every_project_that_the_email_listed(two, piet):
    assert reply(piet, "All still true?") == "refused"
    assert reply(piet, "Hi,\n\nYes, all still true, thanks.\n\nPiet", number=2) == "answered"
    assert [name for name, *_rest in saved()] == list(NAMES)


def test_what_changed_since_the_email_is_not_confirmed_unread_but_logged_time_is_no_change(app, piet, tim):
    with time_machine.travel(FRIDAY + timedelta(hours=1), tick=False):
        make_entry(by=tim, project=app, on=FRIDAY.date())
    Milestone.objects.create(project=app, name="Pilot", due_on=FRIDAY.date() + timedelta(days=9))
    assert reply(piet, "still true") == "refused"
    assert "changed since we emailed you" in answer_to(piet).body
    Milestone.objects.all().delete()
    assert reply(piet, "still true", number=2) == "answered"


def test_only_the_person_it_was_sent_to_answers_by_a_vouched_email_that_a_person_wrote(app, piet, mara):
    assert reply(piet, "still true", proof="fail") == "refused"
    assert "DMARC" in answer_to(piet).body
    assert reply(mara, "still true", number=2) == "refused"
    assert "sent to someone else" in answer_to(mara).body
    assert reply(piet, "still true", number=3, more="Auto-Submitted: auto-replied\n") == "ignored"
    assert not Status.objects.exists()


def test_a_reply_to_an_older_email_asks_for_one_to_the_newest(app, piet):
    first = emailed()
    with time_machine.travel(FRIDAY + timedelta(hours=1), tick=False):
        email_open_asks(by=acting(piet), now=FRIDAY + timedelta(hours=1))
    assert reply(piet, "still true", to=first) == "refused"
    assert "Reply to the newest one" in answer_to(piet).body
    assert reply(piet, "still true", number=2) == "answered"


def test_without_a_mailbox_that_reads_replies_the_email_offers_none(on_monday, osprey, piet, tim):
    asked(osprey, piet, tim, "Branch app")
    assert "reply" not in emailed().body.lower()
    assert "Reply-To" not in emailed().shown


def test_the_words_that_each_language_offers_are_understood():
    for words in ("Stimmt noch", "toujours vrai", "Still true."):
        assert answer_in(words) == Answer()
    assert reading_of(["1 : toujours vrai", "2 : 60 %, reste 12 heures"], NAMES, "Ada").answers[2] == Answer(60, 43_200)
    assert reading_of(["Tout est toujours vrai."], NAMES, "Ada").answers.keys() == {1, 2}
    for words in ("60 %, noch 12 Stunden", "60%, reste 12 heures", "Done: 60%\nTo go: 12 hours", "12 h, 60 percent"):
        assert answer_in(words) == Answer(60, 43_200)
    assert answer_in("12,5 Std.") == Answer(None, 45_000)
    assert reading_of(["Alles stimmt noch"], NAMES, "Ada").answers == {1: Answer(), 2: Answer()}
    assert reading_of(["2.5 hours"], NAMES, "Ada").is_clear is False
    assert reading_of(["1: 60%", "1: 70%"], NAMES, "Ada").answers == {}
    assert reading_of(["3: 60%", "1: 70%"], NAMES, "Ada").is_clear is False
