"""The document of an agreement that a client signed in Amity."""

import pytest

from amity.agreements.tests.making import read
from amity.gate.tests.making import make_contact
from amity.portal.tests.deciding import NOW
from amity.portal.tests.signing import sent, signed_by, sow
from amity.reports.agreement_documents import document
from tests.builders import make_agency

__all__ = ["sent", "sow"]


@pytest.fixture(autouse=True)
def an_hour_later(db, settings, tmp_path, time_machine):
    make_agency()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])


def test_the_signed_document_has_name_address_time_and_digest(sent, sow, dana):
    signed_by(sent, dana)

    content = document.content(read(sow), sow.versions.get())

    written = str(content["sides"]) + content["proof"]
    for fact in ("Dana Whitlock", dana.mail, "23 Nov 2026, 1", sent[0].digest, "Mara"):
        assert fact in written
