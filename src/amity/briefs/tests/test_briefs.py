"""A brief is created, edited by two people, moved through its states, and becomes work with the same lines."""

from dataclasses import replace
from datetime import date

import pytest

from amity.agreements.lines import queries as agreements
from amity.audit import trail
from amity.briefs import commands
from amity.briefs.conversion import commands as conversion
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.fields import BriefFields
from amity.briefs.items.states import item_states_of
from amity.briefs.models import BriefLine
from amity.briefs.moves import commands as moves
from amity.briefs.moves.commands import MoveFields
from amity.briefs.queries import brief_seen_by
from amity.briefs.tests.making import ask_about, make_brief, make_whole_brief
from amity.facts.queries import facts_on
from amity.people import rules as roles
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.shared.values import value_of
from tests.builders import MONDAY, acting, make_account, make_agreement, make_person, make_project

TODAY = MONDAY.date()
TOLD = MoveFields(stated_in="mail", stated_on=TODAY)


def move(by, brief, state, said=TOLD):
    version = brief_seen_by(acting(by), brief.pk).version
    return moves.move_brief(by=acting(by), brief_id=brief.pk, version=version, state=state, fields=said, now=MONDAY)


def test_a_brief_takes_its_people_from_the_account_and_its_usual_work(mara, piet, osprey):
    make_project(osprey, manager=piet)

    brief = make_brief(mara, osprey)

    assert (brief.account_manager, brief.manager_id, brief.currency) == (mara, piet.pk, "EUR")
    assert trail.actions_on(brief) == ["brief.opened"]


def test_the_usual_project_manager_of_a_brief_can_sign_in(client, mara, piet, osprey):
    make_project(osprey, manager=piet)
    ines = make_person("Ines Calloway", roles.PROJECT_MANAGER, mail=None)
    make_project(osprey, manager=ines)
    assert make_brief(mara, osprey).manager_id == piet.pk

    elsewhere = make_account("Larkfield", manager=mara)
    make_project(elsewhere, manager=ines)
    brief = make_brief(mara, elsewhere)

    assert brief.manager_id is None
    client.force_login(mara)
    page = client.get(f"/briefs/{brief.pk}/").text
    assert "Not offered because they can’t sign in to Amity yet: Ines Calloway" in page


def test_a_client_no_one_knows_takes_a_full_brief_and_a_known_one_does_not(mara, osprey):
    assert make_brief(mara, osprey, budget_kind="amount", budget_high=100_000).size == "full"
    make_agreement(osprey)
    assert make_brief(mara, osprey, budget_kind="amount", budget_high=100_000).size == "note"


