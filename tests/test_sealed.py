"""Every sealed column is sealed again before older keys are removed."""

import re
from pathlib import Path

import pytest

from amity.accounts.erasure import addresses
from amity.mailbox.connections.models import Connection
from amity.mailbox.registrations.models import Registration
from amity.mailbox.tests.connected import make_connection, register_app
from amity.meetings.models import Calendar
from amity.meetings.tests.making import make_calendar
from amity.people.sign_in import sealed
from amity.shared.sealing import seal, unseal

PARTS = Path(__file__).resolve().parents[1] / "src" / "amity"


@pytest.fixture
def stored(mara):
    """A mailbox, an app at a provider, a calendar and the key of erased addresses."""
    make_connection(mara)
    register_app()
    make_calendar(mara, address="https://ics.example/1", sealed_user=seal("mara"), sealed_password=seal("a word"))
    addresses.remember(["gone@osprey.example"])


def test_every_sealed_column_can_be_read_after_older_keys_are_removed(stored, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    settings.SECRET_KEY_FALLBACKS = [old]
    assert sealed.reseal() == 0
    settings.SECRET_KEY_FALLBACKS = []

    assert {unseal(Connection.objects.get().secret), unseal(Registration.objects.get().client_secret)}
    calendar = Calendar.objects.get()
    assert (unseal(calendar.sealed_address), unseal(calendar.sealed_user)) == ("https://ics.example/1", "mara")
    assert unseal(calendar.sealed_password) == "a word"
    assert "gone@osprey.example" in addresses.erased_addresses()


def test_what_can_no_longer_be_read_is_counted_and_kept(stored, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, []
    before = Connection.objects.get().secret

    assert sealed.reseal() == 6
    assert Connection.objects.get().secret == before


def test_each_part_that_seals_names_its_columns():
    sealing = {
        path.relative_to(PARTS).parts[0]
        for path in PARTS.rglob("*.py")
        if "tests" not in path.parts and re.search(r"\bseal\(", path.read_text())
    }

    assert sealing - {"shared"} == {table._meta.app_label for table, _names in sealed.columns}
