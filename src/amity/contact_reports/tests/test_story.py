"""The story of the demo, on accounts of its names."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from amity.contact_reports import demo, queries
from amity.contact_reports.client_days.models import Absence
from amity.contact_reports.models import ContactReport, NoReport
from amity.contact_reports.tests.making import make_talk, read, with_silence
from amity.gate.tests.making import make_contact
from tests.builders import MONDAY, acting, make_account

pytestmark = pytest.mark.django_db
TALKS = {
    "Osprey Rail": (24, "Dana Whitlock"),
    "Kestrel Bikes": (12, "Tom Brandt"),
    "Larkfield Dairy": (4, "Ferdia Nolan"),
}


def test_the_story_has_a_report_in_each_state(mara, monkeypatch):
    for name, (days, contact) in TALKS.items():
        account = make_account(name, manager=mara)
        person = make_contact(account, contact, roles=["day_to_day"])
        note = make_talk(account, mara, [person], held_at=MONDAY - timedelta(days=days))
        note.added_at = note.held_at
        note.save()
        if name == "Osprey Rail":
            with_silence(account)
    orla = make_account("Orla Ferries", manager=mara)
    make_talk(orla, mara, [make_contact(orla)], held_at=MONDAY - timedelta(days=9))
    make_contact(make_account("Halyard Ports", manager=mara), "Renske de Boer")

    crew: Any = SimpleNamespace(managing=lambda _account: acting(mara))
    monkeypatch.setattr(demo, "account_named", lambda name: type(orla).objects.get(name=name))
    demo.story(crew, now=MONDAY)

    states = {one.account.name: queries.state_of(read(one)) for one in ContactReport.objects.select_related("account")}
    assert states == {"Osprey Rail": "basis", "Kestrel Bikes": "corrected", "Larkfield Dairy": "confirmed"}
    assert NoReport.objects.count() == 1
    assert Absence.objects.get().contact.name == "Renske de Boer"
