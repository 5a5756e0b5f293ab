"""A return names the record on which it was made, and its author reads it."""

import pytest

from amity.gate.decisions import commands as decisions
from amity.gate.items.fields import Ground
from amity.gate.standards.models import Standard
from amity.gate.tests.making import read, submitted
from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def lars(osprey):
    """Return a colleague of finance, whose emails to clients are held."""
    return make_person("Lars", roles.FINANCE)


def test_the_author_reads_the_clients_words_on_which_it_was_returned(client, mara, lars, osprey, preference):
    item = submitted(osprey, lars)
    ground = Ground("preference", preference_id=preference.pk)
    words = "“Never promise what we cannot keep.” (Dana States, 23 Nov 2026)"

    decisions.return_item(by=acting(mara), item_id=item.pk, digest=item.digest, ground=ground, now=MONDAY)

    client.force_login(lars)
    for address in (f"/going-out/{item.pk}/", "/waiting/"):
        assert words in client.get(address).content.decode(), address
    assert Notification.objects.get(person=lars).text.endswith(f": {words}")


def test_without_a_recorded_expectation_words_are_enough(mara, lars, osprey):
    item = submitted(osprey, lars)

    decisions.return_item(
        by=acting(mara), item_id=item.pk, digest=item.digest, ground=Ground("expectation", "They want it on Friday"),
        now=MONDAY,
    )  # fmt: skip

    assert (read(item).state, item.steps.get(verb="return").ground_id) == ("returned", None)


def test_a_return_can_name_a_standard_of_the_agency(client, mara, lars, osprey):
    item, other = submitted(osprey, lars), submitted(osprey, lars)
    kept, removed = (
        Standard.objects.create(text=text, added_by="Edda", added_at=MONDAY, removed_at=at)
        for text, at in (("Nothing is free", None), ("Old rule", MONDAY))
    )
    client.force_login(mara)
    address = f"/going-out/{item.pk}/return/"
    sent = {"digest": item.digest, "ground": "standard", "standard_id": kept.pk}
    assert (
        f'<option value="{kept.pk}" data-verbatim>Nothing is free'
        in client.get(f"/going-out/{item.pk}/").content.decode()
    )

    client.post(address, sent)

    assert (read(item).state, item.steps.get(verb="return").ground_id) == ("returned", kept.pk)
    assert Notification.objects.get(person=lars).text.endswith(": “Nothing is free”")
    with pytest.raises(Invalid, match="one of the agency’s standards"):
        decisions.return_item(
            by=acting(mara), item_id=other.pk, digest=other.digest, now=MONDAY,
            ground=Ground("standard", "Too long", standard_id=removed.pk),
        )  # fmt: skip
