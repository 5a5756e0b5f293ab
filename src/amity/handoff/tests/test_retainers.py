"""A retainer is handed off once, with its required blocks, and its requests are small."""

import pytest

from amity.agreements.models import Agreement
from amity.handoff import queries, rules
from amity.handoff.answers import commands as answer_commands
from amity.handoff.models import Handoff
from amity.handoff.notes import commands as note_commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.read_backs import commands as read_back_commands
from amity.handoff.read_backs import queries as read_backs
from amity.handoff.tests.making import make_waiting
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_agreement, make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def care(osprey) -> Agreement:
    return make_agreement(osprey, "retainer", included_seconds=36_000)


def begun(by, project, kind="", item=None):
    item_id = item.pk if item else None
    return preparation_commands.prepare_handoff(
        by=acting(by), project_id=project.pk, item_id=item_id, kind=kind, now=MONDAY
    )


def passed_on(mara, piet, project):
    one = begun(mara, project)
    for block in rules.NEEDED[rules.RETAINER]:
        words = HandoffNote(f"{block} of the retainer")
        note_commands.add_note(by=acting(mara), handoff_id=one.pk, block=block, words=words, now=MONDAY)
    one = offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)
    for pair in read_backs.read(one).pairs:
        read_back_commands.read_back(
            by=acting(piet), handoff_id=one.pk, key=pair.item.key, words="As they say", version=0, now=MONDAY
        )
    return answer_commands.accept_handoff(by=acting(piet), handoff_id=one.pk, number=1, now=MONDAY)


def test_the_work_of_a_retainer_has_its_own_kind_without_a_day_of_delivery(mara, piet, osprey, care):
    project = make_waiting(osprey, piet, agreement=care)

    assert queries.known_kind(project) == rules.RETAINER
    assert passed_on(mara, piet, project).state == "accepted"
    project.refresh_from_db()
    assert project.status == "handed_off"


def test_it_is_read_back_like_a_full_one(mara, piet, osprey, care):
    one = begun(mara, make_waiting(osprey, piet, agreement=care))
    for block in rules.NEEDED[rules.RETAINER]:
        note_commands.add_note(by=acting(mara), handoff_id=one.pk, block=block, words=HandoffNote("This"), now=MONDAY)
    offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    with pytest.raises(Refused, match="Read back each expectation"):
        answer_commands.got_it(by=acting(piet), handoff_id=one.pk, number=1, sentence="All of it.", now=MONDAY)


def test_a_second_project_of_a_retainer_that_was_handed_off_needs_nothing_more(mara, piet, osprey, care):
    first, second = (make_waiting(osprey, piet, agreement=care) for _number in range(2))
    passed_on(mara, piet, first)

    with pytest.raises(Refused, match="No further hand-off is needed"):
        begun(mara, second)
    assert Handoff.objects.count() == 1


def test_a_request_within_a_retainer_is_small_whatever_is_asked(mara, piet, osprey, care):
    project = make_waiting(osprey, piet, agreement=care)
    item = make_item(project, "Gift guide")

    with pytest.raises(Invalid):
        begun(mara, project, kind="retainer", item=item)
    assert begun(mara, project, item=item).kind == rules.SMALL


def test_other_work_is_not_handed_off_as_a_retainer(mara, piet, osprey):
    with pytest.raises(Invalid):
        begun(mara, make_waiting(osprey, piet), kind="retainer")
