"""The scope of someone who sees everything: a change of any record is seen on the next page."""

import pytest

from amity.accounts.models import Account
from amity.agreements.models import Agreement
from amity.people import rules as roles
from amity.projects.models import Project
from amity.reports.material.agreements import groups
from amity.reports.queries import scope_of
from amity.shared.caches.reading import reading
from tests.builders import acting, make_agreement, make_person, make_project

pytestmark = pytest.mark.usefixtures("kept_cleared")


@pytest.fixture
def fina(db):
    return make_person("Fina", roles.FINANCE)


def grouped(person):
    """Return what a page finds: ids, agreement and account currency of each group, and the accounts' names."""
    with reading():
        scope = scope_of(acting(person))
        found = [(one.ids, one.agreement_id, one.account_currency) for one in groups(scope)]
        return found, [client.name for client in scope.clients.values()]


def test_the_next_page_has_what_was_changed(fina, osprey):
    agreement, other = make_agreement(osprey), make_agreement(osprey)
    first = make_project(osprey, name="Zwolle", agreement=agreement)
    second = make_project(osprey, name="Arnhem", agreement=agreement)
    assert grouped(fina) == ([([first.pk, second.pk], agreement.pk, "EUR")], ["Osprey Rail"])

    Account.objects.filter(pk=osprey.pk).update(currency="USD")
    assert grouped(fina) == ([([first.pk, second.pk], agreement.pk, "USD")], ["Osprey Rail"])
    Account.objects.filter(pk=osprey.pk).update(name="Osprey")
    assert grouped(fina)[1] == ["Osprey"]
    Project.objects.filter(pk=second.pk).update(agreement=other)
    assert [row[:2] for row in grouped(fina)[0]] == [([first.pk], agreement.pk), ([second.pk], other.pk)]
    Agreement.objects.filter(pk=other.pk).update(fee_model="fixed")
    with reading():
        assert [one.agreement and one.agreement.fee_model for one in groups(scope_of(acting(fina)))][-1] == "fixed"
    Project.objects.filter(pk=first.pk).update(is_internal=True)
    assert [row[0] for row in grouped(fina)[0]] == [[second.pk]]


def test_what_finance_was_shown_is_not_shown_to_a_project_manager(fina, piet, osprey):
    theirs, own = make_project(osprey, name="Hull"), make_project(osprey, name="Leeds", manager=piet)
    assert [row[0] for row in grouped(fina)[0]] == [[theirs.pk], [own.pk]]

    assert [row[0] for row in grouped(piet)[0]] == [[own.pk]]
