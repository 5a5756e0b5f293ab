"""Fields for colleagues offer those whose role fits and who can do it, the likely ones first; a current one stays."""

from typing import Any

import pytest
from django.http import QueryDict

from amity.accounts.rules import DECIDES
from amity.briefs.choices import brief_choices
from amity.briefs.forms import BriefForm
from amity.briefs.hours_asked.queries import people_by_discipline
from amity.briefs.roles.forms import RoleForm
from amity.charter.duties.forms import DutyForm
from amity.charter.duties.rules import Duty
from amity.contact_reports.drafts.forms import ReportForm
from amity.contact_reports.points.forms import PointForm
from amity.contact_reports.queries import report_seen_by
from amity.contact_reports.rules import COPY
from amity.contact_reports.tests.making import make_report
from amity.conversations.actions.forms import ActionForm
from amity.conversations.notes.chips import chips_of
from amity.conversations.notes.marks import marked_lines
from amity.conversations.notes.point_form import PointForm as NotePointForm
from amity.conversations.notes.proposals import people_around, proposals
from amity.conversations.passing.forms import PassOnForm
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
from amity.projects.team.forms import MemberForm
from amity.shared.refs import Ref
from amity.ui.asked import Asked
from tests.builders import MONDAY, acting, make_person, make_project

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
        (promise, "promised_by_id"), (ConditionForm(handoff=handoff), "owner_id"), (note, "owner_id"),
    ]  # fmt: skip

    assert [offered(form, name) for form, name in forms] == [["Sam"]] * 5
    assert "Ada" in str(forms[0][0].fields["owner_id"].choices)


def test_an_opportunity_is_owned_by_those_who_see_fees(osprey, mara, piet):
    forms = [OpportunityForm(account=account, by=mara) for account in (osprey, None)]

    assert [offered(form, "owner_id") for form in forms] == [[], []]
    assert all(form.fields["owner_id"].widget.likely[0] == str(mara.pk) for form in forms)


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


def test_what_is_passed_on_and_copies_go_to_those_who_can_read_them_the_likely_first(osprey, mara, ada, others):
    passing: Any = PassOnForm(account=osprey, projects=[], names_contacts=True, by_id=mara.pk)
    report = make_report(osprey, mara, [osprey.contacts.create(name="Dana")])
    copies: Any = ReportForm(report=report)

    assert offered(passing, "colleague_ids") + offered(passing, "other_id") == ["Omar", "Fina", "Sam"]
    assert offered(copies, "copy_person_ids") == ["Omar", "Fina", "Sam"]
    assert next(name for _pk, name in copies.fields["copy_person_ids"].choices) == "Ada", "the account’s director"
    report.participants.create(person=others["Gus"], presence=COPY)
    again: Any = ReportForm(report=report_seen_by(acting(mara), report.pk))
    assert offered(again, "copy_person_ids") == ["Gus", "Omar", "Fina", "Sam"]


def test_a_team_is_of_those_who_do_the_work_with_or_without_a_sign_in(osprey, mara, others):
    other, project = make_project(osprey, manager=mara), make_project(osprey, manager=mara)
    for name in ("Sam", "Omar"):
        other.team.create(person=others[name], since=MONDAY.date())
    team: Any = MemberForm(project=project)
    role: Any = RoleForm(choices=brief_choices(osprey))

    assert offered(team, "person_id") == offered(role, "who") == ["Ines", "Sam"]
    assert str(next(iter(team["person_id"].subwidgets)).choice_label) == "Sam", "works on the client’s other project"


def test_hours_are_asked_of_those_whom_the_emailed_link_reaches(others):
    make_person("Lena", mail="lena@halden.example")
    Person.objects.filter(name="Lena").update(password="!")
    names = [name for _pk, name in people_by_discipline()[0]]

    assert {"Ines", "Gus", "Omar", "Fina", "Lena", "Sam"} & {*names} == {"Lena", "Sam"}


def test_a_promise_of_a_note_is_of_those_who_can_make_it_and_of_whom_it_names(osprey, mara, others):
    people = people_around(osprey, acting(mara), (), ())
    form: Any = NotePointForm(people=people, talk_on=MONDAY.date())
    assert offered(form, "person_id") == ["Omar", "Fina", "Sam"]
    selected = QueryDict(f"mark=action&text=Ines+sends+the+list&selected=1&nonce={'a' * 32}")
    named: Any = NotePointForm(selected, people=people, talk_on=MONDAY.date())
    assert named.is_valid()
    assert offered(named, "person_id") == ["Omar", "Fina", "Ines", "Sam"]

    asked = Asked(QueryDict())
    lines = marked_lines("! Map to Dana\n! Ines sends the list\na Ines sends the list")
    found = proposals(acting(mara), osprey, lines, people, MONDAY, MONDAY)
    promise, of_ines, action = chips_of(found, people, asked)
    asked_of = ((promise, "person_id"), (of_ines, "person_id"), (action, "owner"))
    assert [of_chip(chip, name) for chip, name in asked_of] == [
        ["Sam"],
        ["Ines", "Sam"],
        ["Omar", "Fina", "Ines", "Sam"],
    ]


def of_chip(chip, name):
    """Return those of the five whom a question of a chip offers."""
    groups = next(question.groups for question in chip.questions() if question.field == name)
    return [one for one in OTHERS if any(one == who for _label, pairs in groups for _pk, who in pairs)]


def test_an_approver_is_likely_someone_who_decides(osprey):
    for name in ("Ann", "Ben", "Cai", "Dot", "Zoe"):
        osprey.contacts.create(name=name, roles=[DECIDES] if name == "Zoe" else [])
    form: Any = BriefForm(choices=brief_choices(osprey), today=MONDAY.date())

    assert str(next(iter(form["approver_id"].subwidgets)).choice_label) == "Zoe"
