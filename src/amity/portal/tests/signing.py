"""An agreement on its way to a client's signature, for tests."""

import pytest

from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.tests.making import make_draft, make_offer, submit
from amity.gate.items import commands as gate
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import read as read_item
from amity.outbox.sending import deliver
from amity.portal.answers import commands
from amity.portal.answers.given import Given
from amity.portal.tests.answering import token_for
from amity.portal.tests.deciding import NOW
from amity.portal.tests.making import signed_in
from tests.builders import MONDAY, acting

SIGN = Given("approve", "", "Dana Whitlock")


@pytest.fixture
def sow(mara, osprey, dana):
    """Return an agreement with an offer that its manager submitted."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    return submit(mara, draft)


@pytest.fixture
def sent(mara, sow, monkeypatch):
    """Return the email with the agreement, which has left, and the token of its link."""
    monkeypatch.setattr("amity.agreements.places.printers", [lambda *_about: b"%PDF-1.7 agreement"])
    item = write_about(by=acting(mara), key=AGREEMENT, subject_id=sow.pk, now=MONDAY)
    gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY)
    release_due(lambda: MONDAY)
    item = read_item(item)
    token = token_for(item, item.recipients.get().contact)
    deliver(lambda: MONDAY)
    return read_item(item), token


def signed_by(sent, contact, answer=SIGN, device="a device"):
    """Answer an email that was sent for a signature, on a device that is signed in first."""
    item, token = sent
    return commands.answer_by_link(
        token=token,
        digest=item.digest,
        given=answer,
        visitor=signed_in(contact, now=NOW, token=device),
        fresh=True,
        now=NOW,
    )
