"""Two people on one brief and its lines: differences are merged, conflicts are shown, and nothing is lost."""

import pytest
from django.test import Client

from amity.briefs.estimate.queries import estimate_of, planned_line
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import LineFields, Plan, fields_of_line, line_of_fields
from amity.briefs.lines.forms import planned_from
from amity.briefs.lines.plans import replanned
from amity.briefs.models import BriefLine
from amity.briefs.tests.making import HOUR, make_brief, make_brief_line, make_crafts
from amity.shared.errors import Invalid, NotSeen, Stale
from tests.builders import MONDAY, acting

TODAY = MONDAY.date()


@pytest.fixture
def crafts():
    return {name: craft.pk for name, craft in make_crafts().items()}


@pytest.fixture
def brief(mara, osprey, crafts):
    """Return a brief with two lines: 100 hours of design, and 40 of development."""
    brief = make_brief(mara, osprey)
    make_brief_line(mara, brief, ((crafts["Design"], 100 * HOUR),))
    make_brief_line(mara, brief, ((crafts["Development"], 40 * HOUR),), title="Shop links")
    return brief


@pytest.fixture
def two(mara, ada):
    """Return Mara's and Ada's browsers."""
    found = Client(), Client()
    for browser, person in zip(found, (mara, ada), strict=True):
        browser.force_login(person)
    return found


def table_of(response):
    """Return what the table of lines would send as shown."""
    sent = {}
    for line in response.context["lines"]:
        sent[f"v-{line.planned.row.pk}"] = str(line.planned.row.version)
        for cell in line.cells:
            sent |= {f"h-{cell.key}": cell.typed, f"w-{cell.key}": str(cell.seen)}
    return sent


def hours_of(brief):
    return [sum(one.hours.values()) // HOUR for one in estimate_of(brief, TODAY).lines]


def names_of(brief):
    rows = estimate_of(brief, TODAY).lines
    return [f"h-{one.row.pk}-{next(iter(one.hours))}" for one in rows]


def test_hours_of_different_lines_both_stand(two, brief):
    address, (design, links) = f"/briefs/{brief.pk}/", names_of(brief)
    mine, hers = (table_of(browser.get(address)) for browser in two)

    two[1].post(f"{address}lines/plan/", hers | {links: "52"})
    saved = two[0].post(f"{address}lines/plan/", mine | {design: "96"})

    assert saved.status_code == 302
    assert hours_of(brief) == [96, 52]


def test_hours_of_the_same_line_are_shown_both_and_a_second_press_decides(two, brief):
    address, (design, links) = f"/briefs/{brief.pk}/", names_of(brief)
    mine, hers = (table_of(browser.get(address)) for browser in two)
    two[1].post(f"{address}lines/plan/", hers | {design: "120", links: "52"})

    stale = two[0].post(f"{address}lines/plan/", mine | {design: "96"})
    stood = hours_of(brief)
    again = two[0].post(f"{address}lines/plan/", table_of(stale))

    told = [(one.label, one.typed, one.current) for one in stale.context["plan_stale"].differences]
    assert (stale.status_code, stood, again.status_code) == (409, [120, 52], 302)
    assert [(label, typed[:2], stands[:3]) for label, typed, stands in told] == [("Line 1, Design", "96", "120")]
    assert table_of(stale)[design] == "96"
    assert hours_of(brief) == [96, 52]


def test_hours_typed_into_a_line_that_was_taken_out_are_not_lost_in_silence(two, brief):
    address, (design, _links) = f"/briefs/{brief.pk}/", names_of(brief)
    mine = table_of(two[0].get(address))
    two[1].post(f"/briefs/lines/{BriefLine.objects.earliest('pk').pk}/remove/")

    untouched = two[0].post(f"{address}lines/plan/", mine)
    stale = two[0].post(f"{address}lines/plan/", mine | {design: "96"})

    assert (untouched.status_code, stale.status_code) == (302, 409)
    assert stale.context["plan_stale"].differences[0].current == "line removed"


def form_of(response, **typed):
    """Return what the form of a line would send."""
    form = response.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields} | typed


def test_two_people_in_the_form_of_one_line_both_keep_what_they_changed(two, brief):
    address = f"/briefs/lines/{BriefLine.objects.earliest('pk').pk}/"
    mine, hers = (browser.get(address) for browser in two)

    two[1].post(address, form_of(hers, acceptance="as the spring cards"))
    saved = two[0].post(address, form_of(mine, phase="Design"))

    line = planned_line(BriefLine.objects.earliest("pk"), TODAY).as_fields()
    assert saved.status_code == 302
    assert (line.phase, line.acceptance) == ("Design", "as the spring cards")


