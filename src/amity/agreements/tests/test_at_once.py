"""Several processes on one agreement at the same moment: one wins, the others are told, and nothing is half done."""

from datetime import date

import pytest
from django.utils import timezone

from amity.agreements import commands
from amity.agreements.models import Agreement, Recorded, Review
from amity.agreements.queries.content import content_of
from amity.agreements.rules import AgreedTerms, versions
from amity.agreements.tests.making import EVIDENCE, make_draft, make_offer, read, review_of, say, submit
from amity.audit import trail
from amity.people import rules as roles
from tests.builders import MONDAY, acting, make_person
from tests.rig.at_once import told_at_once

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = """
import json, sys, time, django
django.setup()
from django.utils import timezone
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.errors import Refusal

*said, moment = sys.argv[1:]


def by(name):
    return actor_for(Person.objects.get(name=name), "page")


def at_the_moment(act):
    while time.time() < float(moment):
        time.sleep(0.001)
    try:
        act()
        print(json.dumps("won"))
    except Refusal as fault:
        print(json.dumps(fault.sentence))
"""
VERDICT = """
from amity.agreements import commands
what, name, verdict = said
if name == "counsel":
    at_the_moment(lambda: commands.answer_as_counsel(token=what, verdict=verdict, words="x", now=timezone.now()))
else:
    at_the_moment(lambda: commands.give_verdict(
        by=by(name), review_id=int(what), verdict=verdict, words="x", now=timezone.now()))
"""
MOVE = """
from datetime import date
from decimal import Decimal
from amity.agreements import commands
from amity.lines.commands import NewTerms
what, agreement_id, version, line_id = said
where = dict(by=by("Mara"), now=timezone.now())
one = where | dict(agreement_id=int(agreement_id), version=int(version))
evidence = commands.Evidence(date(2026, 11, 20), "Cleo", "Mara")
terms = NewTerms(date(2026, 11, 23), quantity=Decimal(7), rate=Decimal(999), planned_seconds=25200)
acts = {
    "sign": lambda: commands.record_signature(**one, evidence=evidence),
    "back": lambda: commands.take_back(**one, reason="they want it otherwise"),
    "say": lambda: commands.say_terms(**one, said={"payment": commands.SaidTerm("90")}),
    "section": lambda: commands.put_clause(
        by=where["by"], agreement_id=int(agreement_id), section=commands.Section("scope", "late"), now=where["now"]),
    "line": lambda: commands.set_line_terms(line_id=int(line_id), terms=terms, **where),
}
at_the_moment(acts[what])
"""


def at_once(script, calls, place):
    """What processes are told that act at the same moment."""
    return told_at_once(HEAD + script, [tuple(map(str, call)) for call in calls], place)


@pytest.fixture
def review(mara, osprey, clara):
    """A review that waits for legal, of whom there are two."""
    make_person("Lars", roles.LEGAL)
    say(mara, draft := make_draft(mara, osprey), liability="unlimited")
    submit(mara, draft)
    return review_of(draft)


def test_two_verdicts_at_the_same_moment_are_one_and_the_others_are_told(review, tmp_path):
    calls = [(review.pk, name, verdict) for name in ("Clara", "Lars") for verdict in ("cleared", "returned")]

    told = at_once(VERDICT, calls, tmp_path)

    assert sorted(told) == ["This review is over."] * 3 + ["won"]
    given = Review.objects.get(pk=review.pk)
    assert (given.reviewed_by, given.verdict) == calls[told.index("won")][1:]
    draft = read(review.version.agreement)
    assert draft.state == {"cleared": "cleared", "returned": "draft"}[given.verdict]
    assert sum(action.startswith("agreement.review_") for action in trail.actions_on(draft)) == 1


def test_counsel_and_a_colleague_at_the_same_moment_give_one_verdict(review, mara, tmp_path, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    link = commands.ask_counsel(
        by=acting(mara), review_id=review.pk, name="Lena", mail="lena@law.example", now=timezone.now()
    )
    token = link.rstrip("/").rpartition("/")[2]

    told = at_once(VERDICT, [(token, "counsel", "returned")] * 2 + [(review.pk, "Clara", "cleared")] * 2, tmp_path)

    assert told.count("won") == 1
    assert all("over" in one for one in told if one != "won")
    assert Review.objects.get(pk=review.pk).reviewed_by == ("Clara" if "won" in told[2:] else "Lena, outside counsel")
    assert Review.objects.count() == 1


@pytest.fixture
def given(mara, osprey):
    """One that the client has, with a line."""
    draft = make_draft(mara, osprey, terms=AgreedTerms("fixed", "EUR", fee=100, starts_on=date(2026, 11, 2)))
    make_offer(mara, draft)
    submit(mara, draft)
    return commands.record_with_client(
        by=acting(mara), agreement_id=draft.pk, version=read(draft).version, evidence=EVIDENCE, now=MONDAY
    )


def calls_on(agreement: Agreement, *acts: str) -> list[tuple[object, ...]]:
    """What each process is told to do."""
    line = agreement.agreement_lines.get().line_id
    return [(act, agreement.pk, agreement.version, line) for act in acts]


def test_a_signature_at_the_same_moment_is_recorded_once(given, tmp_path):
    told = at_once(MOVE, calls_on(given, *["sign"] * 4), tmp_path)

    assert told.count("won") == 1
    assert all("does not go to “Signed”" in one or "changed" in one for one in told if one != "won"), told
    assert Recorded.objects.filter(step="signed").count() == 1
    assert trail.actions_on(given).count("agreement.signed") == 1
    assert given.agreement_lines.get().line.terms.filter(signed_on__isnull=False).count() == 1


def test_what_is_signed_while_somebody_takes_it_back_is_one_or_the_other(given, tmp_path):
    told = at_once(MOVE, calls_on(given, "sign", "back", "sign", "back"), tmp_path)

    assert told.count("won") == 1
    now = read(given)
    signed = Recorded.objects.filter(step="signed").exists()
    assert (now.state, signed) in {("in_force", True), ("draft", False)}
    assert given.agreement_lines.get().line.terms.filter(signed_on__isnull=False).exists() is signed


def test_what_is_edited_while_it_is_signed_is_in_the_frozen_version_or_refused(mara, osprey, tmp_path):
    """A record of what was agreed elsewhere can be corrected until its paper is here: the edit and the paper meet."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    Agreement.objects.filter(pk=draft.pk).update(state="in_force", taken_over=True)
    record = read(draft)

    told = at_once(MOVE, calls_on(record, "line", "sign", "section", "line", "sign"), tmp_path)

    now, signed = read(record), "won" in (told[1], told[4])
    edits = [one for one in (told[0], told[2], told[3]) if one != "won"]
    assert [one.sha256 for one in now.versions.all()] == ([versions.sha256(content_of(now))] if signed else [])
    assert now.taken_over is not signed
    assert all("is signed: it stays as it is" in one for one in edits), told
    assert signed or told[2] == "won", "only a section that came first makes the signature stale"
