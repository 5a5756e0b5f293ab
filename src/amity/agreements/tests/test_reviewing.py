"""Reviews: who is asked, that no one clears their own, effects of a decision, and emails to colleagues only."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.review import commands as review_commands
from amity.agreements.review import queries
from amity.agreements.review.models import Review
from amity.agreements.review.queries import changed_since
from amity.agreements.review.reminders import chase_reviews
from amity.agreements.terms import commands as term_commands
from amity.agreements.terms.commands import TermFields
from amity.agreements.tests.making import make_draft, make_offer, read, review_of, say, submit
from amity.agreements.versions.models import AgreementVersion
from amity.audit import trail
from amity.notifications.models import Notification
from amity.outbox.models import Message
from amity.people import rules as roles
from amity.people.models import HeldRole
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

HOUR = timedelta(hours=1)


@pytest.fixture
def risky(mara, osprey, clara):
    """Return an agreement in review with legal, for its liability."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    say(mara, draft, liability="unlimited")
    return submit(mara, draft)


def give(person, review, verdict="cleared", words="", **comments):
    said = {f"terms.{key}": text for key, text in comments.items()}
    return review_commands.give_verdict(
        by=acting(person), review_id=review.pk, verdict=verdict, words=words, comments=said, now=MONDAY
    )


def test_a_term_outside_the_standard_goes_to_legal_with_a_due_time_and_a_mail(risky):
    review = review_of(risky)

    assert (risky.state, review.verdict, review.causes) == ("in_review", "", ["legal-outside"])
    assert review.due_at == datetime(2026, 11, 25, 9, tzinfo=UTC)
    message = Message.objects.get(kind="review_asked")
    assert (message.audience, message.to) == ("staff", "clara@halden.example")
    assert f"/reviews/{review.pk}/" in message.body


def test_what_no_rule_wants_is_cleared_at_once_and_frozen_all_the_same(mara, osprey, clara):
    draft = submit(mara, make_draft(mara, osprey))

    assert (draft.state, Review.objects.count()) == ("cleared", 0)
    assert AgreementVersion.objects.get(agreement=draft).number == 1


def test_without_a_holder_the_rule_is_off(mara, osprey):
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="unlimited")

    assert submit(mara, draft).state == "cleared"


def test_no_one_clears_their_own(clara, osprey, risky):
    osprey.manager = clara
    osprey.save()
    HeldRole.objects.create(person=make_person("Lars", roles.LEGAL), role=roles.ACCOUNT_MANAGER)
    draft = make_draft(clara, osprey)
    say(clara, draft, liability="unlimited")
    submit(clara, draft)

    with pytest.raises(Refused, match="You can’t review an agreement that you drafted"):
        give(clara, review_of(draft))
    assert read(draft).state == "in_review"


def test_who_alone_holds_the_role_and_drafted_it_is_not_asked_and_the_version_says_so(mara, osprey):
    HeldRole.objects.create(person=mara, role=roles.LEGAL)
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="unlimited")

    submit(mara, draft)

    assert read(draft).state == "cleared"
    assert AgreementVersion.objects.get().skipped == ["legal"]


def test_another_role_reviews_nothing_and_strangers_do_not_see_it(risky, omar, tim):
    with pytest.raises(Refused, match="Only people with the role legal"):
        give(omar, review_of(risky))
    with pytest.raises(NotSeen):
        give(tim, review_of(risky))


def test_a_return_needs_words_goes_back_to_a_draft_and_tells_the_drafter(risky, clara, mara):
    with pytest.raises(Invalid):
        give(clara, review_of(risky), "returned")

    give(clara, review_of(risky), "returned", liability="Twice the fee at most")

    assert read(risky).state == "draft"
    assert review_of(risky).comments.get().text == "Twice the fee at most"
    assert Message.objects.get(kind="review_given").to == "mara@halden.example"
    assert "returned" in Notification.objects.get(person=mara, kind="review").text
    assert trail.actions_on(risky)[-1] == "agreement.review_returned"


def test_who_returned_it_sees_the_next_version_with_what_changed_and_clears_it(risky, clara, mara):
    give(clara, review_of(risky), "returned", "No")
    say(mara, risky, liability="1", payment="14")
    submit(mara, risky)
    review = review_of(risky)

    changed = {one.field: (one.before, one.after) for one in changed_since(review.version, "legal")}
    give(clara, review)

    assert changed == {"terms.liability": ("unlimited", "1"), "terms.payment": ("30", "14")}
    assert (review.version.number, review.causes, read(risky).state) == (2, ["again"], "cleared")


