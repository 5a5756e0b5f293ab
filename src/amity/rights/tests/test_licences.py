"""The licence of a right: stored with it, visible to those who see the right, and deleted if no right uses it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amity.files.models import StoredFile
from amity.rights import commands
from amity.rights.licences import LICENCES
from amity.rights.models import Right
from amity.rights.tests.making import make_right
from amity.shared.errors import NotSeen
from tests.builders import MONDAY, acting, make_person

SAID = {"kind": "music", "title": "Theme", "holder": "Composer", "territory": "Europe", "media": "film"}


@pytest.fixture(autouse=True)
def on(ada, settings, tmp_path):
    """Switch third-party rights on, and give files a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    commands.switch_rights(by=acting(ada), is_on=True, version=0, now=MONDAY)


@pytest.fixture
def register(client, mara, osprey):
    """Send the form of a new right with a licence."""
    client.force_login(mara)

    def send(**changed):
        file = SimpleUploadedFile("licence.pdf", b"%PDF-1.7 granted")
        data = {"nonce": uuid.uuid4().hex, "file": file, "version": 0, **SAID, **changed}
        return client.post(reverse("rights:register_right", args=[osprey.pk]), data, follow=True)

    return send


def test_a_licence_is_read_by_who_sees_the_right_and_no_one_else(client, register):
    register()

    licence = StoredFile.objects.get()
    address = reverse("files:download", args=[licence.pk])
    assert (licence.name, licence.purpose) == ("licence.pdf", "right.licence")
    assert client.get(address).status_code == 200
    client.force_login(make_person("Elsewhere", "account_manager"))
    assert client.get(address).status_code == 404


def test_a_licence_is_discarded_when_its_right_is_refused(register):
    register(starts_on="2026-12-02", until="2026-12-01")

    assert not Right.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_licence_that_another_right_has_or_someone_else_stored_is_not_attached(mara, ada, osprey):
    right = make_right(mara, osprey)
    mine, hers = (
        LICENCES.store(by=acting(who), name="licence.pdf", chunks=[b"%PDF-1.7 granted"], now=MONDAY)
        for who in (mara, ada)
    )
    said = commands.RightFields("music", "Second", "Composer", "Europe", "film")
    Right.objects.filter(pk=right.pk).update(file=mine)

    for file in (mine, hers):
        with pytest.raises(NotSeen):
            commands.register_right(
                by=acting(mara), account_id=osprey.pk, fields=said, line_ids=[], file_id=file.pk, now=MONDAY
            )
