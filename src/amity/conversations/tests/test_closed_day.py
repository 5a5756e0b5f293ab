"""A closed day leads to Today. It is closed again only for what is left."""

import time_machine

from amity.conversations.closings.models import DayClosed
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.tests.suspects import take
from tests.builders import MONDAY

EVENING = MONDAY.replace(hour=17, minute=42)
PAGE = "/close-the-day/"


def test_a_closed_day_leads_to_today_and_is_closed_again_only_for_what_is_left(client, mara, osprey):
    cleo = osprey.contacts.create(name="Cleo Marsh", mail="cleo@osprey.example")
    client.force_login(mara)
    with time_machine.travel(EVENING, tick=False):
        take(mara, mara.mail, cleo.mail, "Hello Cleo,\n\nwe will have it on Friday.\n\nMara")
        DayClosed.objects.create(person=mara, day=EVENING.date(), closed_at=EVENING)

        left = client.get(PAGE).content.decode()
        SuspectedRecord.objects.all().delete()
        nothing_left = client.get(PAGE).content.decode()

    assert 'class="btn btn-primary" name="close"' not in left
    assert "Close the day again" in left
    assert "Close the day again" not in nothing_left
    assert '<a class="btn btn-primary" href="/">Go to Today</a>' in nothing_left
