"""Nothing is printed over something else or cut off: crumbs, totals of a phone, and long texts in fields."""

from datetime import date
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from amity.briefs.tests.making import make_brief, make_contact
from amity.conversations.tests.passed import make_action
from amity.handoff.tests.making import make_waiting, offered
from amity.portal.access.models import Access
from tests.builders import make_agreement
from tests.journeys.going import sign_in
from tests.rig import clock

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = clock.chosen().date()
LONG = "To bring the cream back into every kitchen of the country in spring"
WORDS = """all => all.filter(one => one.checkVisibility()).map(one => {
    const words = document.createRange();
    words.selectNodeContents(one);
    const { left, right } = words.getBoundingClientRect();
    return [left, right];
})"""


def test_a_long_list_shows_its_first_rows_on_a_phone_and_the_rest_when_asked(live_server, new_page, osprey, mara):
    for place in range(23):
        make_agreement(osprey, title=f"A statement of work with a long name {place}", number=f"SOW-2026-{place}")
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/agreements/")
    rows = page.locator("tr[data-row]:visible")
    expect(rows).to_have_count(20)

    page.get_by_role("button", name="Show 3 more").click()

    expect(rows).to_have_count(23)
    expect(rows.nth(20).get_by_role("link").first).to_be_focused()


def test_the_counts_of_the_rail_leave_a_list_on_a_phone_as_it_is(live_server, new_page, osprey, mara):
    for place in range(21):
        make_agreement(osprey, title=f"A statement of work with a long name {place}", number=f"SOW-2026-{place}")
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/agreements/")
    expect(page.locator("#count-accounts")).to_have_text("1")
    rest = page.get_by_role("button", name="Show 1 more")
    rest.focus()
    page.evaluate("document.querySelector('#count-accounts').textContent = ''")

    page.evaluate("document.body.dispatchEvent(new CustomEvent('counts-changed'))")

    expect(page.locator("#count-accounts")).to_have_text("1")
    page.wait_for_timeout(100)  # until the answer has settled
    expect(rest).to_be_focused()


