"""The email that asks a project manager about their projects, and the answers to those who reply to it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from unittest.mock import patch

from django.db import transaction

from amity.mailbox.to_status import letters
from amity.mailbox.to_status.letters import Result
from amity.projects.models import Project
from amity.status import hooks
from amity.status.answers.prefill import prefills
from amity.status.asks.mails import ask_for_status
from amity.status.asks.models import Ask
from amity.status.models import Status
from tooling.texts.stage import NOW, Stage

PERSON, LINK = "Nadia Ferrer", "a-link-for-one-person"
WHY_NOT = "This project has been answered, or a newer email asks about it."


def status_emails(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the email of a round about one project and about several, and what comes back after a reply."""
    for count in (1, 3):
        yield f"status, {count}", partial(_ask_for_status, stage, count)
        yield f"status, {count}, answered by reply", partial(_ask_by_reply, stage, count)
    for name, saved in (
        ("saved", [True]), ("not saved", [False]), ("all saved", [True, True]), ("one saved", [True, False]),
    ):  # fmt: skip
        yield f"status reply, {name}", partial(_answer_reply, stage, saved)
    yield "status reply, unclear", partial(letters.not_saved, stage.person(PERSON), WHY_NOT, "Soon.", NOW)


def _asks(stage: Stage, count: int) -> list[Ask]:
    projects = Project.objects.filter(status="active", account__isnull=False).order_by("pk")[:count]
    person = stage.person(PERSON)
    return [Ask(project=project, person=person, round_on=NOW.date(), link_until=NOW.date()) for project in projects]


def _ask_for_status(stage: Stage, count: int) -> None:
    asks = _asks(stage, count)
    known = prefills([ask.project for ask in asks], NOW.date())
    with transaction.atomic():
        ask_for_status(stage.person(PERSON), asks, known, link=LINK, email_id="<status@agency.example>", now=NOW)


def _ask_by_reply(stage: Stage, count: int) -> None:
    with patch.object(hooks, "reply_address", [lambda: "amity@agency.example"]):
        _ask_for_status(stage, count)


def _answer_reply(stage: Stage, saved: Sequence[bool]) -> None:
    asks = zip(_asks(stage, len(saved)), saved, strict=True)
    results = [Result(ask, _status_of(ask)) if done else Result(ask, why_not=WHY_NOT) for ask, done in asks]
    with transaction.atomic():
        letters.saved(stage.person(PERSON), results, "60%, 12 hours to go", NOW)


def _status_of(ask: Ask) -> Status:
    return Status(project=ask.project, percent=60, to_go_seconds=43_200)
