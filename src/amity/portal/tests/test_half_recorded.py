"""A process that dies while it records an answer leaves nothing of it, whatever it had written."""

from datetime import timedelta

import pytest

from amity.audit import trail
from amity.audit.models import Record
from amity.gate.items.fields import About
from amity.gate.tests.making import make_contact
from amity.notifications.models import Notification
from amity.portal.answers import commands, notices
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.links.models import AnswerLink
from amity.portal.tests.answering import sent_item, token_for
from amity.portal.tests.making import signed_in
from amity.projects import hooks
from amity.projects.models import Deliverable
from amity.projects.versions.commands import add_version
from amity.projects.versions.fields import VersionFields
from tests.builders import MONDAY, acting, make_agency, make_line

pytestmark = pytest.mark.django_db(transaction=True)
NOW = MONDAY + timedelta(hours=1)


class Killed(BaseException):
    """The end of a process: no code catches it."""


def _dies(*_given, **_named):
    raise Killed


@pytest.fixture
def waiting(transactional_db, site, osprey, mara):
    """Return an item about a version that is with the client, and the token of its only link."""
    make_agency()
    dana = make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    line = make_line(site.agreement)
    version = add_version(
        by=acting(mara), project_id=site.pk, line_id=line.pk, fields=VersionFields("https://x.example/v1"), now=MONDAY
    )
    Deliverable.objects.update(state="with_client")
    item = sent_item(osprey, mara, [dana], now=MONDAY, about=About("version", version.pk, "1/1"))
    return item, token_for(item, dana), signed_in(dana, now=MONDAY)


def answer(waiting):
    item, token, visitor = waiting
    return commands.answer_by_link(
        token=token, digest=item.digest, given=Given("approve", "", "DW"), visitor=visitor, now=NOW
    )


def test_an_approval_through_a_link_accepts_the_version_it_was_for(waiting):
    assert answer(waiting).state == "decided"

    step = Deliverable.objects.get().steps.latest("pk")
    assert (step.state, step.by_label) == ("accepted", "Dana Whitlock")


def test_hold_on_refuses_the_next_step_of_the_version(waiting):
    answer(waiting)
    _item, token, visitor = waiting
    commands.hold_on(token=token, visitor=visitor, words="", now=NOW)

    assert [why for ask in hooks.on_hold if (why := ask(Deliverable.objects.get()))]


@pytest.mark.parametrize("dies", ["effect", "trail", "notice", "link"])
def test_nothing_is_half_recorded(waiting, monkeypatch, dies):
    target, name = {
        "effect": (Answer, "save"), "trail": (trail, "record"), "notice": (notices, "answered"),
        "link": (AnswerLink, "save"),
    }[dies]  # fmt: skip
    before = Record.objects.count(), Notification.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(target, name, _dies)
        with pytest.raises(Killed):
            answer(waiting)

    assert not Answer.objects.exists()
    assert Deliverable.objects.get().state == "with_client"
    assert (Record.objects.count(), Notification.objects.count()) == before
    assert AnswerLink.objects.get().used_at is None
    assert answer(waiting).state == "decided", "the same answer works afterwards"
