"""Pages of time: entered text stays, errors appear at their field, and nothing is saved twice."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from amity.people.models import Person
from amity.projects.models import Project
from amity.timesheets import commands
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting, entry_changes, make_account, make_cost_rate, make_entry, make_item, make_line

LIST = "/time/"


def signed_in(person: Person) -> Client:
    """Return a browser signed in as this person."""
    client = Client()
    client.force_login(person)
    return client


def typed(project: Project | None = None, **values: Any) -> dict[str, Any]:
    """Return the form's values as a browser sends them."""
    fields = {"nonce": "a" * 32, "work_date": "2026-11-20", "hours": "1:30", "text": "Wireframes", "billable": "on"}
    return fields | {"work": f"p{project.pk}" if project else ""} | values


def test_time_is_logged_and_the_list_shows_it(tim: Person, site: Project) -> None:
    browser = signed_in(tim)

    answer = browser.post(LIST, typed(site), follow=True)

    assert "1:30 logged on Ticket site" in answer.content.decode()
    assert "Wireframes" in answer.content.decode()
    assert [(one.seconds, one.account_id) for one in Entry.objects.all()] == [(5400, site.account_id)]


def test_a_second_press_logs_once_and_leads_to_the_same_place(tim: Person, site: Project) -> None:
    browser = signed_in(tim)

    answers = [browser.post(LIST, typed(site)) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("hours", "30", "A day has 24 hours"),
        ("hours", "-1", "Enter more than 0"),
        ("hours", "0:00", "Enter more than 0"),
        ("hours", "soon", "Enter the time as"),
        ("hours", "9" * 3000, "at most 20"),
        ("hours", "1\x00", "Null characters"),
        ("work_date", "13/15/2024", "Enter a date"),
        ("work_date", "0001-01-01", "between 2000 and 2099"),
        ("text", "x" * 2001, "at most 2000"),
        ("text", "a\x00b", "Null characters"),
        ("work", "p999999", "Choose what you worked on"),
        ("work", "p" + "9" * 400, "No project, account or line matches"),
        ("work", "a\x00b", "No project, account or line matches"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field_and_the_rest_is_kept(
    tim: Person, site: Project, field: str, value: str, sentence: str
) -> None:
    answer = signed_in(tim).post(LIST, typed(site, **{field: value}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(f'id="id_{field}_error">.*?{re.escape(sentence)}', page, re.DOTALL)
    assert field == "text" or 'value="Wireframes"' in page
    assert not Entry.objects.exists()


def test_a_closed_month_is_said_beside_the_date_and_the_same_form_counts_later(
    tim: Person, fina: Person, site: Project
) -> None:
    browser = signed_in(tim)
    commands.lock_month(by=acting(fina), month=202611, now=MONDAY)

    refused = browser.post(LIST, typed(site))
    commands.open_month(by=acting(fina), month=202611, reason="A late sheet", now=MONDAY)
    browser.post(LIST, typed(site))

    assert refused.status_code == 422
    assert re.search(r'id="id_work_date_error">.*November 2026 is closed', refused.content.decode(), re.DOTALL)
    assert Entry.objects.count() == 1


def test_a_line_or_an_item_is_chosen_with_its_project_or_typed(tim: Person, site: Project) -> None:
    assert site.agreement is not None
    line = make_line(site.agreement, "4")
    item = make_item(site, "Homepage", line=line)
    browser = signed_in(tim)

    browser.post(LIST, typed(work="any", work_key=f"p{site.pk}l{line.pk}i{item.pk}"))
    browser.post(LIST, typed(work="ticket homepage", nonce="b" * 32))

    assert set(Entry.objects.values_list("project_id", "line_id", "item_id")) == {(site.pk, line.pk, item.pk)}
    assert Entry.objects.count() == 2


def test_account_care_and_inside_time_have_no_project(mara: Person, site: Project) -> None:
    browser = signed_in(mara)

    browser.post(LIST, typed(work=f"a{site.account_id}"))
    browser.post(LIST, typed(work="", nonce="b" * 32))

    assert list(Entry.objects.order_by("pk").values_list("account_id", "billable")) == [
        (site.account_id, False),
        (None, False),
    ]


def test_finance_logs_for_someone_else_and_a_team_member_cannot(tim: Person, fina: Person, site: Project) -> None:
    signed_in(fina).post(LIST, typed(site, person_id=tim.pk))
    signed_in(tim).post(LIST, typed(site, person_id=fina.pk, nonce="b" * 32))

    assert [one.person_id for one in Entry.objects.all()] == [tim.pk, tim.pk]


def test_an_entry_is_changed_on_its_page(tim: Person, site: Project) -> None:
    entry = make_entry(by=tim, project=site)

    answer = signed_in(tim).post(f"/time/{entry.pk}/", typed(site, hours="2,25", version=1), follow=True)

    assert answer.status_code == 200
    entry.refresh_from_db()
    assert (entry.seconds, entry.version) == (8100, 2)


def test_a_stale_save_shows_both_versions_and_a_second_press_saves(tim: Person, site: Project) -> None:
    entry, browser = make_entry(by=tim, project=site), signed_in(tim)
    changes = entry_changes(hours="3:00", project=site)
    commands.edit_entry(by=acting(tim), entry_id=entry.pk, version=1, changes=changes, now=MONDAY)

    stale = browser.post(f"/time/{entry.pk}/", typed(site, version=1))
    browser.post(f"/time/{entry.pk}/", typed(site, version=2))

    page = " ".join(stale.content.decode().split())
    assert stale.status_code == 409
    assert "<td>1:30</td> <td>3:00</td>" in page
    entry.refresh_from_db()
    assert (entry.seconds, entry.version) == (5400, 3)


def test_deleted_time_is_restored_by_the_note(tim: Person, site: Project) -> None:
    entry, browser = make_entry(by=tim, project=site), signed_in(tim)

    page = browser.post(f"/time/{entry.pk}/delete/", {"version": 1}, follow=True).content.decode()
    gone = Entry.objects.count()
    again = browser.post(f"/time/{entry.pk}/undo/")

    assert f'action="/time/{entry.pk}/undo/"' in page
    assert (gone, again.status_code, Entry.objects.count()) == (0, 302, 1)
    assert verify().clean


def test_someone_elses_time_is_read_by_its_manager_and_not_found_by_a_stranger(
    tim: Person, piet: Person, site: Project
) -> None:
    entry = make_entry(by=tim, project=site)
    stranger = Person.objects.create(name="Stranger", mail="s@halden.example")

    seen = signed_in(piet).get(f"/time/{entry.pk}/")
    refused = signed_in(piet).post(f"/time/{entry.pk}/", typed(site, version=1))

    assert ("Only the person who logged it" in seen.content.decode(), refused.status_code) == (True, 403)
    assert signed_in(stranger).get(f"/time/{entry.pk}/").status_code == 404


def test_amounts_are_shown_as_far_as_the_money_right_goes(
    tim: Person, piet: Person, fina: Person, site: Project
) -> None:
    make_cost_rate("777.7700")
    entry = make_entry(by=tim, project=site, hours="1:00")
    pages = {
        person.name: "".join(
            browser.get(address).content.decode() if "export" not in address
            else b"".join(browser.get(address).streaming_content).decode()  # type: ignore[attr-defined]
            for address in (LIST, f"/time/{entry.pk}/", f"{LIST}?export=csv")
        )
        for person in (tim, piet, fina) for browser in [signed_in(person)]
    }  # fmt: skip

    assert ["777.77" in pages[name] for name in ("Tim", "Piet", "Fina")] == [False, False, True]
    assert ["100.00" in pages[name] for name in ("Tim", "Piet", "Fina")] == [False, True, True]


def test_a_list_reached_by_its_filters_shows_the_entries_first_and_its_totals_apart(
    tim: Person, fina: Person, site: Project
) -> None:
    make_entry(by=tim, project=site, hours="2:00")
    browser = signed_in(fina)

    narrowed, plain = (browser.get(LIST + query).content.decode() for query in (f"?project={site.pk}", ""))

    assert '<details class="card">' in narrowed
    assert '<details class="card">' not in plain
    totals = " ".join(re.sub(r"<[^>]+>", "", narrowed.split('class="totals"', 1)[1].split("</section>", 1)[0]).split())
    assert "billable · " in totals
    refused = browser.post(f"{LIST}?project={site.pk}", {"hours": "x"}).content.decode()
    assert '<details class="card">' not in refused


def test_the_list_is_narrowed_and_its_totals_with_it(tim: Person, fina: Person, site: Project) -> None:
    make_entry(by=tim, project=site, hours="2:00")
    make_entry(by=tim, hours="1:15", on=date(2026, 10, 2))
    browser = signed_in(fina)

    def total(query: str) -> str:
        page = browser.get(LIST + query).content.decode()
        found = re.search(r"For the entries listed:\s*<a[^>]*><b[^>]*>([\d.]+)", page)
        return found[1] if found else "nothing"

    assert total("") == "3.25"
    assert total("?month=202610") == "1.25"
    assert total(f"?project={site.pk}&billable=yes") == "2.00"
    assert total("?account=none&until=2026-10-31") == "1.25"
    assert total("?unpriced=value") == "nothing"


@pytest.mark.parametrize("query", ["?month=13", "?since=13/15/2024", "?person=x", "?after=zzz", "?sort=cost&x=1"])
def test_an_address_that_makes_no_sense_is_no_error(tim: Person, site: Project, query: str) -> None:
    make_entry(by=tim, project=site)

    assert signed_in(tim).get(LIST + query).status_code == 200


def test_months_say_who_closed_them_and_only_finance_sees_the_page(tim: Person, fina: Person, site: Project) -> None:
    make_entry(by=tim, project=site)
    commands.lock_month(by=acting(fina), month=202611, now=MONDAY)

    page = signed_in(fina).get("/time/months/").content.decode()

    assert "closed by Fina" in page
    assert [signed_in(tim).get(f"/time/months/{rest}").status_code for rest in ("", "?first=x")] == [403, 403]


def test_a_re_rating_is_counted_first_and_runs_in_the_background(tim: Person, fina: Person, site: Project) -> None:
    from amity.jobs import runner
    from amity.jobs.models import Job

    entry, browser = make_entry(by=tim, project=site, hours="2:00"), signed_in(fina)
    make_cost_rate("50")
    days = {"first": "2026-11-01", "last": "2026-11-30", "unpriced_only": "on"}

    page = browser.get("/time/months/", days).content.decode()
    answer = browser.post("/time/months/rerate/", days)
    runner.run(Job.objects.get().pk, beating=False)

    assert "Re-rate 1 entry" in page
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.cost == 10_000
    assert Job.objects.get().state == "done"
    assert verify().clean


def test_a_project_one_may_not_see_is_not_offered(tim: Person, ada: Person, site: Project) -> None:
    make_account("Secret client")

    assert "Secret client" not in signed_in(tim).get(LIST).content.decode()


def test_work_inside_the_agency_is_worth_a_known_nothing_on_its_page(fina: Person) -> None:
    entry = make_entry(by=fina, hours="1:00")

    page = signed_in(fina).get(f"/time/{entry.pk}/").content.decode()

    value = page[page.index("Value") : page.index("At the rate card")]
    assert "unknown" not in value
    assert "0.00" in value


def test_the_page_of_the_timer_begins_with_the_work_the_person_comes_from(tim: Person, site: Project) -> None:
    browser = signed_in(tim)
    started_from = browser.get(f"/projects/{site.pk}/").content.decode()
    chosen = browser.get(f"/time/timer/?work=p{site.pk}").context["form"]

    assert f'href="/time/timer/?work=p{site.pk}"' in started_from
    assert chosen.initial["work"].key.project_id == site.pk
    assert not browser.get("/time/timer/?work=p999999").context["form"].initial
