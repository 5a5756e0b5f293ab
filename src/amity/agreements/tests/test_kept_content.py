"""The checks of an email read what an agreement contains once for several pages, and again once it has changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.deliverables.models import Deliverable
from amity.agreements.models import Agreement
from amity.agreements.named_people.commands import Named, name_person
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.sections.models import Clause
from amity.agreements.terms.models import AgreementTerm
from amity.agreements.tests.making import make_draft, make_offer, submit
from amity.gate.checks.letters import findings_of
from amity.gate.tests import leaving
from amity.gate.tests.making import make_contact
from amity.gate.tests.making import read as read_item
from amity.lines.models import Line, Terms
from amity.shared.caches.reading import reading
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday", "media")
CONTENT = (Clause, Deliverable, NamedPerson)


@pytest.fixture
def item(mara, osprey):
    """Return an email about a cleared statement of work that has a line and names someone."""
    make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    sow = make_draft(mara, osprey)
    make_offer(mara, sow)
    named = Named("client", "Head of brand", "Dana Whitlock", approves="money")
    version = Agreement.objects.get(pk=sow.pk).version
    name_person(by=acting(mara), agreement_id=sow.pk, version=version, named=named, now=MONDAY)
    sow = submit(mara, Agreement.objects.get(pk=sow.pk))
    return leaving.written(mara, AGREEMENT, sow.pk)


def checked(item):
    """Return whether the subject has changed by what the checks of a page find, and the SQL that they asked."""
    with reading(), CaptureQueriesContext(connection) as asked:
        keys = [one.key for one in findings_of(read_item(item)).found]
    return any(key.startswith("subject:") for key in keys), " ".join(one["sql"] for one in asked.captured_queries)


def test_the_next_page_does_not_read_the_content_again(item):
    checked(item)

    has_changed, sql = checked(item)

    assert not has_changed
    assert [one for one in CONTENT if f'"{one._meta.db_table}"' in sql] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda pk: Agreement.objects.filter(pk=pk).update(order_number="PO-7"),
        lambda pk: AgreementTerm.objects.filter(agreement=pk).update(value="Unlimited"),
        lambda pk: Clause.objects.create(agreement_id=pk, kind="scope", text="Build."),
        lambda pk: Deliverable.objects.create(agreement_id=pk, title="Style guide"),
        lambda pk: NamedPerson.objects.filter(agreement=pk).update(role="Head of sales"),
        lambda pk: Line.objects.filter(placement__agreement=pk).update(title="Maintenance"),
        lambda pk: Terms.objects.filter(line__placement__agreement=pk).update(quantity=90),
    ],
)
def test_whatever_part_of_the_content_changes_is_found_by_the_next_page(item, change):
    checked(item)

    change(item.subject_id)

    assert checked(item)[0]
