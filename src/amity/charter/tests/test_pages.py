"""Pages of who does what: a happy path each, and what each reader finds."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from amity.charter.duties.rules import AM_COORDINATES
from amity.charter.models import Charter, Objective
from tests.builders import make_fact


def sent(**values):
    return {"nonce": uuid.uuid4().hex, **values}


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def test_everybody_on_the_account_reads_who_does_what(client, tim, osprey, site):
    osprey.contacts.create(name="Helen Marsh", roles=["sponsor"])
    client.force_login(tim)

    page = client.get(reverse("charter:account", args=[osprey.pk])).content.decode()

    for shown in ("Helen Marsh", "Mara", "Piet", "no one else promises dates or money", "AM coordinates"):
        assert shown in page
    assert "Save answers" not in page


def test_what_is_not_known_of_the_client_is_asked(maras, tim, osprey):
    make_fact(osprey, "duty.brief", "ask", owner=tim, due_on=date(2026, 12, 4))

    page = maras.get(reverse("charter:account", args=[osprey.pk])).content.decode()

    for act in ("Ask someone else…", "I’ll find out", "Withdraw question"):
        assert act in page
    assert reverse("facts:ask", args=["accounts.account", osprey.pk, "duty.plan"]) in page


def test_an_account_answers_the_questions_for_itself(maras, osprey):
    values = sent(preset="pm", writes="usual", extra="director", version=0)

    maras.post(reverse("charter:answer", args=[osprey.pk]), values)

    charter = Charter.objects.get(account=osprey)
    assert (charter.preset, charter.writes, charter.extra) == ("pm", "", "director")


def test_each_answer_is_offered_once_and_the_usual_one_is_marked(maras, mara, osprey):
    address = reverse("charter:answer", args=[osprey.pk])
    first = maras.get(address).context["form"]
    offered = [label for _code, label in first.fields["preset"].choices]
    usual = [label for label in offered if "usual" in label]
    assert len(offered) == len({label.removesuffix(" (usual)") for label in offered})
    assert (usual, first["preset"].value()) == (["AM coordinates (usual)"], "usual")

    Charter.objects.create(account=osprey, preset=AM_COORDINATES, writes="", extra="director")
    again = maras.get(address).context["form"]

    assert [again[name].value() for name in ("preset", "writes", "extra")] == ["usual", "usual", "director"]


def test_a_duty_is_changed_and_put_back_by_form(maras, osprey):
    address = reverse("charter:duty", args=[osprey.pk, "plan"])
    assert "Mara hears of a moved date the same day" in maras.get(address).content.decode()
    maras.post(address, sent(kind="distinct", role="director", client="sponsor", version=0))
    page = maras.get(reverse("charter:account", args=[osprey.pk]) + "?show=changed").content.decode()
    assert "Reset to default" in page
    maras.post(reverse("charter:reset", args=[osprey.pk, "plan"]), {"version": 1})

    assert not Charter.objects.get().changes.exists()


def test_a_second_editor_sees_both_versions(maras, osprey):
    address = reverse("charter:duty", args=[osprey.pk, "plan"])
    values = {"kind": "distinct", "client": "sponsor", "version": 0}
    maras.post(address, sent(role="director", **values))

    page = maras.post(address, sent(role="finance", **values))

    assert page.status_code == 409
    assert "You typed" in page.content.decode()


def test_directors_set_the_default(client, ada, osprey):
    client.force_login(ada)
    client.post(reverse("charter:default"), sent(preset="shared", writes="working", extra="am", version=0))
    client.post(
        reverse("charter:default_duty", args=["rights"]),
        sent(kind="distinct", role="legal", client="", rule="Clara looks", version=1),
    )

    page = client.get(reverse("charter:default")).content.decode()

    assert "Clara looks" in page
    client.post(reverse("charter:reset_default", args=["rights"]), {"version": 2})
    assert not Charter.objects.get(is_default=True).changes.exists()


def test_objectives_are_set_read_changed_and_ended_by_form(maras, osprey):
    values = sent(kind="client_goal", statement="Tickets in the app", unit="percent", target="20", baseline="4")
    maras.post(reverse("charter:set_objective", args=[osprey.pk]), values)
    goal = Objective.objects.get()
    maras.post(reverse("charter:read_objective", args=[goal.pk]), sent(value="9", read_on="2026-11-20"))
    assert "9%" in maras.get(reverse("charter:account", args=[osprey.pk])).content.decode()
    values = sent(statement="Tickets sold in the app", unit="percent", target="20", version=1)
    maras.post(reverse("charter:edit_objective", args=[goal.pk]), values)
    maras.post(reverse("charter:drop_objective", args=[goal.pk]), sent(because="They merged", version=2))

    goal.refresh_from_db()
    assert (goal.statement, goal.dropped_because) == ("Tickets sold in the app", "They merged")


def test_the_objectives_stand_on_the_projects_page_too(client, piet, osprey, site):
    Objective.objects.create(
        account=osprey, kind="clients_word", statement="Their word, 8 or more", unit="of_ten", target=8,
        set_at="2026-11-01T09:00Z",
    )  # fmt: skip
    client.force_login(piet)

    page = client.get(reverse("projects:facts", args=[site.pk])).content.decode()

    assert "Their word, 8 or more" in page
    assert "Progress" in page