def test_it_is_cleared_when_the_last_role_has_cleared_it(mara, osprey, clara, omar, ada):
    draft = make_draft(mara, osprey)
    say(mara, draft, liability="2", payment="60")
    make_offer(mara, draft, quantity="1000")
    draft_commands.agree_terms(
        by=acting(mara), agreement_id=draft.pk, version=read(draft).version,
        terms=AgreedTerms("time_and_materials", "EUR"), now=MONDAY,
    )  # fmt: skip
    submit(mara, draft)
    waiting = list(Review.objects.order_by("role"))

    for review, person in zip(waiting, (ada, omar, clara), strict=True):
        assert read(draft).state == "in_review"
        give(person, review)

    assert [one.role for one in waiting] == ["account_director", "business_affairs", "legal"]
    assert read(draft).state == "cleared"


def test_the_second_decision_is_refused(risky, clara):
    review = review_of(risky)
    other = make_person("Lars", roles.LEGAL)
    give(clara, review)

    with pytest.raises(Refused, match="This review is closed"):
        give(other, review)


def test_recalled_the_reviews_end(risky, mara, clara):
    review_commands.take_back(
        by=acting(mara), agreement_id=risky.pk, version=risky.version, reason="A line is missing", now=MONDAY
    )

    assert (read(risky).state, review_of(risky).verdict) == ("draft", "withdrawn")
    with pytest.raises(Refused, match="This review is closed"):
        give(clara, review_of(risky))


def test_a_late_review_is_asked_for_once_more_and_the_author_is_notified(risky, clara, mara):
    due = review_of(risky).due_at

    assert [chase_reviews(due - HOUR), chase_reviews(due + HOUR), chase_reviews(due + 2 * HOUR)] == [0, 1, 0]

    mails = Message.objects.filter(kind="review_late").order_by("pk").values_list("to", "subject")
    assert list(mails) == [
        ("clara@halden.example", "Review overdue: SOW-36 Booking"),
        ("mara@halden.example", "Still in review: SOW-36 Booking"),
    ]  # fmt: skip


def test_a_review_that_was_given_or_fell_away_is_not_chased(risky, mara, clara):
    due = review_of(risky).due_at
    review_commands.take_back(
        by=acting(mara), agreement_id=risky.pk, version=read(risky).version, reason="No", now=MONDAY
    )

    assert chase_reviews(due + HOUR) == 0


def test_why_it_went_back_or_was_dropped_is_on_its_page(client, risky, mara):
    by = acting(mara)
    review_commands.take_back(
        by=by, agreement_id=risky.pk, version=read(risky).version, reason="A line is missing", now=MONDAY
    )
    draft_commands.drop_agreement(
        by=by, agreement_id=risky.pk, version=read(risky).version, reason="No budget this year", now=MONDAY
    )
    client.force_login(mara)

    drawn = client.get(reverse("agreements:agreement", args=[risky.pk])).content.decode()

    for said in ("was withdrawn", "No budget this year", "Returned to draft", "A line is missing"):
        assert said in drawn


def test_a_comment_is_about_a_field_of_the_version(risky, clara):
    with pytest.raises(Invalid):
        give(clara, review_of(risky), "returned", "No", magic="What?")


def test_the_queue_holds_what_waits_for_ones_roles_and_says_why_an_own_draft_is_not_ones_own(risky, clara, omar):
    assert [one.review for one in queries.queue_of(acting(clara), MONDAY)] == [review_of(risky)]
    assert queries.queue_of(acting(omar), MONDAY) == []
    risky.drafted_by = clara
    risky.save()

    (waiting,) = queries.queue_of(acting(clara), MONDAY)

    assert "You can’t review an agreement that you drafted" in waiting.why_not


def test_a_frozen_version_does_not_change_with_the_draft(risky, mara, clara):
    version = AgreementVersion.objects.get(agreement=risky)
    give(clara, review_of(risky), "returned", "No")
    term_commands.say_terms(
        by=acting(mara), agreement_id=risky.pk, version=read(risky).version, fields={"liability": TermFields("1")},
        now=MONDAY,
    )  # fmt: skip

    version.refresh_from_db()
    assert version.content["terms"]["liability"] == "unlimited"


def test_what_is_cleared_waits_for_its_drafter_to_send_it(risky, clara, mara):
    give(clara, review_of(risky))

    notice = Notification.objects.get(person=mara, kind="review")
    assert (notice.waits_kind, notice.waits_id) == ("send", risky.pk)
