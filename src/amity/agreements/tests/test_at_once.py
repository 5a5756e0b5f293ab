"""Several processes on one agreement at once: one wins, the others get the reason, and nothing is half done."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.models import Agreement
from amity.agreements.review import commands as review_commands
from amity.agreements.review import counsel
from amity.agreements.review.models import Review
from amity.agreements.sections import commands as section_commands
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.models import Recorded
from amity.agreements.tests.making import EVIDENCE, make_draft, make_offer, read, review_of, say, submit
from amity.agreements.versions import rules as versions
from amity.agreements.versions.content import content_of
from amity.audit import trail
from amity.lines.commands import NewTerms
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.errors import Refusal
from tests.builders import MONDAY, acting, make_person
from tests.rig.at_once import results_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hammer]
OTHER_TERMS = NewTerms(date(2026, 11, 23), quantity=Decimal(7), rate=Decimal(999), planned_seconds=25_200)
ON_PAPER = step_commands.Evidence(date(2026, 11, 20), "Cleo", "Mara")


def told(act):
    """Return the message a person gets."""
    try:
        act()
    except Refusal as fault:
        return fault.sentence
    return "won"


def judging(what, name, verdict):
    """Decide a review, as a colleague or as counsel by the token of the link."""
    now = timezone.now()
    if name == "counsel":
        return lambda: told(lambda: counsel.answer_as_counsel(token=what, verdict=verdict, words="x", now=now))
    by = acting(Person.objects.get(name=name))
    return lambda: told(
        lambda: review_commands.give_verdict(by=by, review_id=what, verdict=verdict, words="x", now=now)
    )


def moving(what, agreement_id, version, line_id):
    """Run one of Mara's actions on the agreement."""
    where: dict[str, Any] = {"by": acting(Person.objects.get(name="Mara")), "now": timezone.now()}
    one = where | {"agreement_id": agreement_id, "version": version}
    late = section_commands.Section("scope", "late")
    acts = {
        "sign": lambda: step_commands.record_signature(**one, evidence=ON_PAPER),
        "back": lambda: review_commands.take_back(**one, reason="they want it otherwise"),
        "section": lambda: section_commands.put_clause(agreement_id=agreement_id, section=late, **where),
        "line": lambda: line_commands.set_line_terms(line_id=line_id, terms=OTHER_TERMS, **where),
    }
    return lambda: told(acts[what])


@pytest.fixture
def review(mara, osprey, clara):
    """Return a review that waits for legal, with two people in that role."""
    make_person("Lars", roles.LEGAL)
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")
    submit(mara, draft)
    return review_of(draft)


def test_two_decisions_at_the_same_moment_are_one_and_the_others_are_refused(review):
    calls = [(review.pk, name, verdict) for name in ("Clara", "Lars") for verdict in ("cleared", "returned")]

    answers = results_at_once(judging, calls)

    assert sorted(answers) == ["This review is closed."] * 3 + ["won"]
    given = Review.objects.get(pk=review.pk)
    assert (given.reviewed_by, given.verdict) == calls[answers.index("won")][1:]
    draft = read(review.version.agreement)
    assert draft.state == {"cleared": "cleared", "returned": "draft"}[given.verdict]
    assert sum(action.startswith("agreement.review_") for action in trail.actions_on(draft)) == 1


def test_counsel_and_a_colleague_at_the_same_moment_give_one_decision(review, mara, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    link = counsel.ask_counsel(
        by=acting(mara), review_id=review.pk, name="Lena", mail="lena@law.example", now=timezone.now()
    )
    token = link.rstrip("/").rpartition("/")[2]

    answers = results_at_once(judging, [(token, "counsel", "returned")] * 2 + [(review.pk, "Clara", "cleared")] * 2)

    assert answers.count("won") == 1
    assert all("closed" in one or "no longer works" in one for one in answers if one != "won")
    assert Review.objects.get(pk=review.pk).reviewed_by == (
        "Clara" if "won" in answers[2:] else "Lena, outside counsel"
    )
    assert Review.objects.count() == 1


@pytest.fixture
def given(mara, osprey):
    """Return an agreement that the client has, with a line."""
    draft = make_draft(mara, osprey, terms=AgreedTerms("fixed", "EUR", fee=100, starts_on=date(2026, 11, 2)))
    make_offer(mara, draft)
    submit(mara, draft)
    return step_commands.record_with_client(
        by=acting(mara), agreement_id=draft.pk, version=read(draft).version, evidence=EVIDENCE, now=MONDAY
    )


def calls_on(agreement: Agreement, *acts: str) -> list[tuple[object, ...]]:
    """Return the calls of each process."""
    line = agreement.agreement_lines.get().line_id
    return [(act, agreement.pk, agreement.version, line) for act in acts]


def test_a_signature_at_the_same_moment_is_recorded_once(given):
    answers = results_at_once(moving, calls_on(given, *["sign"] * 4))

    assert answers.count("won") == 1
    assert all("can’t become “Signed”" in one or "changed" in one for one in answers if one != "won"), answers
    assert Recorded.objects.filter(step="signed").count() == 1
    assert trail.actions_on(given).count("agreement.signed") == 1
    assert given.agreement_lines.get().line.terms.filter(signed_on__isnull=False).count() == 1


def test_what_is_signed_while_someone_recalls_it_is_one_or_the_other(given):
    answers = results_at_once(moving, calls_on(given, "sign", "back", "sign", "back"))

    assert answers.count("won") == 1
    now = read(given)
    signed = Recorded.objects.filter(step="signed").exists()
    assert (now.state, signed) in {("in_force", True), ("draft", False)}
    assert given.agreement_lines.get().line.terms.filter(signed_on__isnull=False).exists() is signed


def test_what_is_edited_while_it_is_signed_is_in_the_frozen_version_or_refused(mara, osprey):
    """Edit a record of an agreement made elsewhere while its signed document is recorded."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    Agreement.objects.filter(pk=draft.pk).update(state="in_force", taken_over=True)
    record = read(draft)

    answers = results_at_once(moving, calls_on(record, "line", "sign", "section", "line", "sign"))

    now, signed = read(record), "won" in (answers[1], answers[4])
    edits = [one for one in (answers[0], answers[2], answers[3]) if one != "won"]
    assert [one.sha256 for one in now.versions.all()] == ([versions.sha256(content_of(now))] if signed else [])
    assert now.taken_over is not signed
    assert all("is signed and can’t be edited" in one for one in edits), answers
    assert signed or answers[2] == "won", "only a section that came first makes the signature stale"
