"""How are we doing: off until switched on, once a quarter, and read by whom the client chose."""

import pytest

from amity.audit.models import Payload
from amity.notifications.models import Notification
from amity.people import rules as roles
from amity.portal.models import Pulse
from amity.portal.pulse.commands import set_pulse
from amity.portal.pulse.rules import quarter_of
from amity.portal.tests.making import browser_of
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_agency, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_quarters_have_three_months():
    days = (MONDAY.replace(month=one).date() for one in (1, 3, 4, 12))
    assert [quarter_of(day) % 10 for day in days] == [1, 1, 2, 4]


def test_it_is_off_until_switched_on_then_asked_once_and_counted_only_when_sent(client, osprey, mara, dana):
    make_agency()
    osprey.director = director = make_person("Dora", roles.ACCOUNT_DIRECTOR)
    osprey.save()
    browser, place = browser_of(dana), f"/client/how-are-we-doing/{osprey.pk}/"
    assert browser.get(place).status_code == 404
    set_pulse(by=acting(mara), account_id=osprey.pk, version=0, is_on=True, now=MONDAY)
    assert place in browser.get("/client/").content.decode()

    assert " checked" not in browser.get(place).content.decode()
    assert browser.post(place, {}).status_code == 422
    assert not Pulse.objects.exists()

    browser.post(place, {"work": "mixed", "contact_amount": "little"})
    assert place not in browser.get("/client/").content.decode()
    assert browser.post(place, {"work": "well"}).status_code == 404, "once a quarter"
    assert Notification.objects.get().person == mara
    assert "mixed" not in str(Payload.objects.get(record__action="pulse.sent").body)

    for person, reads in ((mara, True), (director, False)):
        client.force_login(person)
        page = client.get(f"/accounts/{osprey.pk}/how-are-we-doing/").content.decode()
        assert ("Could be better" in page) is reads
    Pulse.objects.update(to_director=True)
    assert "Could be better" in client.get(f"/accounts/{osprey.pk}/how-are-we-doing/").content.decode()


def test_only_those_who_edit_the_account_switch_it_on(osprey, fina):
    with pytest.raises(Refused):
        set_pulse(by=acting(fina), account_id=osprey.pk, version=0, is_on=True, now=MONDAY)
