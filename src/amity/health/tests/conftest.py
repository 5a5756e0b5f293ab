"""A contact of an account who spoke with us, and what she answered."""

from datetime import timedelta

import pytest

from amity.accounts.models import Contact
from amity.conversations.models import Note, NotePerson
from amity.expectations.models import Expectation, ExpectationStep
from amity.portal.pulse.models import Pulse
from tests.builders import MONDAY


@pytest.fixture
def helen(mara, osprey):
    """Let the only contact have spoken with us ten days ago, and expect something."""
    helen = Contact.objects.create(
        account=osprey, name="Helen Marsh", roles=["sponsor", "decision_maker", "day_to_day"], cadence_days=30
    )
    note = Note.objects.create(
        account=osprey, author=mara, kind="call", title="Call", held_at=MONDAY - timedelta(days=10), added_at=MONDAY,
        changed_at=MONDAY,
    )  # fmt: skip
    NotePerson.objects.create(note=note, contact=helen)
    at = MONDAY - timedelta(days=20)
    welsh = Expectation.objects.create(account=osprey, kind="scope", statement="Welsh", added_at=at, changed_at=at)
    ExpectationStep.objects.create(
        expectation=welsh, account=osprey, at=at, by_label="Mara", after="open", statement_after="Welsh"
    )
    return helen


@pytest.fixture
def answered(osprey, helen):
    """Let her have answered that our work could be better."""
    return Pulse.objects.create(account=osprey, contact=helen, quarter=20264, work="mixed", sent_at=MONDAY)
