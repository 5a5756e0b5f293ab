"""Before a hand-off is offered, the page says that its taker can't sign in, and what to do."""

import pytest
from django.urls import reverse

from amity.briefs.choices import brief_choices
from amity.handoff.offers.reach import no_reader
from amity.handoff.preparation.commands import prepare_handoff
from amity.handoff.small_jobs.forms import SmallJobForm
from amity.handoff.small_jobs.page import context
from amity.handoff.tests.making import make_waiting, offered, prepared, taken
from amity.people.models import Person
from amity.projects.forms import OpenProjectForm
from amity.projects.rules import MANAGER
from amity.projects.stand_ins.forms import StandInForm
from amity.projects.team.forms import StaffForm
from amity.scope.requests.forms import RequestForm
from tests.builders import MONDAY, acting, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
SENTENCE = "can’t sign in to Amity yet"


@pytest.fixture
def ines(agency):
    """A project manager who was named but never invited."""
    person = make_person("Ines", "project_manager")
    Person.objects.filter(pk=person.pk).update(mail=None, password="!")
    person.refresh_from_db()
    return person


@pytest.fixture
def shown(client, mara):
    """Return a function that reads the page of a hand-off as someone, Mara unless told otherwise."""

    def read(handoff, reader=mara):
        client.force_login(reader)
        return client.get(reverse("handoff:handoff", args=[handoff.pk])).content.decode()

    return read


def notes_at_top(page):
    """Return how many notes are between the head of a hand-off's page and its first section."""
    return page.partition('class="page-head')[2].partition("<section")[0].count('class="note')


def test_what_is_missing_and_that_no_one_would_read_it_are_one_note(shown, mara, ines, osprey):
    handoff = prepare_handoff(
        by=acting(mara), project_id=make_waiting(osprey, ines).pk, kind="full", now=MONDAY
    )  # fmt: skip

    page = shown(handoff)

    assert notes_at_top(page) == 1
    assert page.index("Still missing before it can be offered") < page.index(no_reader("Ines"))
    assert page.index(no_reader("Ines")) < page.index("<section") < page.index("Up to 8 hours can be worked at risk")


def test_the_page_says_before_the_offer_that_no_one_would_read_it(shown, mara, ines, osprey):
    handoff = prepared(mara, make_waiting(osprey, ines))

    page = shown(handoff)

    assert no_reader("Ines") in page
    assert "Ask an administrator to invite them, or choose another project manager." in page
    assert reverse("projects:staff_project", args=[handoff.project_id]) in page
    assert "Invite Ines" not in page, "Mara can't invite anyone"


def test_an_administrator_is_led_to_the_invitation(shown, mara, ines, osprey):
    handoff = prepared(mara, make_waiting(osprey, ines))
    mara.held_roles.create(role="administrator")

    page = shown(handoff)

    assert f'href="{reverse("people:person", args=[ines.pk])}"' in page
    assert "Invite them, or choose someone else." in page


def test_the_page_says_it_after_the_offer_too_until_they_sign_in(client, shown, mara, ines, osprey):
    handoff = prepared(mara, make_waiting(osprey, ines))
    client.force_login(mara)

    page = client.post(reverse("handoff:offer", args=[handoff.pk]), follow=True).content.decode()
    ines.mail, ines.password = "ines@halden.example", make_person("Ann").password
    ines.save()

    assert "Offered, version 1" in page
    assert (page.count(SENTENCE), notes_at_top(page)) == (1, 1)
    assert SENTENCE not in shown(handoff)


def test_nothing_is_said_of_people_who_sign_in_or_of_what_was_accepted(shown, mara, piet, ines, osprey):
    accepted = taken(mara, piet, make_waiting(osprey, piet, name="Done"))
    Person.objects.filter(pk=piet.pk).update(mail=None)

    assert SENTENCE not in shown(accepted)
    Person.objects.filter(pk=piet.pk).update(mail="piet@halden.example")
    assert SENTENCE not in shown(offered(mara, make_waiting(osprey, piet)))


def test_an_invited_person_without_a_password_cant_read_it_yet(shown, mara, ines, osprey):
    Person.objects.filter(pk=ines.pk).update(mail="ines@halden.example")

    assert SENTENCE in shown(prepared(mara, make_waiting(osprey, ines)))


def test_a_small_job_says_it_before_it_is_started(mara, piet, ines, osprey):
    def unread(manager, **values):
        form = SmallJobForm(account=osprey, initial={"manager_id": manager.pk, **values})
        return context(acting(mara), osprey, form)["unread"]

    assert unread(ines).sentence == no_reader("Ines")
    assert (unread(piet), unread(ines, hands_over=False)) == (None, None)


def test_no_form_offers_them_as_project_manager(mara, ada, piet, ines, osprey):
    project = make_waiting(osprey, piet)
    forms = {
        "manager_id": OpenProjectForm(by=acting(mara)), "person_id": StaffForm(project=project, duty=MANAGER),
        "stand_in_id": StandInForm(person=mara), "assessor_id": RequestForm(
            account=osprey, lines=(), projects=(), today=MONDAY.date()
        ),
    }  # fmt: skip
    offered_by = {name: str(form[name]) for name, form in forms.items()}
    offered_by["small job"] = str(SmallJobForm(account=osprey)["manager_id"])
    offered_by["brief"] = str(brief_choices(osprey).managers.pairs)

    assert [name for name, shown in offered_by.items() if "Piet" not in shown or "Ines" in shown] == []
