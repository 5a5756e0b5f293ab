"""The review finds where health was wrong, asks what it could have shown, and names no one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.conversations.models import Note
from amity.expectations.models import Conflict, Expectation
from amity.health.models import Surprise
from amity.health.review import commands
from amity.health.review.commands import answer_surprise, find_surprises
from amity.health.review.fields import SurpriseFields
from amity.health.review.rules import Shown, false_green, false_red
from amity.health.snapshots.commands import take_snapshots
from amity.health.tests.making import make_days, make_surprise
from amity.shared.errors import Invalid, Refused
from tests.builders import MONDAY, acting, make_agreement

ON = MONDAY.date()


def shown(**bands):
    return [Shown(ON - timedelta(days=int(key[1:])), band, 50) for key, band in bands.items()]


def test_a_green_is_false_if_it_was_well_within_60_days():
    assert false_green(shown(d61="well", d5="watch"), ON) is None
    found = false_green(shown(d60="well", d30="well", d5="watch"), ON)
    assert found is not None
    assert found.day == ON - timedelta(days=30)
    assert false_green(shown(d0="well"), ON) is None


def test_a_red_is_false_if_it_was_unwell_and_no_one_acted_since():
    red = shown(d40="unwell", d10="watch")

    assert false_red(red, ON, []) is not None
    assert false_red(red, ON, [ON - timedelta(days=50)]) is not None
    assert false_red(red, ON, [ON - timedelta(days=20)]) is None
    assert false_red(shown(d40="watch"), ON, []) is None


@pytest.fixture
def clash(osprey):
    """Let a severe conflict have been found yesterday."""
    at = MONDAY - timedelta(days=1)
    welsh = Expectation.objects.create(account=osprey, kind="scope", statement="Welsh", added_at=at, changed_at=at)
    return Conflict.objects.create(
        expectation=welsh, account=osprey, believed="Welsh", agreed="English", found_at=at, found_by="Mara"
    )


@pytest.mark.django_db
class TestFinding:
    """What each morning records."""

    def test_a_severe_conflict_after_well_is_recorded_once(self, osprey, clash):
        make_days(osprey, {ON - timedelta(days=9): 82})

        assert find_surprises(MONDAY) == 1
        assert find_surprises(MONDAY) == 0
        row = Surprise.objects.get()
        assert (row.kind, row.cause, row.about, row.shown_score) == ("green", "conflict", clash.pk, 82)
        assert (row.on, row.shown_on) == (ON - timedelta(days=1), ON - timedelta(days=9))

    def test_a_severe_conflict_after_a_warning_is_none(self, osprey, clash):
        make_days(osprey, {ON - timedelta(days=9): 65}, band="watch")

        assert find_surprises(MONDAY) == 0

    def test_an_account_that_was_closed_while_well_is_recorded(self, osprey):
        take_snapshots(MONDAY - timedelta(days=1))
        make_days(osprey, {ON - timedelta(days=9): 82})
        osprey.status = "closed"
        osprey.save()

        assert find_surprises(MONDAY) == 1
        assert Surprise.objects.get().cause == "lost"

    def test_a_renewal_without_anyone_acting_is_a_false_red(self, osprey):
        make_days(osprey, {ON - timedelta(days=9): 50}, band="unwell")
        old = make_agreement(osprey, number="SOW-1")
        new = make_agreement(osprey, number="SOW-2", signed_on=ON - timedelta(days=1))
        old.superseded_by = new
        old.save()

        assert find_surprises(MONDAY) == 1
        assert (Surprise.objects.get().kind, Surprise.objects.get().about) == ("red", new.pk)

    def test_a_renewal_after_a_talk_is_none(self, mara, osprey):
        make_days(osprey, {ON - timedelta(days=9): 50}, band="unwell")
        Note.objects.create(
            account=osprey, author=mara, kind="call", title="Call", held_at=MONDAY - timedelta(days=5), added_at=MONDAY,
            changed_at=MONDAY,
        )  # fmt: skip
        old = make_agreement(osprey, number="SOW-1")
        old.superseded_by = make_agreement(osprey, number="SOW-2", signed_on=ON - timedelta(days=1))
        old.save()

        assert find_surprises(MONDAY) == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("on_monday")
class TestAnswering:
    """What the page could have shown."""

    def test_the_account_manager_answers_and_the_page_names_no_one(self, client, mara, osprey):
        row = make_surprise(osprey)
        client.force_login(mara)
        client.get(reverse("health:answer_surprise", args=[row.pk]))
        answer_surprise(
            by=acting(mara), surprise_id=row.pk, version=1, fields=SurpriseFields("Fewer answers"), now=MONDAY
        )

        page = client.get(reverse("health:review")).content.decode()
        main = page[page.index("<main") : page.index("</main")]
        assert "Fewer answers" in main
        assert "Mara" not in main
        assert "health.surprise_answered" in trail.actions_on(osprey)

    def test_an_empty_answer_is_refused(self, mara, osprey):
        row = make_surprise(osprey)

        with pytest.raises(Invalid):
            answer_surprise(by=acting(mara), surprise_id=row.pk, version=1, fields=SurpriseFields(" "), now=MONDAY)

    def test_finance_reads_it_and_cannot_answer(self, client, fina, osprey):
        row = make_surprise(osprey)
        client.force_login(fina)

        assert "Osprey Rail" in client.get(reverse("health:review")).content.decode()
        with pytest.raises(Refused):
            commands.answer_surprise(
                by=acting(fina), surprise_id=row.pk, version=1, fields=SurpriseFields("Late"), now=MONDAY
            )

    def test_another_team_sees_nothing(self, client, tim, osprey):
        make_surprise(osprey)
        client.force_login(tim)

        assert "Osprey Rail" not in client.get(reverse("health:review")).content.decode()
