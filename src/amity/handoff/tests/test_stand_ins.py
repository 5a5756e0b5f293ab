"""While a project manager is away, their stand-in answers the hand-off of their project under their own name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.handoff.answers.commands import accept_handoff, got_it
from amity.handoff.models import Handoff
from amity.handoff.read_backs.commands import read_back
from amity.handoff.read_backs.queries import read
from amity.handoff.tests.making import make_waiting, offered
from amity.projects.stand_ins.models import ManagerCover
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def cover(manager, stand_in):
    return ManagerCover.objects.create(
        manager=manager, stand_in=stand_in, starts_on=MONDAY.date(), ends_on=MONDAY.date() + timedelta(days=3)
    )  # fmt: skip


@pytest.fixture
def lotte(agency):
    return make_person("Lotte Vries", "project_manager")


def test_the_stand_in_accepts_and_the_project_manager_stays_the_taker(client, osprey, mara, piet, lotte):
    row = offered(mara, make_waiting(osprey, piet))

    def accept():
        return got_it(by=acting(lotte), handoff_id=row.pk, number=1, sentence="One page by Friday.", now=MONDAY)

    with pytest.raises((Refused, NotSeen)):
        accept()
    cover(piet, lotte)
    client.force_login(lotte)
    page = client.get(reverse("handoff:handoff", args=[row.pk])).text
    assert "Your answer, Lotte Vries" in page
    assert "1 hand-off needs your answer" in client.get(reverse("handoff:handoffs")).text

    accept()
    row = Handoff.objects.get(pk=row.pk)
    assert (row.taker, row.answered_by, row.state) == (piet, "Lotte Vries", "accepted")


def test_the_stand_in_reads_back_in_their_own_words(osprey, mara, piet, lotte):
    row = offered(mara, make_waiting(osprey, piet), "full")
    [pair, *_more] = read(row).pairs

    def repeat():
        words = "They want it by May."
        return read_back(by=acting(lotte), handoff_id=row.pk, key=pair.item.key, words=words, version=0, now=MONDAY)

    with pytest.raises((Refused, NotSeen)):
        repeat()
    cover(piet, lotte)
    assert repeat().stated_by == "Lotte Vries"


def test_no_one_is_on_both_sides(osprey, mara, piet):
    """Mara gives the work: as the stand-in of its taker she can't also accept it."""
    row = offered(mara, make_waiting(osprey, piet))
    cover(piet, mara)
    with pytest.raises(Refused, match="Only the person taking over"):
        got_it(by=acting(mara), handoff_id=row.pk, number=row.number, sentence="One page.", now=MONDAY)
    with pytest.raises(Refused):
        accept_handoff(by=acting(mara), handoff_id=row.pk, number=row.number, now=MONDAY)