def test_two_people_in_the_same_field_of_one_line_are_shown_both(two, brief):
    address = f"/briefs/lines/{BriefLine.objects.earliest('pk').pk}/"
    mine, hers = (browser.get(address) for browser in two)
    two[1].post(address, form_of(hers, title="Cards", acceptance="as last year"))

    stale = two[0].post(address, form_of(mine, title="Recipe pages"))
    again = two[0].post(address, form_of(stale))

    told = [(one.label, one.typed, one.current) for one in stale.context["form"].differences]
    assert (stale.status_code, told) == (409, [("Title", "Recipe pages", "Cards")])
    line = planned_line(BriefLine.objects.earliest("pk"), TODAY).as_fields()
    assert (again.status_code, line.title, line.acceptance) == (302, "Recipe pages", "as last year")


def test_words_typed_while_the_brief_went_to_the_client_still_stand(two, brief):
    address = f"/briefs/{brief.pk}/"
    form = two[0].get(address).context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields} | {"audience": "families"}
    type(brief).objects.filter(pk=brief.pk).update(state="with_client")

    refused = two[0].post(address, typed)

    assert refused.status_code == 422
    assert b"families" in refused.content
    assert b"This brief is no longer a draft." in refused.content


def test_hours_no_one_saw_count_as_changed_by_both_unless_the_version_is_the_one_that_stands(mara, brief, crafts):
    row = BriefLine.objects.earliest("pk")
    blind = {row.pk: Plan(row.version - 1, {crafts["Design"]: 0}, {crafts["Design"]: -1})}

    with pytest.raises(Stale):
        lines.plan_hours(by=acting(mara), brief_id=brief.pk, planned=blind, now=MONDAY)
    seen = {row.pk: Plan(row.version, {crafts["Design"]: 0}, {crafts["Design"]: -1})}
    lines.plan_hours(by=acting(mara), brief_id=brief.pk, planned=seen, now=MONDAY)

    assert hours_of(brief) == [0, 40]


def test_a_discipline_that_someone_added_meanwhile_stays(mara, brief, crafts):
    row = BriefLine.objects.earliest("pk")
    more = LineFields("Pages and recipe cards", hours=((crafts["Design"], 100 * HOUR), (crafts["Strategy"], 8 * HOUR)))
    lines.edit_line(by=acting(mara), line_id=row.pk, version=row.version, fields=more, now=MONDAY)

    mine = {row.pk: Plan(row.version, {crafts["Design"]: 90 * HOUR}, {crafts["Design"]: 100 * HOUR})}
    lines.plan_hours(by=acting(mara), brief_id=brief.pk, planned=mine, now=MONDAY)

    assert hours_of(brief) == [98, 40]


def test_a_line_of_another_brief_is_not_planned(mara, osprey, brief):
    other = make_brief(mara, osprey, title="Autumn")
    row = BriefLine.objects.earliest("pk")

    with pytest.raises(NotSeen):
        replanned(other, {row.pk: Plan(1, {}, {})}, TODAY)


def test_a_line_is_the_same_after_it_was_taken_apart_into_fields():
    line = LineFields("Cards", "Design", ((2, 5 * HOUR), (7, HOUR)), 2, "as last year", 3, 120_000)

    assert line_of_fields(fields_of_line(line)) == line


def accept(by, brief, typed, shown="", version=None):
    """Save the criteria of the first line in its row, as the page sends them. Return what it has then."""
    row = BriefLine.objects.earliest("pk")
    data = {f"a-{row.pk}": typed, f"w-{row.pk}": shown, f"v-{row.pk}": str(version or row.version)}
    lines.plan_hours(by=acting(by), brief_id=brief.pk, planned=planned_from(data), now=MONDAY)
    return lines.line_now(BriefLine.objects.get(pk=row.pk), MONDAY).acceptance


def test_criteria_are_saved_in_the_row_of_their_line_and_its_hours_stay(mara, brief):
    assert accept(mara, brief, "live\r\nand approved ") == "live\nand approved"
    version = BriefLine.objects.earliest("pk").version

    assert accept(mara, brief, "live\r\nand approved", "live\nand approved") == "live\nand approved"

    assert (BriefLine.objects.earliest("pk").version, hours_of(brief)) == (version, [100, 40])


def test_two_people_who_write_the_criteria_of_one_line_see_both_and_the_second_press_is_knowing(mara, brief):
    first = BriefLine.objects.earliest("pk").version
    accept(mara, brief, "live")

    with pytest.raises(Stale):
        accept(mara, brief, "approved", version=first)

    assert accept(mara, brief, "approved") == "approved"


def test_the_page_shows_both_criteria_and_keeps_the_typed_ones_in_their_row(two, mara, brief):
    row = BriefLine.objects.earliest("pk")
    accept(mara, brief, "live")
    data = {f"a-{row.pk}": "approved", f"w-{row.pk}": "", f"v-{row.pk}": str(row.version)}

    answer = two[1].post(f"/briefs/{brief.pk}/lines/plan/", data)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert ("<td>approved</td>" in shown, "<td>live</td>" in shown) == (True, True)
    assert ">approved</textarea>" in shown


def test_criteria_that_are_too_long_are_refused(mara, brief):
    with pytest.raises(Invalid):
        accept(mara, brief, "x" * 5001)
