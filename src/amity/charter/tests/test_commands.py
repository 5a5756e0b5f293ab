"""Commands on charters: each outcome, refusal and audit record."""

import pytest

from amity.audit import trail
from amity.charter import commands, queries
from amity.charter import holders as duty_holders
from amity.charter.duties import commands as duty_commands
from amity.charter.duties.commands import DutyFields
from amity.charter.duties.rules import Questions
from amity.charter.models import Charter, SkippedStep
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from tests.builders import MONDAY, acting, make_person

DIRECTOR = DutyFields("distinct", "director", "sponsor")


def test_the_agencys_answers_hold_for_every_account_and_an_account_answers_for_itself(mara, ada, osprey):
    usual = Questions("pm", "everything", "director")
    default = duty_commands.set_questions(by=acting(ada), account_id=None, asked=usual, now=MONDAY)
    duty_commands.set_questions(by=acting(mara), account_id=osprey.pk, asked=Questions("am", "", ""), now=MONDAY)

    assert duty_holders.charter_in_force(None).asked == usual
    assert duty_holders.charter_in_force(osprey).asked == Questions("am", "everything", "director")
    assert trail.actions_on(default) == ["charter.answered"]


def test_the_default_is_not_set_by_account_managers_nor_an_account_by_others(mara, piet, osprey):
    with pytest.raises(Refused):
        duty_commands.set_questions(by=acting(mara), account_id=None, asked=Questions(), now=MONDAY)
    executive = acting(make_person("Eva", "executive"))
    with pytest.raises(Refused):
        duty_commands.set_questions(by=executive, account_id=osprey.pk, asked=Questions(), now=MONDAY)
    with pytest.raises(NotSeen):
        duty_commands.set_questions(by=acting(piet), account_id=osprey.pk, asked=Questions(), now=MONDAY)


def test_a_default_has_every_answer(ada):
    with pytest.raises(Invalid) as fault:
        duty_commands.set_questions(by=acting(ada), account_id=None, asked=Questions(preset=""), now=MONDAY)
    assert fault.value.field == "preset"


def test_a_duty_is_changed_by_hand_and_put_back(mara, ada, osprey):
    by = acting(mara)
    charter = duty_commands.change_duty(by=by, account_id=osprey.pk, duty="plan", fields=DIRECTOR, now=MONDAY)
    held = queries.holder(osprey, "plan")
    assert (held.person, held.changed) == (ada, True)

    duty_commands.reset_duty(by=by, account_id=osprey.pk, duty="plan", version=charter.version, now=MONDAY)

    assert not queries.holder(osprey, "plan").changed
    assert trail.actions_on(charter) == ["duty.changed", "duty.reset"]
    with pytest.raises(NotSeen):
        duty_commands.reset_duty(by=by, account_id=osprey.pk, duty="plan", version=charter.version + 1, now=MONDAY)


def test_the_second_editor_is_refused(mara, osprey):
    by = acting(mara)
    duty_commands.change_duty(by=by, account_id=osprey.pk, duty="plan", fields=DIRECTOR, now=MONDAY)

    with pytest.raises(Stale):
        duty_commands.change_duty(by=by, account_id=osprey.pk, duty="brief", fields=DIRECTOR, now=MONDAY)
    duty_commands.change_duty(by=by, account_id=osprey.pk, duty="brief", fields=DIRECTOR, version=1, now=MONDAY)
    assert Charter.objects.get().version == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (DutyFields("both", "director"), "kind"),
        (DutyFields("distinct", "king"), "role"),
        (DutyFields("distinct", "director", "king"), "client"),
        (DutyFields("shared", "director", rule="x"), "also"),
        (DutyFields("shared", "director", also="director", rule="x"), "also"),
        (DutyFields("shared", "director", also="account_manager"), "rule"),
        (DutyFields("distinct", "person"), "person_id"),
        (DutyFields("distinct", "director", "contact", contact_id=1), "contact_id"),
    ],
)
def test_a_duty_that_cannot_be_is_named_by_its_field(mara, osprey, said, field):
    with pytest.raises(Invalid) as fault:
        duty_commands.change_duty(by=acting(mara), account_id=osprey.pk, duty="plan", fields=said, now=MONDAY)
    assert fault.value.field == field


def test_there_is_no_duty_of_another_name(mara, osprey):
    with pytest.raises(NotSeen):
        duty_commands.change_duty(by=acting(mara), account_id=osprey.pk, duty="coffee", fields=DIRECTOR, now=MONDAY)


def test_people_and_contacts_are_named(mara, tim, osprey):
    dana = osprey.contacts.create(name="Dana Whitlock")
    said = DutyFields("distinct", "person", "contact", person_id=tim.pk, contact_id=dana.pk, rule="Tim asks Dana")

    duty_commands.change_duty(by=acting(mara), account_id=osprey.pk, duty="data_access", fields=said, now=MONDAY)

    held = queries.holder(osprey, "data_access")
    assert (held.person, held.contact, held.rule) == (tim, dana, "Tim asks Dana")


def test_a_skipped_step_is_recorded_once(mara, osprey):
    skip = {"account_id": osprey.pk, "about": Ref.to(osprey), "step": "handoff.read_back"}
    for _time in range(2):
        commands.skip_step(by=acting(mara), now=MONDAY, **skip)

    assert SkippedStep.objects.count() == 1
    assert trail.actions_on(osprey) == ["step.skipped"]
    step, _word, thing = queries.skipped_of(osprey)[0]
    assert (step.person, thing.name) == (mara, "Osprey Rail")
    assert [one.step for one in queries.skipped_on(Ref.to(osprey))] == ["handoff.read_back"]
