"""Fields for an owner or adviser offer only people who can sign in and whose role fits; a current one stays."""

from typing import Any

import pytest

from amity.charter.duties.forms import DutyForm
from amity.charter.duties.rules import Duty
from amity.contact_reports.points.forms import PointForm
from amity.contact_reports.tests.making import make_report
from amity.conversations.actions.forms import ActionForm
from amity.decisions.forms import AskForm as AdviceForm
from amity.decisions.tests.making import opened
from amity.expectations import rules as expectations
from amity.expectations.forms import ExpectationForm
from amity.facts.forms import AskForm as QuestionForm
from amity.growth.forms import OpportunityForm
from amity.handoff.answers.forms import ConditionForm
from amity.handoff.notes.forms import NoteForm
from amity.handoff.rules import PROMISE
from amity.handoff.tests.making import make_waiting, prepared
from amity.huddles.tests.making import make_roadblock
from amity.monitoring.inputs.forms import InputForm
from amity.monitoring.risks.forms import EntryForm
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.refs import Ref
from tests.builders import acting, make_person, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday", "others")]
OTHERS = ("Gus", "Omar", "Fina", "Ines", "Sam")


@pytest.fixture
def others():
    """Create an administrator, legal, finance, a project manager who can't sign in, and a designer."""
    held = (roles.ADMINISTRATOR, roles.LEGAL, roles.FINANCE, roles.PROJECT_MANAGER, roles.TEAM_MEMBER)
    made = {name: make_person(name, role) for name, role in zip(OTHERS, held, strict=True)}
    Person.objects.filter(pk=made["Ines"].pk).update(mail=None, password="!")
    return made


def offered(form, name):
    """Return those of the five whom a field offers."""
    names = str(form.fields[name].choices)
    return [one for one in OTHERS if f"'{one}'" in names]


def duty_form(osprey, person_id=None):
    duty = Duty("person", person_id=person_id)
    return DutyForm(account=osprey, current=lambda: (duty, "", 0))


def test_what_a_client_needs_is_owned_by_those_who_work_for_clients(osprey, mara, ada, piet):
    handoff = prepared(mara, make_waiting(osprey, piet))
    promise = ExpectationForm(account=osprey, initial={"kind": expectations.PROMISE})
    note = NoteForm(handoff=handoff, block=PROMISE, writer=mara)
    forms: list[tuple[Any, str]] = [
        (EntryForm(account=osprey), "owner_id"), (InputForm(account=osprey, project=None), "owner_id"),
        (OpportunityForm(account=osprey, by=mara), "owner_id"), (promise, "promised_by_id"),
        (ConditionForm(handoff=handoff), "owner_id"), (note, "owner_id"),
    ]  # fmt: skip

    assert [offered(form, name) for form, name in forms] == [["Sam"]] * 6
    assert "Ada" in str(forms[0][0].fields["owner_id"].choices)


def test_duties_questions_advice_and_actions_are_for_all_but_administrators(osprey, mara, ada):
    decision = opened(mara, osprey)
    forms = [
        (duty_form(osprey), "person_id"), (AdviceForm(decision=decision), "person_id"),
        (QuestionForm(about=Ref.to(decision), by=acting(mara)), "owner_id"),
        (ActionForm(account=osprey, projects=[], names_contacts=True, by_id=mara.pk), "who"),
        (PointForm(report=make_report(osprey, mara, [osprey.contacts.create(name="Dana")])), "who"),
    ]  # fmt: skip

    assert [offered(form, name) for form, name in forms] == [["Omar", "Fina", "Sam"]] * 5


def test_whoever_manages_the_account_owns_its_risks_without_the_role(osprey, mara, ada):
    mara.held_roles.update(role=roles.ADMINISTRATOR)

    form: Any = EntryForm(account=osprey)
    assert "Mara" in str(form.fields["owner_id"].choices)


def test_a_current_owner_stays_shown_and_chosen(osprey, mara, others):
    risk = make_roadblock(make_project(osprey, manager=mara), by=mara)
    risk.owner = others["Ines"]
    form: Any = EntryForm(account=osprey)
    form.fill(risk)

    assert offered(form, "owner_id") == ["Ines", "Sam"]
    assert f'value="{others["Ines"].pk}" selected' in str(form["owner_id"].others)
    own = ActionForm(account=osprey, projects=[], names_contacts=True, by_id=others["Ines"].pk)
    assert "Ines" in offered(own, "who")
    assert offered(duty_form(osprey, others["Gus"].pk), "person_id") == ["Gus", "Omar", "Fina", "Sam"]
