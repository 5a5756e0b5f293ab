"""An email returned on the ground of an expectation names it, and its author reads whose it is."""

import pytest

from amity.expectations.models import Expectation
from amity.gate.decisions import commands as decisions
from amity.gate.items.fields import Ground
from amity.gate.tests.making import make_contact, read, submitted
from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.shared.errors import Invalid
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def lars(osprey):
    """Return a colleague of finance, whose emails to clients are held."""
    return make_person("Lars", roles.FINANCE)


def test_a_return_names_the_expectation_it_is_about(client, mara, lars, osprey):
    item, other = submitted(osprey, lars), submitted(osprey, lars)
    dana = make_contact(osprey, "Dana States")
    live, met = (
        Expectation.objects.create(
            account=osprey, kind="date", statement=text, state=state, stated_by=dana, added_at=MONDAY, changed_at=MONDAY
        )
        for text, state in (("The banner by Friday", "open"), ("A logo", "met"))
    )
    client.force_login(mara)
    page = client.get(f"/going-out/{item.pk}/").content.decode()
    assert f'<option value="{live.pk}" data-verbatim>The banner by Friday' in page
    assert f'<option value="{met.pk}" data-verbatim>A logo' not in page

    client.post(
        f"/going-out/{item.pk}/return/", {"digest": item.digest, "ground": "expectation", "expectation_id": live.pk}
    )

    words = "“The banner by Friday” (Dana States)"
    assert (read(item).state, item.steps.get(verb="return").ground_id) == ("returned", live.pk)
    client.force_login(lars)
    for address in (f"/going-out/{item.pk}/", "/waiting/"):
        assert words in client.get(address).content.decode(), address
    assert Notification.objects.get(person=lars).text.endswith(f": {words}")
    for wrong in (met.pk, None):
        with pytest.raises(Invalid, match="one of the client’s expectations"):
            decisions.return_item(
                by=acting(mara), item_id=other.pk, digest=other.digest, now=MONDAY,
                ground=Ground("expectation", "Too late", expectation_id=wrong),
            )  # fmt: skip