def test_only_who_answers_for_the_account_writes_its_briefs_and_others_do_not_see_them(mara, piet, tim, fina, osprey):
    brief = make_brief(mara, osprey, manager_id=piet.pk)

    assert brief_seen_by(acting(piet), brief.pk) == brief_seen_by(acting(fina), brief.pk)
    with pytest.raises(NotSeen):
        brief_seen_by(acting(tim), brief.pk)
    for person in (piet, fina):
        with pytest.raises(Refused):
            commands.edit_brief(by=acting(person), brief_id=brief.pk, version=1, fields=BriefFields("Mine"), now=MONDAY)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"budget_kind": "range", "budget_low": 100}, "budget_high"),
        ({"budget_kind": "range", "budget_low": 200, "budget_high": 100}, "budget_low"),
        ({"budget_kind": "cap", "budget_high": -1}, "budget_high"),
        ({"approver_id": 99_999}, "approver_id"),
        ({"goal_id": 99_999}, "goal_id"),
        ({"wanted_from": date(2027, 2, 1), "wanted_on": date(2027, 1, 1)}, "wanted_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(mara, osprey, said, field):
    with pytest.raises(Invalid) as refusal:
        make_brief(mara, osprey, **said)

    assert refusal.value.field == field


def test_two_people_who_change_different_fields_both_keep_their_words(mara, ada, osprey):
    brief = make_brief(mara, osprey)
    seen = value_of(brief, BriefFields)
    hers = replace(seen, audience="families")
    commands.edit_brief(by=acting(ada), brief_id=brief.pk, version=1, fields=hers, seen=seen, now=MONDAY)

    mine = replace(seen, exclusions="print")
    both = commands.edit_brief(by=acting(mara), brief_id=brief.pk, version=1, fields=mine, seen=seen, now=MONDAY)

    assert (both.audience, both.exclusions, both.version) == ("families", "print", 3)


def test_two_people_who_change_the_same_field_are_shown_both_and_the_second_press_is_knowing(mara, ada, osprey):
    brief = make_brief(mara, osprey)
    seen, by = value_of(brief, BriefFields), acting(mara)
    hers = replace(seen, audience="families")
    commands.edit_brief(by=acting(ada), brief_id=brief.pk, version=1, fields=hers, seen=seen, now=MONDAY)
    mine = replace(seen, audience="bakers")

    with pytest.raises(Stale) as refusal:
        commands.edit_brief(by=by, brief_id=brief.pk, version=1, fields=mine, seen=seen, now=MONDAY)
    saved = commands.edit_brief(by=by, brief_id=brief.pk, version=2, fields=mine, seen=seen, now=MONDAY)

    assert getattr(refusal.value.current, "audience", "") == "families"
    assert saved.audience == "bakers"
    edits = [act for act in trail.actions_on(brief) if act.startswith("brief.")]
    assert edits == ["brief.opened", "brief.edited", "brief.edited"]


def test_what_is_typed_is_known_as_it_was_said_and_falls_away_when_it_is_emptied(mara, osprey):
    brief = make_brief(mara, osprey, audience="families")
    told = facts_on(Ref.to(brief))["audience"]
    assert (told.state, told.value, told.stated_by) == ("known", "families", "Gwen Pryce")

    commands.edit_brief(
        by=acting(mara),
        brief_id=brief.pk,
        version=1,
        fields=replace(value_of(brief, BriefFields), audience=""),
        now=MONDAY,
    )

    assert "audience" not in facts_on(Ref.to(brief))


def test_a_brief_goes_to_the_client_only_when_nothing_it_must_hold_is_missing(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet, target="", approver_id=None)

    with pytest.raises(Refused, match=r"Target.*Approver|Approver.*Target"):
        move(mara, brief, "with_client")
    ask_about(mara, brief, "target", piet)
    ask_about(mara, brief, "approver", piet)
    with pytest.raises(Refused) as refusal:
        move(mara, brief, "with_client")

    assert refusal.value.sentence == "Still missing: Approver at the client."


def test_illegal_moves_are_refused_with_the_reason(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)

    for state in ("confirmed", "converted", "nonsense"):
        with pytest.raises(Refused):
            move(mara, brief, state)
    with pytest.raises(Invalid) as refusal:
        move(mara, brief, "dropped", MoveFields())
    assert refusal.value.field == "note"
    with pytest.raises(Refused):
        conversion.convert_brief(by=acting(mara), brief_id=brief.pk, version=1, now=MONDAY)


def test_with_the_client_and_confirmed_say_who_when_and_where(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)

    with pytest.raises(Invalid) as refusal:
        move(mara, brief, "with_client", MoveFields())
    move(mara, brief, "with_client")
    move(mara, brief, "confirmed", MoveFields(stated_in="mail of Gwen", stated_on=TODAY))

    assert refusal.value.field == "stated_in"
    steps = [(step.after, step.contact_id, step.stated_in) for step in brief.steps.order_by("pk")]
    assert steps == [("with_client", brief.approver_id, "mail"), ("confirmed", brief.approver_id, "mail of Gwen")]
    with pytest.raises(Refused):
        commands.edit_brief(
            by=acting(mara), brief_id=brief.pk, version=3, fields=value_of(brief, BriefFields), now=MONDAY
        )


def test_a_confirmed_brief_becomes_an_agreement_with_the_same_lines(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    row = BriefLine.objects.get(brief=brief)
    move(mara, brief, "with_client")
    confirmed = move(mara, brief, "confirmed")

    done = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=confirmed.version, price="lines", now=MONDAY
    )

    assert done.agreement is not None
    placed = agreements.lines_of(done.agreement, TODAY)
    assert [one.line.pk for one in placed] == [row.line_id]
    assert (done.state, done.agreement.fee, done.agreement.state) == ("converted", 1_250_000, "draft")
    assert "brief.converted" in trail.actions_on(brief)


def test_a_full_brief_with_a_hard_field_missing_opens_no_budget(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    move(mara, brief, "with_client")
    confirmed = move(mara, brief, "confirmed")
    ask_about(mara, brief, "budget", piet)

    with pytest.raises(Refused, match="Budget"):
        conversion.convert_brief(
            by=acting(mara), brief_id=brief.pk, version=confirmed.version, price="lines", now=MONDAY
        )
    assert brief_seen_by(acting(mara), brief.pk).agreement is None


def test_a_brief_converts_once(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    move(mara, brief, "with_client")
    confirmed = move(mara, brief, "confirmed")
    done = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=confirmed.version, price="lines", now=MONDAY
    )

    for version in (confirmed.version, done.version):
        with pytest.raises((Refused, Stale)):
            conversion.convert_brief(by=acting(mara), brief_id=brief.pk, version=version, price="lines", now=MONDAY)


def test_item_states_count_what_its_size_asks_for(mara, piet, osprey):
    make_agreement(osprey)
    brief = make_whole_brief(mara, osprey, piet)
    found = item_states_of(brief, estimate_of(brief, TODAY), "short")

    assert found.blocking == []
    assert [gap.item for gap in found.gaps] == ["hours"]
    assert found.count("known") == 11
