"""An expert answers by the link of the email, without signing in. A director signs in to agree."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from amity.audit import trail
from amity.audit.models import Record
from amity.decisions import commands
from amity.decisions.consultations import commands as asking
from amity.decisions.models import Consultation
from amity.decisions.rules import Asked, Choice
from amity.decisions.tests.making import GOOD, PLAIN, opened
from amity.outbox.models import Message
from amity.people.models import Person
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()


@pytest.fixture
def lars(db):
    return make_person("Lars", "team_member")


def asked(person, decision, whom, role="expert", due_on=TODAY + timedelta(1)):
    question = Asked(whom.pk, "Which one?", due_on, role)
    return asking.ask_colleague(by=acting(person), decision_id=decision.pk, asked=question, now=MONDAY)


def link_to(person):
    """Return the path of the newest link that a person got, "" without one."""
    secret = Message.objects.filter(to=person.mail).latest("pk").secret
    return secret[secret.index("/decisions/") :] if secret else ""


def test_an_expert_answers_by_the_link_under_their_name(mara, osprey, lars):
    decision = opened(mara, osprey, GOOD, PLAIN)
    row = asked(mara, decision, lars)
    link, option = link_to(lars), decision.options.get(title="Later")

    page = Client().get(link).content.decode()
    done = Client().post(link, {"option_id": option.pk, "words": "They need time."})

    assert "Which one?" in page
    assert "<span data-verbatim>Mara</span> has your answer. Thank you." in done.content.decode()
    row.refresh_from_db()
    assert (row.option, row.words) == (option, "They need time.")
    assert row.answered_at is not None
    record = Record.objects.filter(action="decision.answered").get()
    assert (record.actor_label, record.through) == ("Lars", "mail")
    assert trail.actions_on(decision)[-1] == "decision.answered"
    assert Client().get(link).status_code == 404


def test_an_empty_answer_is_refused_and_the_link_still_works(mara, osprey, lars):
    row = asked(mara, opened(mara, osprey, GOOD, PLAIN), lars)
    refused = Client().post(link_to(lars), {"words": " "})
    assert refused.status_code == 422
    assert "Choose an option, or answer in words." in refused.content.decode()
    row.refresh_from_db()
    assert row.answered_at is None
    assert Client().get(link_to(lars)).status_code == 200


def test_a_director_gets_no_link_and_signs_in_to_agree(mara, ada, osprey):
    asked(mara, opened(mara, osprey, GOOD, PLAIN), ada, "director")
    message = Message.objects.get(to=ada.mail)
    assert link_to(ada) == ""
    assert "/decisions/answers/" in message.body
    assert Consultation.objects.get(person=ada).token_hash == ""


def test_a_link_ends_with_its_time_the_decision_its_person_and_a_newer_one(mara, osprey, lars):
    decision = opened(mara, osprey, GOOD, PLAIN)
    asked(mara, decision, lars)
    first = link_to(lars)
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        assert Client().post(first, {"words": "Late"}).status_code == 404
    assert asking.remind_colleagues(now=MONDAY + timedelta(days=1)) == 1
    assert Client().get(first).status_code == 404
    second = link_to(lars)
    assert Client().get(second).status_code == 200
    Person.objects.filter(pk=lars.pk).update(is_active=False)
    assert Client().get(second).status_code == 404
    Person.objects.filter(pk=lars.pk).update(is_active=True)
    option = decision.options.get(title="Change order")
    commands.decide(
        by=acting(mara), decision_id=decision.pk, version=1, choice=Choice(option.pk, "Both win"), now=MONDAY
    )
    assert Client().get(second).status_code == 404
    assert Consultation.objects.get().answered_at is None
