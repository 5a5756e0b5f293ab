"""Decisions: prepared, advised on, confirmed, decided, shared and reviewed; refused on page and REST alike."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.audit import trail
from amity.decisions import commands, from_conflict, queries
from amity.decisions.consultations import commands as asking
from amity.decisions.models import Consultation, Decision
from amity.decisions.rules import Asked, Choice, DecisionFields, FactLine, OptionFields, Outcome
from amity.decisions.tests.making import DEAR, GOOD, PLAIN, opened
from amity.expectations.models import Conflict, ConflictOption, Expectation
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.tokens.commands import make_token
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.strategy.goals import causes
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()


@pytest.fixture
def clara(db):
    return make_person("Clara", roles.LEGAL)


def chosen(person, decision, title, why_worse="", version=None):
    option = decision.options.get(title=title)
    choice = Choice(option.pk, "Cardiff gets what it expects", why_worse)
    return commands.decide(
        by=acting(person), decision_id=decision.pk, version=version or decision.version, choice=choice, now=MONDAY
    )


def asked(person, decision, whom, role="expert", due_on=None):
    question = Asked(whom.pk, "Which one?", due_on, role)
    return asking.ask_colleague(by=acting(person), decision_id=decision.pk, asked=question, now=MONDAY)


def answered(row, *, agrees=None, words="The first one", now=MONDAY):
    return asking.answer(
        by=acting(row.person), consultation_id=row.pk, version=row.version, words=words, agrees=agrees, now=now
    )


def test_clear_and_good_for_both_is_one_step(mara, osprey):
    made = commands.decide_at_once(
        by=acting(mara), account_id=osprey.pk, fields=DecisionFields("Do we go?"), option=GOOD, why="Both win",
        now=MONDAY,
    )  # fmt: skip

    assert (made.state, str(made.chosen), made.decided_by) == ("decided", "Change order", mara)
    assert trail.actions_on(made) == ["decision.opened", "decision.decided"]


@pytest.mark.parametrize("option", [DEAR, PLAIN, replace(GOOD, client_money=-1)])
def test_anything_else_is_refused_at_once_and_leaves_nothing(mara, osprey, option):
    with pytest.raises(Invalid), transaction.atomic():
        commands.decide_at_once(
            by=acting(mara), account_id=osprey.pk, fields=DecisionFields("Do we go?"), option=option, why="Why not",
            now=MONDAY,
        )  # fmt: skip
    assert not Decision.objects.exists()


def test_costly_waits_for_advice_and_the_director(mara, ada, clara, osprey):
    decision = opened(mara, osprey)
    with pytest.raises(Invalid, match=r"It costs one side more than €10,000\. Ask a colleague first"):
        chosen(mara, decision, "At no charge", "It opens Cardiff")
    expert, director = asked(mara, decision, clara), asked(mara, decision, ada, "director")
    with pytest.raises(Invalid, match="Wait for the answer of Clara, Ada"):
        chosen(mara, decision, "At no charge", "It opens Cardiff")
    answered(expert)
    answered(director, agrees=False)
    with pytest.raises(Invalid, match="The client or the director must confirm it first"):
        chosen(mara, decision, "At no charge", "It opens Cardiff")
    answered(Consultation.objects.get(pk=director.pk), agrees=True)

    assert chosen(mara, decision, "At no charge", "It opens Cardiff").state == "decided"


def test_the_clients_confirmation_is_as_good_as_the_directors(mara, clara, osprey):
    decision = opened(mara, osprey, is_unclear=True)
    answered(asked(mara, decision, clara))
    helen = osprey.contacts.create(name="Helen Marsh")
    confirmed = commands.confirm_by_client(
        by=acting(mara), decision_id=decision.pk, version=decision.version, now=MONDAY,
        evidence=Evidence(helen.pk, TODAY, "call", "Do it."),
    )  # fmt: skip

    assert chosen(mara, confirmed, "Change order").state == "decided"


def test_a_director_who_decides_agrees_with_it_and_still_asks(mara, ada, clara, osprey):
    osprey.director = ada
    osprey.save()
    decision = opened(mara, osprey, is_unclear=True)
    with pytest.raises(Invalid, match="Ask a colleague first"):
        chosen(ada, decision, "Change order")
    answered(asked(mara, decision, clara))

    assert chosen(ada, decision, "Change order").decided_by == ada


def test_an_answer_that_does_not_come_in_time_is_not_waited_for(mara, clara, osprey, ada):
    decision = opened(mara, osprey, is_unclear=True)
    asked(mara, decision, clara, due_on=TODAY)
    answered(asked(mara, decision, ada, "director"), agrees=True)
    whole = queries.whole_of(decision, TODAY + timedelta(1))

    assert (whole.heard.waiting, whole.heard.expired) == (0, 1)
    assert whole.missing(whole.options[0]) == []
    assert queries.whole_of(decision, TODAY).missing(whole.options[0]) == ["wait"]


def test_what_is_worse_for_us_says_why_and_keeps_it(mara, osprey):
    decision = opened(mara, osprey, GOOD, PLAIN)
    with pytest.raises(Invalid, match=r"“Change order” is better for us\. Explain") as no:
        chosen(mara, decision, "Later")
    assert no.value.field == "why_worse"

    assert chosen(mara, decision, "Later", "They need time").why_worse == "They need time"


def test_page_and_rest_refuse_alike(mara, osprey):
    decision, client = opened(mara, osprey), Client()
    client.force_login(mara)
    option = decision.options.get(title="At no charge")
    values = {"option_id": option.pk, "why": "They ask", "why_worse": "Cardiff", "version": decision.version}
    page = client.get(f"/decisions/{decision.pk}/decide/").content.decode()
    nonce = page.partition('name="nonce" value="')[2][:32]

    refused = client.post(f"/decisions/{decision.pk}/decide/", {**values, "nonce": nonce})

    assert refused.status_code == 422
    assert "It costs one side more than €10,000. Ask a colleague first." in refused.content.decode()
    token = make_token(by=acting(mara), name="Decides", scopes=["setup:write"], days=30, now=MONDAY)
    over_rest = client.post(
        f"/api/v1/decisions/{decision.pk}/decide", values, content_type="application/json",
        headers={"Authorization": f"Bearer {token.secret}"},
    )  # fmt: skip
    assert over_rest.status_code == 422
    assert "It costs one side more than €10,000. Ask a colleague first." in over_rest.content.decode()
    decision.refresh_from_db()
    assert (decision.state, decision.chosen) == ("open", None)


def test_the_form_offers_who_at_the_client_was_informed_and_how(client, mara, osprey):
    osprey.contacts.create(name="Helen Marsh")
    made = chosen(mara, opened(mara, osprey), "Change order")
    address = reverse("decisions:inform", args=[made.pk])
    client.force_login(mara)

    page = client.get(address).content.decode()
    sent = {"nonce": uuid.uuid4().hex, "version": made.version, "informed_who": "Helen Marsh", "informed_how": "call"}
    answer = client.post(address, sent | {"informed_on": str(TODAY)}, follow=True)

    assert [name for name in ("Helen Marsh", "call", "meeting") if f'value="{name}"' not in page] == []
    assert "Informed: Helen Marsh, call," in answer.content.decode()


def test_a_client_is_informed_before_the_review_in_this_order(mara, osprey):
    decision = opened(mara, osprey)
    outcome = Outcome("better", "Ask Helen first")
    with pytest.raises(Refused):
        commands.review(by=acting(mara), decision_id=decision.pk, version=1, outcome=outcome, now=MONDAY)
    made = chosen(mara, decision, "Change order")
    informed = commands.inform(
        by=acting(mara), decision_id=decision.pk, version=made.version, who="Helen Marsh", how="call",
        informed_on=TODAY, now=MONDAY,
    )  # fmt: skip
    with pytest.raises(Refused):
        commands.reopen(by=acting(mara), decision_id=decision.pk, version=informed.version, now=MONDAY)

    reviewed = commands.review(
        by=acting(mara), decision_id=decision.pk, version=informed.version, outcome=outcome, now=MONDAY
    )

    assert (reviewed.state, reviewed.outcome, reviewed.lesson) == ("reviewed", "better", "Ask Helen first")
    assert trail.actions_on(reviewed)[-3:] == ["decision.decided", "decision.informed", "decision.reviewed"]


def test_a_conflict_becomes_a_decision_with_its_evidence(mara, osprey):
    helen = osprey.contacts.create(name="Helen Marsh")
    expected = Expectation.objects.create(
        account=osprey, kind="scope", statement="Welsh is in", stated_by=helen, stated_on=TODAY, stated_in="call",
        added_at=MONDAY, changed_at=MONDAY,
    )  # fmt: skip
    conflict = Conflict.objects.create(
        expectation=expected, account=osprey, believed="Welsh is in", agreed="English only", found_at=MONDAY,
        found_by="Piet",
    )  # fmt: skip
    ConflictOption.objects.create(conflict=conflict, answer="decline", client_effect=-2, agency_effect=3, note="Say no")

    made = from_conflict.decide_conflict(by=acting(mara), conflict_id=conflict.pk, now=MONDAY)

    facts = list(made.facts.order_by("pk").values_list("text", "state", "source"))
    assert facts[0][:2] == ("They expect: Welsh is in", "known")
    assert facts[0][2].startswith("Helen Marsh · call · ")
    assert facts[1][:2] == ("Agreed: English only", "known")
    option = made.options.get()
    assert (option.client_relationship, option.agency_relationship, option.relationship_note) == (-2, 3, "Say no")
    with pytest.raises(Refused, match="already is a decision"):
        from_conflict.decide_conflict(by=acting(mara), conflict_id=conflict.pk, now=MONDAY)


def test_a_colleague_is_emailed_reminded_once_and_can_see_only_that(mara, osprey):
    lars = make_person("Lars", roles.TEAM_MEMBER)
    decision, other = opened(mara, osprey), opened(mara, osprey)
    with pytest.raises(NotSeen):
        queries.decision_seen_by(acting(lars), decision.pk)
    row = asked(mara, decision, lars, due_on=TODAY + timedelta(1))

    assert Message.objects.filter(to=lars.mail).count() == 1
    assert queries.decision_seen_by(acting(lars), decision.pk) == decision
    with pytest.raises(NotSeen):
        queries.decision_seen_by(acting(lars), other.pk)
    assert asking.remind_colleagues(now=MONDAY) == 0
    assert asking.remind_colleagues(now=MONDAY + timedelta(1)) == 1
    assert asking.remind_colleagues(now=MONDAY + timedelta(1)) == 0
    answered(row, now=MONDAY)
    assert trail.actions_on(decision)[-1] == "decision.answered"


def test_only_the_colleague_asked_answers_and_only_a_director_agrees(mara, clara, ada, osprey):
    decision = opened(mara, osprey)
    row = asked(mara, decision, clara)
    with pytest.raises(Refused):
        asking.answer(by=acting(mara), consultation_id=row.pk, version=1, words="Yes", now=MONDAY)
    with pytest.raises(Invalid, match="Choose a director"):
        asked(mara, decision, mara, "director")
    with pytest.raises(Invalid, match="already been asked"):
        asked(mara, decision, clara)
    with pytest.raises(Invalid) as no:
        answered(asked(mara, decision, ada, "director"))
    assert no.value.field == "agrees"


def test_who_only_works_there_decides_nothing(mara, tim, site):
    decision = opened(mara, site.account)
    with pytest.raises(Refused):
        chosen(tim, decision, "Change order")
    with pytest.raises(Refused):
        commands.add_fact(by=acting(tim), decision_id=decision.pk, fact=FactLine("It rains"), now=MONDAY)


def test_an_open_decision_is_changed_and_a_made_one_is_not(mara, osprey):
    decision = opened(mara, osprey)
    option = commands.add_option(by=acting(mara), decision_id=decision.pk, fields=PLAIN, now=MONDAY)
    fact = commands.add_fact(by=acting(mara), decision_id=decision.pk, fact=FactLine("Law?", "ask"), now=MONDAY)
    assert queries.whole_of(decision, TODAY).missing(decision.options.order_by("pk")[0]) == ["consult", "confirm"]
    commands.edit_fact(
        by=acting(mara), decision_id=decision.pk, fact_id=fact.pk, fact=FactLine("No law", "known", "Clara"), now=MONDAY
    )
    commands.remove_option(by=acting(mara), decision_id=decision.pk, option_id=option.pk, now=MONDAY)
    with pytest.raises(Stale):
        chosen(mara, decision, "Change order", version=9)
    chosen(mara, decision, "Change order")

    with pytest.raises(Refused):
        commands.add_option(by=acting(mara), decision_id=decision.pk, fields=OptionFields("Other"), now=MONDAY)


def test_a_made_decision_can_be_the_cause_of_a_revised_goal(mara, osprey):
    decision = opened(mara, osprey)
    assert ("Decisions", []) not in causes.offered(acting(mara), osprey)
    chosen(mara, decision, "Change order")

    offered = dict(causes.offered(acting(mara), osprey))
    assert offered["Decisions"] == [(f"decisions.decision:{decision.pk}", "Do we launch in Welsh too?")]


def test_a_deadline_is_not_in_the_past(mara, osprey):
    with pytest.raises(Invalid) as no:
        opened(mara, osprey, due_on=date(2026, 1, 1))
    assert no.value.field == "due_on"
