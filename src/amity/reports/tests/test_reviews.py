"""Account reviews: drafted, edited, frozen at release, sent through the gate, and read by the client as released."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from amity.accounts.models import Contact
from amity.advice.tests.making import make_goal, make_recommendation
from amity.audit import trail
from amity.gate.models import Item, Recipient
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.deliveries import record_sent
from amity.gate.subjects.registry import versions_now
from amity.growth.tests.making import make_opportunity
from amity.people.models import Person
from amity.portal.tests.making import browser_of
from amity.reports.models import AccountReview, ReviewRhythm
from amity.reports.reviews import commands, content, queries, rules
from amity.reports.reviews.rules import Asks, BlockText, ReviewFields
from amity.reports.tests.making import OCTOBER, make_review, released
from amity.scope.courtesy.statement import statement_of
from amity.shared.errors import Invalid, NotSeen, Refused, Stale
from amity.shared.permission import MoneyRight
from amity.strategy.models import GoalReading
from tests.builders import MONDAY, acting, make_account, make_entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def shown(by, review):
    return {one["key"]: one for one in content.content_of(acting(by), review)["blocks"]}


def release(by, review):
    return commands.release_review(by=acting(by), review_id=review.pk, version=review.version, now=MONDAY)


def test_a_review_starts_with_every_block_and_sets_the_next_date(mara, osprey):
    fields = ReviewFields(held_on=date(2026, 12, 10))
    made = commands.create_review(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)

    assert (made.first_on, made.last_on) == (date(2026, 10, 1), date(2026, 12, 31))
    keys = [one.row.key for one in queries.placed_blocks(made)]
    assert (keys[0], keys[-1]) == ("goals", rules.ASKS)
    assert ReviewRhythm.objects.get().next_on == date(2027, 3, 10)
    assert trail.actions_on(made) == ["review.created"]


def test_a_second_review_of_a_period_is_refused(mara, osprey):
    make_review(mara, osprey)
    with pytest.raises(Invalid, match="already exists"):
        make_review(mara, osprey)


def test_only_those_responsible_prepare_and_a_stranger_sees_nothing(mara, piet, tim, osprey, site):
    review = make_review(mara, osprey)
    for person in (piet, tim):
        with pytest.raises(NotSeen):
            queries.review_seen_by(acting(person), review.pk)


def test_blocks_say_what_the_pages_say(mara, osprey, goal, work, client):
    review = make_review(mara, osprey)

    found = shown(mara, review)
    assert found["goals"]["title"] == "0 of 1 goal is on track or achieved"
    assert found["goals"]["table"]["rows"] == [["Tickets sold in the app", "20%", "30%", "40%", "at risk"]]
    assert found["delivered"]["title"] == "We delivered 1 item, 0 by its date"
    assert found["no_charge"]["title"] == "We did small tasks at no charge, worth €241.37"
    assert [row[0] for row in found["next"]["table"]["rows"]] == ["Launch"]
    client.force_login(mara)
    goals = client.get(f"/accounts/{osprey.pk}/plan/").content.decode()
    assert "30" in goals
    assert statement_of(osprey, 202611).total.standard == 24_137


def test_figures_are_live_until_the_release_and_frozen_after_it(mara, osprey, goal, work):
    review = make_review(mara, osprey)
    GoalReading.objects.update(value=Decimal(38))
    assert shown(mara, review)["goals"]["table"]["rows"][0][2] == "38%"

    done = release(mara, review)
    GoalReading.objects.update(value=Decimal(11))
    assert shown(mara, done)["goals"]["table"]["rows"][0][2] == "38%"
    assert done.digest == content.digest_of(done.content)
    for change in (
        lambda: commands.set_asks(by=acting(mara), review_id=done.pk, version=done.version, asks=Asks(), now=MONDAY),
        lambda: commands.move_block(by=acting(mara), review_id=done.pk, key="goals", steps=1, now=MONDAY),
        lambda: commands.delete_review(by=acting(mara), review_id=done.pk, now=MONDAY),
    ):
        with pytest.raises(Refused, match="released"):
            change()


def test_a_withdrawn_release_is_live_again_unless_its_email_is_on_its_way(mara, osprey, goal, cleo):
    done = released(mara, osprey)
    write_about(by=acting(mara), key=commands.REVIEW, subject_id=done.pk, now=MONDAY)
    with pytest.raises(Refused, match="Going out"):
        commands.withdraw_release(by=acting(mara), review_id=done.pk, version=done.version, now=MONDAY)

    Item.objects.update(state="withdrawn")
    draft = commands.withdraw_release(by=acting(mara), review_id=done.pk, version=done.version, now=MONDAY)
    assert (draft.state, draft.content) == (rules.DRAFT, None)


def test_own_words_replace_those_of_a_block_and_blank_ones_give_it_back(mara, osprey, goal):
    review = make_review(mara, osprey)
    own = BlockText("A strong quarter", "Sales doubled.\nThe app leads.")
    commands.edit_block(by=acting(mara), review_id=review.pk, key="goals", text=own, now=MONDAY)
    block = shown(mara, review)["goals"]
    assert (block["title"], block["text"]) == ("A strong quarter", ["Sales doubled.", "The app leads."])
    assert block["table"]["rows"][0][2] == "30%"

    commands.edit_block(by=acting(mara), review_id=review.pk, key="goals", text=BlockText(), now=MONDAY)
    assert shown(mara, review)["goals"]["title"].startswith("0 of 1 goal")


def test_blocks_move_and_are_left_out(mara, osprey, goal, work):
    review = make_review(mara, osprey)
    commands.move_block(by=acting(mara), review_id=review.pk, key="goals", steps=1, now=MONDAY)
    commands.show_block(by=acting(mara), review_id=review.pk, key="next", is_shown=False, now=MONDAY)

    review = AccountReview.objects.get(pk=review.pk)
    assert list(shown(mara, review))[:2] == ["delivered", "goals"]
    assert "next" not in shown(mara, review)


def test_fees_need_the_right_to_them_on_the_page_and_at_the_release(mara, osprey, work):
    review = make_review(mara, osprey)
    Person.objects.filter(pk=mara.pk).update(own_money_right=MoneyRight.HOURS)

    assert {"no_charge", "client_money"}.isdisjoint(shown(mara, review))
    with pytest.raises(Refused, match="access to fees"):
        release(mara, review)


def test_a_stale_release_is_refused(mara, osprey, goal):
    review = make_review(mara, osprey)
    with pytest.raises(Stale):
        commands.release_review(by=acting(mara), review_id=review.pk, version=review.version - 1, now=MONDAY)


def test_a_review_with_nothing_to_show_is_not_released(mara, osprey):
    with pytest.raises(Refused, match="anything to show"):
        release(mara, make_review(mara, osprey, asks=False))


def sent(mara, review) -> Item:
    item = write_about(by=acting(mara), key=commands.REVIEW, subject_id=review.pk, now=MONDAY)
    Item.objects.filter(pk=item.pk).update(state="sent", digest="d" * 64, sent_at=MONDAY, released_at=MONDAY)
    item = Item.objects.get(pk=item.pk)
    for recipient in Recipient.objects.filter(item=item):
        record_sent(item, recipient, acting(mara), MONDAY)
    return item


def test_it_goes_through_the_gate_with_both_files_and_the_client_reads_it_as_released(mara, osprey, goal, work, cleo):
    review = release(mara, make_review(mara, osprey))
    item = sent(mara, review)
    GoalReading.objects.update(value=Decimal(11))

    assert [one.file.name for one in item.files.order_by("pk")] == [
        f"review-2026-12-{review.pk}.pdf", f"review-2026-12-{review.pk}.pptx"
    ]  # fmt: skip
    assert item.names_price
    assert "€" not in item.body
    assert AccountReview.objects.get().state == rules.SENT
    page = browser_of(cleo).get(f"/client/sent/{item.pk}/").content.decode()
    assert "30%" in page
    assert "11%" not in page
    assert "One ask, one commitment from each side" in page
    assert "€241.37" in page


def test_an_email_about_an_earlier_release_is_outdated(mara, osprey, goal, cleo):
    review = release(mara, make_review(mara, osprey))
    item = write_about(by=acting(mara), key=commands.REVIEW, subject_id=review.pk, now=MONDAY)
    Item.objects.update(state="withdrawn")
    draft = commands.withdraw_release(by=acting(mara), review_id=review.pk, version=review.version, now=MONDAY)
    assert versions_now([(commands.REVIEW, review.pk)]) == {(commands.REVIEW, review.pk): ""}

    GoalReading.objects.update(value=Decimal(33))
    release(mara, draft)
    assert versions_now([(commands.REVIEW, review.pk)]) != {(commands.REVIEW, review.pk): item.subject_version}


def test_a_review_is_drafted_two_weeks_before_its_date_once_and_its_rhythm_moves_on(mara, osprey):
    commands.set_rhythm(
        by=acting(mara), account_id=osprey.pk, every=3, next_on=MONDAY.date() + timedelta(days=14), now=MONDAY
    )
    assert commands.draft_due_reviews(now=MONDAY - timedelta(days=1)) == 0
    assert commands.draft_due_reviews(now=MONDAY) == 1
    assert commands.draft_due_reviews(now=MONDAY) == 0

    made = AccountReview.objects.get()
    assert (made.held_on, made.first_on) == (date(2026, 12, 7), date(2026, 10, 1))
    assert ReviewRhythm.objects.get().next_on == date(2027, 3, 7)


def test_a_review_for_us_shows_margins_only_with_the_right_and_never_goes_out(mara, osprey, work):
    review = make_review(mara, osprey, kind=rules.INTERNAL)
    make_entry(by=mara, project=work, hours="3:00")
    assert {"margin", "projects"} <= shown(mara, review).keys()
    Person.objects.filter(pk=mara.pk).update(own_money_right=MoneyRight.FEE)
    mara.refresh_from_db()
    assert {"margin", "projects"}.isdisjoint(shown(mara, review))

    Person.objects.filter(pk=mara.pk).update(own_money_right=MoneyRight.MARGIN)
    with pytest.raises(Refused):
        write_about(by=acting(mara), key=commands.REVIEW, subject_id=release(mara, review).pk, now=MONDAY)


def test_a_contact_of_another_account_is_refused(mara, osprey):
    other = Contact.objects.create(account=make_account("Larkfield"), name="Lara")
    fields = ReviewFields(first_month=OCTOBER, contact_id=other.pk)
    with pytest.raises(Invalid, match="Choose a contact"):
        commands.create_review(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)


def test_the_page_counts_what_is_left_and_the_slide_is_drawn(client: Client, mara, osprey, goal):
    review = make_review(mara, osprey, asks=False)
    client.force_login(mara)

    page = client.get(f"/account-reviews/{review.pk}/").content.decode()
    assert "Account review: 3 points to finish" in page
    slide = client.get(f"/account-reviews/{review.pk}/slides/goals/").content.decode()
    assert "30%" in slide
    empty = client.get(f"/account-reviews/{review.pk}/slides/delivered/").content.decode()
    assert "Nothing to show in this period" in empty


def test_the_client_reads_what_was_recommended_to_them_and_what_they_answered(mara, osprey):
    goal = make_goal(osprey, "Sell in the app")
    for title, columns in (
        (
            "Ask for less at checkout",
            {"state": "accepted", "sent_at": MONDAY, "answered_at": MONDAY, "outcome": "better"},
        ),
        ("Name the fare first", {"state": "declined", "sent_at": MONDAY, "answered_at": MONDAY}),
        ("Told in a call", {"state": "accepted", "answered_at": MONDAY}),
        ("Not sent yet", {"state": "draft"}),
        ("A year ago", {"state": "declined", "sent_at": MONDAY - timedelta(days=400)}),
    ):
        make_recommendation(mara, osprey, goal, title=title, **columns)

    block = shown(mara, make_review(mara, osprey))["advised"]

    assert block["title"] == "2 of 3 recommendations accepted"
    assert block["table"]["rows"] == [
        ["Ask for less at checkout", "Sell in the app", "accepted", "goal nearer its target"],
        ["Name the fare first", "Sell in the app", "declined", ""],
        ["Told in a call", "Sell in the app", "accepted", ""],
    ]


def test_open_opportunities_are_for_the_agency_alone(mara, osprey):
    make_opportunity(osprey, mara, "Tickets for groups", stage="proposed", value=1_200_000)
    make_opportunity(osprey, mara, "Lost one", stage="lost", reason="price", closed_on=MONDAY.date())

    assert "growing" not in shown(mara, make_review(mara, osprey))
    inside = shown(mara, make_review(mara, osprey, kind="internal"))["growing"]
    assert inside["title"] == "1 open opportunity"
    assert inside["table"]["rows"][0][:4] == ["Tickets for groups", "Proposed", "€12,000", "50%"]
