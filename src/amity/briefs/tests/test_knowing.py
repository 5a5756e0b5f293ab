"""Assumed becomes known without retyping, goal and strategy fill blank fields, and the client sees no costs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.models import Contact
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.fields import BriefFields
from amity.briefs.items import commands as items_commands
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.briefs.items.states import item_states_of
from amity.briefs.prefill import commands as prefill
from amity.briefs.queries import brief_seen_by
from amity.briefs.small_jobs import commands as small_jobs
from amity.briefs.small_jobs.commands import NoteFields
from amity.briefs.tests.making import ask_about, make_brief, make_brief_line, make_contact, make_crafts
from amity.facts.queries import facts_on
from amity.shared.errors import NotSeen, Refused, Stale
from amity.shared.refs import Ref
from amity.shared.values import value_of
from amity.strategy.changes import Cause, GoalFields
from amity.strategy.goals.commands import revise_goal
from amity.strategy.models import Goal, GoalReading, StrategyCard
from tests.builders import MONDAY, acting

CLEO = Basis(items.KNOWN, "Gwen Pryce", date(2026, 11, 20), "call")
ASSUMED = Basis()


def say(by, brief, item, basis, version=1):
    """Record how certain an item is."""
    return items_commands.say_how_known(
        by=acting(by), brief_id=brief.pk, item=item, version=version, basis=basis, now=MONDAY
    )


def test_what_was_assumed_becomes_known_with_who_said_so_and_says_the_same(mara, osprey):
    brief = make_brief(mara, osprey, audience="families")
    say(mara, brief, "audience", ASSUMED)

    fact = say(mara, brief, "audience", CLEO, version=2)

    assert (fact.state, fact.stated_by, fact.value) == ("known", "Gwen Pryce", "families")
    assert brief_seen_by(acting(mara), brief.pk).audience == "families"


def test_what_is_empty_or_ours_cannot_be_known_and_two_at_once_are_told(mara, osprey):
    brief = make_brief(mara, osprey, audience="families")

    with pytest.raises(Refused):
        say(mara, brief, "target", CLEO, version=0)
    with pytest.raises(NotSeen):
        say(mara, brief, "manager", CLEO, version=0)
    say(mara, brief, "audience", CLEO)
    with pytest.raises(Stale):
        say(mara, brief, "audience", ASSUMED)


def make_said(osprey):
    """Return a goal with one reading and an active strategy, both with Gwen Pryce as the source."""
    gwen = make_contact(osprey)
    goal = Goal.objects.create(
        account=osprey, title="Butter to 15%", measure="share of butter", unit="%", baseline=Decimal(6),
        target=Decimal("15.5"), target_on=date(2027, 6, 13), begun_on=date(2026, 1, 1), stated_by=gwen,
        stated_on=date(2026, 2, 1), stated_in="yearly talk", added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    GoalReading.objects.create(
        goal=goal, read_on=date(2026, 10, 12), value=Decimal(9), source="panel", by_label="Mara", at=MONDAY
    )
    StrategyCard.objects.create(
        account=osprey, number=2, goal="Butter", audience="bakers", message="Ours", must="the farm", must_not="cows",
        state="in_force", stated_by=gwen, stated_on=date(2026, 3, 1), added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    return goal


def test_goal_and_strategy_fill_what_is_empty_and_nothing_else(mara, piet, osprey):
    goal = make_said(osprey)
    brief = make_brief(mara, osprey, goal_id=goal.pk, measure="recipe cards")
    ask_about(mara, brief, "target", piet)

    filled = prefill.fill_from_account(by=acting(mara), brief_id=brief.pk, now=MONDAY)

    assert (filled.measure, filled.target) == ("recipe cards", "")
    assert filled.baseline == "9%, 12 Oct 2026"
    assert (filled.audience, filled.constraints) == ("bakers", "must: the farm\nmust not: cows")
    facts = facts_on(Ref.to(brief))
    baseline = facts["baseline"]
    assert (baseline.stated_by, baseline.stated_on, baseline.stated_in) == (
        "panel", date(2026, 10, 12), "goal “Butter to 15%”"
    )  # fmt: skip
    assert (facts["audience"].state, facts["audience"].stated_in) == ("known", "strategy card 2")
    again = prefill.fill_from_account(by=acting(mara), brief_id=brief.pk, now=MONDAY)
    assert again.version == filled.version


def test_a_reading_after_the_day_of_filling_is_not_its_baseline(mara, osprey):
    brief = make_brief(mara, osprey, goal_id=make_said(osprey).pk)

    filled = prefill.fill_from_account(by=acting(mara), brief_id=brief.pk, now=MONDAY - timedelta(days=60))

    baseline = facts_on(Ref.to(brief))["baseline"]
    assert (filled.baseline, baseline.stated_by, baseline.stated_on) == ("6%", "Gwen Pryce", date(2026, 2, 1))


def test_a_revised_target_has_the_source_of_its_revision_and_the_measure_that_of_the_goal(mara, osprey):
    goal = make_said(osprey)
    said = Evidence(stated_by_id=goal.stated_by_id, stated_on=date(2026, 11, 2), stated_in="call")
    revise_goal(
        by=acting(mara), goal_id=goal.pk, version=goal.version, now=MONDAY,
        fields=replace(value_of(goal, GoalFields), target=Decimal(18)), cause=Cause("client_word", "More shops", said),
    )  # fmt: skip
    brief = make_brief(mara, osprey, goal_id=goal.pk)

    filled = prefill.fill_from_account(by=acting(mara), brief_id=brief.pk, now=MONDAY)

    facts = facts_on(Ref.to(brief))
    assert filled.target == "18% by 13 Jun 2027"
    assert [(facts[one].stated_on, facts[one].stated_in) for one in ("measure", "target")] == [
        (date(2026, 2, 1), "yearly talk"), (date(2026, 11, 2), "call"),
    ]  # fmt: skip


def test_by_page_the_button_counts_the_fields_and_the_mark_leads_to_its_item(client, mara, osprey):
    goal = make_said(osprey)
    brief = make_brief(mara, osprey, goal_id=goal.pk)
    client.force_login(mara)

    shown = client.get(f"/briefs/{brief.pk}/")
    client.post(f"/briefs/{brief.pk}/fill/")
    form = client.get(f"/briefs/{brief.pk}/items/audience/").context["form"]
    typed = {"nonce": form["nonce"].value(), "version": "1", "state": "assumed"}
    done = client.post(f"/briefs/{brief.pk}/items/audience/", typed)

    page = shown.content.decode()
    assert page.index("Fill 5 empty fields from goals and strategy") < page.index('id="id_client_words"')
    assert done.status_code == 302, done.context["form"].errors
    assert facts_on(Ref.to(brief))["audience"].state == "assumed"
    assert client.get(f"/briefs/{brief.pk}/").context["fillable"] == 0


def test_a_filled_text_of_several_lines_stays_known_when_another_field_is_saved(client, mara, osprey):
    goal = make_said(osprey)
    brief = make_brief(mara, osprey, goal_id=goal.pk)
    prefill.fill_from_account(by=acting(mara), brief_id=brief.pk, now=MONDAY)
    client.force_login(mara)
    form = client.get(f"/briefs/{brief.pk}/").context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    typed = shown | {"constraints": shown["constraints"].replace("\n", "\r\n"), "exclusions": "print"}

    done = client.post(f"/briefs/{brief.pk}/", typed | {"basis": "assumed"})

    assert done.status_code == 302, done.context["form"].errors
    facts = facts_on(Ref.to(brief))
    assert {name: facts[name].state for name in ("constraints", "exclusions")} == {
        "constraints": "known", "exclusions": "assumed",
    }  # fmt: skip
    assert brief_seen_by(acting(mara), brief.pk).constraints == "must: the farm\nmust not: cows"


def test_the_client_reads_their_words_lines_and_prices_and_no_hours_or_costs(client, mara, osprey):
    crafts = make_crafts()
    brief = make_brief(
        mara, osprey, client_words="Nobody knows we also make butter.", exclusions="print", budget_kind="cap",
        budget_high=2_400_000,
    )  # fmt: skip
    client.force_login(mara)
    assert b"24,000" in client.get(f"/briefs/{brief.pk}/for-client/").content, "their budget, until there is a price"
    make_brief_line(mara, brief, ((crafts["Design"].pk, 37 * 3600),), acceptance="twelve cards", revision_rounds=2)

    page = client.get(f"/briefs/{brief.pk}/for-client/")
    bare = client.get(f"/briefs/{brief.pk}/for-client/?prices=no")

    for words in (b"we also make butter", b"twelve cards", b"4,625", b"Your approver"):
        assert words in page.content
    for ours in (b"37 h", b"2,220", b"margin"):
        assert ours not in page.content.split(b"<main", 1)[1]
    assert b"4,625" not in bare.content
    assert b"24,000" not in page.content, "the client compares one amount"
    assert b"Your budget" in bare.content


def test_words_of_a_small_job_are_not_put_in_the_mouth_of_who_approves(mara, osprey):
    contact = Contact.objects.create(account=osprey, name="Siobhan Reid")
    said = NoteFields(
        BriefFields(
            title="Landing page", client_words="A page by Friday", done_when="live", approver_id=contact.pk,
            budget_kind="amount", budget_high=90_000, wanted_on=date(2027, 1, 4),
        )
    )  # fmt: skip

    brief = small_jobs.open_note(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)

    assert (brief.client_words, brief.stated_by, brief.approver) == ("A page by Friday", None, contact)
    assert {fact.state for fact in facts_on(Ref.to(brief)).values()} == {"assumed"}


def test_what_a_named_person_said_of_a_small_job_is_known_by_them(mara, osprey):
    contact = Contact.objects.create(account=osprey, name="Siobhan Reid")
    said = NoteFields(
        BriefFields(title="Landing page", client_words="By Friday", stated_by_id=contact.pk, done_when="live")
    )

    brief = small_jobs.open_note(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)

    facts = facts_on(Ref.to(brief))
    assert {(facts[item].state, facts[item].stated_by) for item in ("need", "done_when")} == {("known", "Siobhan Reid")}


def test_who_asked_is_the_source_only_of_what_they_confirmed(mara, osprey):
    contact = Contact.objects.create(account=osprey, name="Siobhan Reid")
    said = NoteFields(
        BriefFields(title="Landing page", client_words="By Friday", stated_by_id=contact.pk, done_when="live"),
        confirmed=frozenset({"need"}),
    )

    brief = small_jobs.open_note(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)

    facts = facts_on(Ref.to(brief))
    assert {item: (facts[item].state, facts[item].stated_by) for item in ("need", "done_when")} == {
        "need": ("known", "Siobhan Reid"), "done_when": ("assumed", ""),
    }  # fmt: skip


def test_a_title_is_ours_even_where_someone_told_us_the_rest(mara, osprey):
    contact = Contact.objects.create(account=osprey, name="Siobhan Reid")
    said = NoteFields(BriefFields("Page", client_words="Page", done_when="live"), speaker_id=contact.pk)

    brief = small_jobs.open_note(by=acting(mara), account_id=osprey.pk, fields=said, now=MONDAY)

    facts = facts_on(Ref.to(brief))
    assert (facts["need"].state, facts["done_when"].stated_by) == ("assumed", "Siobhan Reid")


def test_the_source_of_the_brief_is_filled_in_for_its_items(client, mara, osprey):
    gwen, brief = make_contact(osprey), make_brief(mara, osprey)
    brief.audience, brief.stated_by, brief.stated_in, brief.stated_on = "families", gwen, "call", date(2026, 11, 20)
    brief.save()
    client.force_login(mara)

    form = client.get(reverse("briefs:item", args=[brief.pk, "audience"])).context["form"]

    assert [form.initial[name] for name in ("stated_by", "stated_in", "stated_on")] == [
        gwen.name, "call", date(2026, 11, 20),
    ]  # fmt: skip


def test_approver_and_both_managers_are_the_roles_of_a_full_brief(mara, piet, osprey):
    gwen = make_contact(osprey)
    brief = make_brief(mara, osprey, approver_id=gwen.pk)
    brief.account_manager = mara
    assert item_states_of(brief, estimate_of(brief, MONDAY.date()), "full").states["roles"] == items.MISSING

    brief.manager = piet
    assert item_states_of(brief, estimate_of(brief, MONDAY.date()), "full").states["roles"] == items.KNOWN
