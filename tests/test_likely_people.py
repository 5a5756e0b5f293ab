"""Fields for a person offer the likely ones first, in every part."""

import pytest

from amity.accounts.models import Contact
from amity.accounts.rules import DECIDES
from amity.contact_reports.client_days.forms import AbsenceForm
from amity.contact_reports.drafts.forms import ReportForm
from amity.contact_reports.tests.making import make_report
from amity.expenses.forms import ExpenseForm
from amity.growth.forms import OpportunityForm
from amity.growth.tests.making import make_opportunity
from amity.handoff.small_jobs.forms import SmallJobForm
from amity.people import rules as roles
from amity.people.models import Person
from amity.reports.reviews.forms import EditReviewForm, NewReviewForm
from amity.reports.tests.making import make_review
from amity.timesheets.choices import whose
from amity.timesheets.forms import EntryForm
from tests.builders import MONDAY, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday", "zoe")]
TODAY = MONDAY.date()


@pytest.fixture
def zoe(osprey):
    """Create six contacts; the last by name decides."""
    for name in ("Ann", "Ben", "Cai", "Dot", "Eve"):
        osprey.contacts.create(name=name, mail=f"{name}@osprey.example")
    return osprey.contacts.create(name="Zoe", mail="zoe@osprey.example", roles=[DECIDES])


def likely(form, name):
    """Return the names offered first: the buttons, or the first group of a list."""
    if form[name].kind == "likely":
        return [str(one.choice_label) for one in form[name].subwidgets]
    label, group = form.fields[name].choices[0 if form.fields[name].choices[0][0] else 1]
    assert label == "Likely"
    return [name for _pk, name in group]


def test_a_contact_is_offered_by_how_likely_they_are(osprey, mara):
    forms = {
        "opportunity": OpportunityForm(account=osprey, by=mara),
        "new review": NewReviewForm(account=osprey, today=TODAY, every=3),
        "review": EditReviewForm(review=make_review(mara, osprey)),
        "absence": AbsenceForm(account=osprey),
    }

    assert {name: likely(form, "contact_id")[0] for name, form in forms.items()} == dict.fromkeys(forms, "Zoe")
    assert likely(SmallJobForm(account=osprey), "approver_id") == ["Zoe"]


def test_a_report_is_for_those_who_took_part(osprey, mara):
    eve = osprey.contacts.get(name="Eve")

    assert likely(ReportForm(report=make_report(osprey, mara, [eve])), "addressee_id")[:2] == ["Eve", "Zoe"]


def test_those_chosen_before_stay_offered(osprey, mara, piet, zoe):
    one = make_opportunity(osprey, piet, contact=zoe)
    Contact.objects.filter(pk=zoe.pk).update(is_active=False)
    Person.objects.filter(pk=piet.pk).update(is_active=False)
    form = OpportunityForm(account=osprey, by=mara, changed=one)

    assert "Zoe" in str(form["contact_id"])
    assert "Piet" in str(form["owner_id"])


def test_time_and_expenses_are_your_own_or_your_teams_first(osprey, mara, piet, tim):
    fina = make_person("Fina", roles.FINANCE)
    Person.objects.filter(pk=tim.pk).update(lead=fina)
    forms = EntryForm(person=fina, whose=whose(fina)), ExpenseForm(person=fina, whose=whose(fina), currency="EUR")

    assert [likely(form, "person_id")[:2] for form in forms] == [["Fina", "Tim"]] * 2
    assert "person_id" not in EntryForm(person=piet, whose=whose(piet)).fields
