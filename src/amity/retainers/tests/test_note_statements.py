"""The statements that go with a note: that of its month, and of the month before if the note names its overage."""

from datetime import UTC, date, datetime

import time_machine

from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import make_contact, read
from amity.retainers.notes.rules import note_id
from amity.retainers.notes.sending import NOTE
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project

DECEMBER = date(2026, 12, 1)


def test_a_note_on_the_overage_of_the_month_before_has_its_statement_too(osprey, mara, piet, tim):
    make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    care = make_agreement(
        osprey, "retainer", title="App care", fee=120_000, included_seconds=36_000, overage_rate=120,
        starts_on=date(2026, 11, 1),
    )  # fmt: skip
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=care)

    def note(day, hours, logged_on):
        make_entry(by=tim, project=project, hours=hours, on=logged_on)
        with time_machine.travel(datetime(2026, 12, day, 9, tzinfo=UTC)):
            found = read(write_about(by=acting(mara), key=NOTE, subject_id=note_id(care.pk, DECEMBER), now=MONDAY))
            return found.body, [one.file.name for one in found.files.all()]

    make_entry(by=tim, project=project, hours="12", on=date(2026, 11, 20))
    early, both = note(2, "1", DECEMBER)
    later, only = note(18, "1", date(2026, 12, 17))

    assert ["for November" in early, "for November" in later] == [True, False]
    assert both == ["Osprey Rail, November 2026.pdf", "Osprey Rail, December 2026.pdf"]
    assert only == ["Osprey Rail, December 2026.pdf"]
