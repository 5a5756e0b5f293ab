"""A change order made from a request is called by what is ordered, and quotes what the client asked."""

from datetime import date

import pytest

from amity.agreements.models import Agreement
from amity.agreements.orders.models import LineChange
from amity.scope import rules
from amity.scope.decisions.commands import decide_request
from amity.scope.decisions.fields import DecisionFields
from amity.scope.decisions.titles import ordered
from amity.scope.tests.making import make_assessed
from tests.builders import MONDAY, acting, make_agreement, make_project


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Could Newport and the valley stops be on the map as well?", "Newport and the valley stops on the map"),
        ("Hi Mara, could you please also add a map? Thanks!", "Add a map"),
        ("Can we have a second photo?", "A second photo"),
        ("We’d like bookings in the app before Easter.", "Bookings in the app before Easter"),
        ("A second photo of the oat bars, from above.", "A second photo of the oat bars, from above"),
        ("Könnte Newport auch auf der Karte sein?", "Newport auf der Karte"),
        ("Könnten Sie bitte Newport ergänzen?", "Newport ergänzen"),
        ("Wir hätten gern eine zweite Fassung.", "Eine zweite Fassung"),
        ("Newport pourrait-il aussi figurer sur la carte ?", "Newport sur la carte"),
        ("Est-il possible d’ajouter une carte ?", "Ajouter une carte"),
        ("Can the app show platform numbers before a change?", ""),
        ("When is the map ready?", ""),
    ],
)
def test_what_is_ordered_is_read_from_the_clients_words(words, expected):
    assert ordered(words) == expected


def test_a_long_request_is_cut():
    assert len(ordered("Newport " * 60)) == 200


@pytest.fixture
def site(osprey, mara):
    sow = make_agreement(osprey, "fixed", title="SOW-14", signed_on=date(2026, 9, 1))
    return make_project(osprey, name="Ticket app", manager=mara, agreement=sow)


def order_of(mara, osprey, site, words, *, title="", contact=None):
    row = make_assessed(osprey, mara, words, site)
    row.contact = contact
    row.save()
    fields = DecisionFields(rules.EXTRA, title=title, agreement_id=site.agreement_id)
    decide_request(by=acting(mara), request_id=row.pk, version=row.version, fields=fields, now=MONDAY)
    return Agreement.objects.get(kind="change_order")


@pytest.mark.django_db
def test_the_account_managers_title_is_that_of_the_order_and_its_line(osprey, mara, site):
    order = order_of(mara, osprey, site, "Can the app show platform numbers?", title="Platform numbers in the app")

    assert (order.title, LineChange.objects.get().title) == ("Platform numbers in the app",) * 2


@pytest.mark.django_db
def test_a_question_that_names_nothing_is_called_by_its_project_and_quoted_in_the_clients_language(osprey, mara, site):
    dana = osprey.contacts.create(name="Dana Whitlock", language="de")
    order = order_of(mara, osprey, site, "Wann ist die Karte fertig?", contact=dana)

    assert (order.title, LineChange.objects.get().title) == ("Zusatzarbeit: Ticket app",) * 2
    assert order.reason == "Dana Whitlock fragte am 23. Nov. 2026: „Wann ist die Karte fertig?“"