def test_a_long_date_leaves_no_line_to_the_net_fees_alone_on_a_phone(live_server, new_page, earning, fina):
    earning.milestones.create(name="Station photos of the six valley stops", due_on=date(2026, 10, 1))
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/accounts/?whose=everyone")
    row = page.locator(".reflows tr[data-row]").first
    names = ("Next date", "Margin against target", "Net fees, 12 months")
    due, margin, fees = (row.locator(f"[data-label='{name}']").bounding_box() for name in names)

    assert fees["y"] in {due["y"], margin["y"]}
    assert due["width"] > fees["width"]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_act_of_a_row_stays_within_it_in_a_language_with_long_words(live_server, new_page, osprey, mara, width):
    make_action(osprey, by=mara, due_on=TODAY)
    mara.locale = "fr_FR"
    mara.save()
    page = new_page()
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/{osprey.pk}/")
    button = page.locator(".wl .do .btn", has_text="Marquer comme terminé")
    act, row = button.bounding_box(), page.locator(".wl > li", has_text="Send the page list").bounding_box()

    assert act["x"] + act["width"] <= row["x"] + row["width"]
    assert button.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_long_crumbs_stay_in_one_line(live_server, new_page, osprey, mara, piet):
    handoff = offered(mara, make_waiting(osprey, piet, name=LONG))
    page = new_page()
    page.set_viewport_size({"width": 860, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/handoffs/{handoff.pk}/")

    assert all(one.bounding_box()["height"] < 24 for one in page.locator(".crumbs > a").all())
    ends = page.locator(".crumbs > :last-child").bounding_box()
    assert ends["height"] < 24
    assert ends["x"] + ends["width"] <= page.locator(".topbar > :nth-child(2)").bounding_box()["x"]


SHOWN_AND_WHOLE = """each => {
    const whole = new Range();
    whole.selectNodeContents(each);
    return [each, whole].map(one => one.getBoundingClientRect().width);
}"""


def test_only_the_last_crumb_is_cut_where_that_is_enough(live_server, new_page, osprey, mara):
    agreement = make_agreement(osprey, title=LONG)
    page = new_page()
    page.set_viewport_size({"width": 1000, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/agreements/{agreement.pk}/")

    *links, (shown, whole) = [
        one.evaluate(SHOWN_AND_WHOLE) for one in page.locator(".crumbs > :is(a, :last-child)").all()
    ]

    assert shown < whole
    assert [each for each, _all in links] == pytest.approx([each for _shown, each in links], abs=0.02)


def test_a_long_crumb_ends_before_the_timer_on_a_phone(live_server, new_page, osprey, mara, piet):
    handoff = offered(mara, make_waiting(osprey, piet, name=LONG))
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/handoffs/{handoff.pk}/")

    crumb = page.locator(".crumbs a").last
    box, timer = crumb.bounding_box(), page.locator(".topbar .timer-go").bounding_box()

    assert box["x"] + box["width"] <= timer["x"] + 1
    assert (
        crumb.evaluate("one => one.scrollWidth > one.clientWidth && getComputedStyle(one).textOverflow") == "ellipsis"
    )


def test_the_totals_of_money_stand_beside_each_other_on_a_phone(live_server, new_page, earning, fina):
    page = new_page(viewport="phone")
    sign_in(page, live_server.url, fina.mail)
    page.goto(f"{live_server.url}/accounts/{earning.account_id}/money/")
    expect(page.locator("table.reflows:has(tfoot)").last).to_be_visible()

    cells = page.locator("table.reflows tfoot td[data-short]:visible")

    assert cells.count() >= 5
    assert len(set(cells.evaluate_all("all => all.map(one => one.getBoundingClientRect().x)"))) == 3


def test_cells_of_a_margin_stay_cells(live_server, new_page, earning, fina):
    page = new_page()
    sign_in(page, live_server.url, fina.mail)

    for address in ("/money/", f"/accounts/{earning.account_id}/money/"):
        page.goto(f"{live_server.url}{address}")
        shown = page.locator("main tbody td.num", has_text="%")
        assert shown.count(), address
        assert set(shown.evaluate_all("all => all.map(one => getComputedStyle(one).display)")) == {"table-cell"}


def test_long_texts_of_a_brief_are_read_whole_in_their_fields(live_server, new_page, osprey, mara):
    brief = make_brief(mara, osprey, stated_by_id=make_contact(osprey).pk)
    page = new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/briefs/{brief.pk}/")
    for name in ("measure", "baseline", "target"):
        field = page.locator(f"#id_{name}")
        if not field.is_visible():
            page.locator("summary", has_text="More details").click()
        field.fill("Repeat purchase within eight weeks of the first one")
        assert field.evaluate(
            "one => one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth"
        ), name


def test_on_a_phone_the_buttons_of_a_head_are_in_one_line_as_wide_as_the_page(live_server, new_page, mara, osprey):
    page = new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")

    main, more = (
        page.locator("#work-head summary", has_text=name).bounding_box() for name in ("New job", "More")
    )  # fmt: skip
    assert main["y"] == more["y"]
    assert main["width"] > 2 * more["width"]
    assert (more["x"], main["x"] + main["width"]) == (16, 390 - 16)


def test_all_tabs_of_the_clients_pages_are_on_the_screen_of_a_phone(live_server, new_page, osprey, mara):
    dana = make_contact(osprey, "Dana Whitlock")
    Access.objects.create(contact=dana, sees_colleagues=True, sees_money=True, sees_year=True)
    page = new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/contacts/{dana.pk}/client/")
    tabs = page.locator(".portal-nav a")

    assert tabs.count() == 7
    assert max(box["x"] + box["width"] for box in (one.bounding_box() for one in tabs.all())) <= 390


def test_the_counts_of_the_bar_of_a_phone_sit_on_their_icons(live_server, new_page, osprey, mara):
    page = new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/accounts/")
    count = page.locator("#count-accounts")
    expect(count).to_have_text("1")
    icon, badge = count.locator("xpath=..").locator(".ico").bounding_box(), count.bounding_box()

    assert icon["x"] + icon["width"] / 2 < badge["x"] < icon["x"] + icon["width"]
    assert badge["y"] < icon["y"] + icon["height"] / 2


def test_on_a_phone_the_words_of_the_bar_keep_apart(live_server, new_page, mara, osprey):
    page = new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, mara.mail)
    page.goto(f"{live_server.url}/work/")

    words = page.locator(".rail .go > span:first-of-type").evaluate_all(WORDS)
    gaps = [right[0] - left[1] for left, right in pairwise(words)]

    assert len(gaps) > 4
    assert min(gaps) >= 6, gaps
