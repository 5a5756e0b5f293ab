"""The document of an agreement that a client signed in Amity."""

import pytest

from amity.agreements.tests.making import read
from amity.gate.tests.making import make_contact
from amity.portal.tests.deciding import NOW
from amity.portal.tests.signing import agreed, sent_to_sign, signed_by
from amity.reports.agreement_documents import document
from tests.builders import make_agency


@pytest.fixture(autouse=True)
def an_hour_later(db, settings, tmp_path, time_machine):
    make_agency()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "media"
    time_machine.move_to(NOW, tick=False)


def test_the_signed_document_has_name_address_time_and_digest(mara, osprey):
    dana = make_contact(osprey, "Dana Whitlock", roles=["decision_maker"])
    sow = agreed(mara, osprey)
    sent = sent_to_sign(mara, sow)
    signed_by(sent, dana)

    content = document.content(read(sow), sow.versions.get())

    written = str(content["sides"]) + content["proof"]
    for fact in ("Dana Whitlock", dana.mail, "23 Nov 2026, 1", sent[0].digest, "Mara"):
        assert fact in written
