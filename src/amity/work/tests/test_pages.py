"""The list of jobs as a page and as a file, the tab of an account, and the addresses of the former lists."""

import re
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.briefs.models import Brief
from amity.briefs.tests.making import make_brief
from amity.handoff.tests.making import make_waiting
from amity.ui.asked import Asked
from amity.ui.lists import page as list_page
from amity.ui.lists import saved
from amity.work.redirects import of_briefs, of_projects
from tests.builders import make_account, make_agreement, make_cost_rate, make_entry, make_item, make_line, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
WORK = "/work/"


@pytest.fixture
def maras(client, mara):
    client.force_login(mara)
    return client


def names(client, query="", address=WORK):
    """The jobs of the page, in order."""
    return [line.row.name for line in client.get(f"{address}?{query}").context["lines"]]


def cells(client, query):
    """The rows of a CSV by the name of the job: heading to value."""
    text = b"".join(client.get(f"{WORK}?export=csv&{query}").streaming_content).decode("utf-8-sig")
    heads, *rows = [line.split(",") for line in text.splitlines()]
    return {row[0]: dict(zip(heads, row, strict=False)) for row in rows}


def priced(osprey, name, *, by, hours, fee=100_000):
    """A project of a fixed fee on which someone worked, half of whose plan is used."""
    agreement = make_agreement(osprey, "fixed", fee=fee)
    make_line(agreement, hours="20", planned_cost=50_000)
    project = make_project(osprey, name=name, agreement=agreement, team=[by])
    make_entry(by=by, project=project, hours=hours)
    return project


def test_the_list_opens_on_ones_own_open_jobs_the_worst_first_and_its_title_is_a_finding(maras, mara, osprey):
    make_cost_rate("45")
    dear, fine = make_agreement(osprey, hourly_rate="60"), make_agreement(osprey, hourly_rate="200")
    for name, agreement in (("Fine", fine), ("Dear", dear)):
        make_entry(by=mara, project=make_project(osprey, name=name, agreement=agreement, team=[mara]), hours="10")
    make_project(osprey, name="Closed", status="closed")
    make_project(make_account("Larkfield"), name="Foreign", team=[mara])

    page = maras.get(WORK).content.decode()

    assert names(maras) == ["Dear", "Fine"]
    assert "<h1>1 of your 2 open jobs is well below target margin</h1>" in page
    assert "No job has a blocker." in page
    assert re.search(r'href="/work/"[^>]*aria-current="page"', page)


def test_without_the_right_to_margins_the_page_is_whole_and_holds_no_amount(client, tim, site):
    make_cost_rate("45")
    make_entry(by=tim, project=site, hours="10")
    client.force_login(tim)

    page = client.get(WORK).content.decode()

    assert names(client) == ["Ticket site"]
    assert "noright" not in page
    assert "Margin against target" not in page
    assert "no budget" in page
    assert "Margin against target" not in next(iter(cells(client, "").values()))


def test_a_bar_is_read_aloud_with_its_share(maras, mara, osprey):
    make_cost_rate("10")
    priced(osprey, "Site", by=mara, hours="5")

    page = maras.get(WORK).content.decode()

    assert 'aria-label="25% of the budget used"' in page
    assert "used&quot;" not in page
    assert '"&gt;' not in page


def test_the_switches_bring_closed_and_internal_work_and_everyones(client, ada, mara, osprey):
    client.force_login(ada)
    make_project(osprey, name="Open")
    make_project(osprey, name="Closed", status="closed")
    make_project(None, name="Leave", is_internal=True)

    found = [set(names(client, query)) for query in ("", "closed=on", "closed=on&internal=on&whose=all")]

    assert found == [{"Open"}, {"Open", "Closed"}, {"Open", "Closed", "Leave"}]
    assert set(names(client, "stage=closed")) == {"Closed"}


def test_jobs_are_narrowed_by_account_stage_manager_size_and_words(maras, mara, piet, osprey):
    larkfield = make_account("Larkfield", manager=mara)
    make_project(osprey, name="Ticket site", manager=piet, code="OR-7")
    make_project(larkfield, name="Cheese shop")
    make_brief(mara, larkfield, title="Spring")

    assert names(maras, f"account={osprey.pk}") == ["Ticket site"]
    assert names(maras, "stage=brief") == ["Spring"]
    assert set(names(maras, "stage=brief,active")) == {"Spring", "Ticket site", "Cheese shop"}
    assert names(maras, f"manager={piet.pk}") == ["Ticket site"]
    assert set(names(maras, "manager=none")) == {"Spring", "Cheese shop"}
    assert names(maras, f"size={Brief.objects.get().size}") == ["Spring"]
    assert names(maras, "find=or-7") == names(maras, "find=osprey+ticket") == ["Ticket site"]
    assert names(maras, "find=nothing") == []
    assert "No jobs found for “nothing”" in maras.get(f"{WORK}?find=nothing").content.decode()
    assert "No jobs match these filters" in maras.get(f"{WORK}?size=note&find=").content.decode()


def test_an_account_without_a_job_in_sight_narrows_the_list_to_nothing(maras, mara, osprey):
    quiet = make_account("Quiet", manager=mara)
    make_project(osprey, name="Site")

    assert names(maras, f"account={quiet.pk}") == []


def test_each_tab_has_its_count_and_keeps_the_filters(maras, mara, piet, osprey):
    make_waiting(osprey, piet, name="Waiting")
    brief = make_brief(mara, osprey, title="With them")
    Brief.objects.filter(pk=brief.pk).update(state="with_client")
    make_project(osprey, name="Due", ends_on=date(2026, 11, 27))

    tabs = maras.get(f"{WORK}?find=osprey").context["tabs"]

    assert [tab.count for tab in tabs] == [3, 1, 0, 1, 2]
    assert all("find=osprey" in tab.url for tab in tabs)
    assert names(maras, "view=client") == ["With them"]
    assert set(names(maras, "view=before")) == {"Waiting", "With them"}
    assert names(maras, "view=due") == ["Due"]


def test_a_saved_view_is_a_tab(maras, mara, osprey):
    saved.keep_view(person_id=mara.pk, list_key="work", name="Osprey first", query="find=osprey", shared=False)

    tabs = maras.get(WORK).context["tabs"]

    assert [(tab.label, tab.url) for tab in tabs][-1] == ("Osprey first", "/work/?find=osprey")


def test_every_number_sorts_over_all_pages(maras, mara, osprey, monkeypatch):
    monkeypatch.setattr(list_page, "PAGE_SIZE", 2)
    make_cost_rate("10")
    for name, hours in (("A", "4"), ("B", "16"), ("C", "8"), ("D", "12")):
        priced(osprey, name, by=mara, hours=hours)

    first = maras.get(f"{WORK}?sort=-used").context
    second = maras.get(first["next_url"]).context

    assert [line.row.name for line in (*first["lines"], *second["lines"])] == ["B", "D", "C", "A"]
    assert second["next_url"] == ""
    assert names(maras, "sort=job") == ["A", "B"]


def test_a_place_that_is_gone_starts_from_the_top_with_a_word(maras, osprey):
    make_project(osprey, name="Site")

    page = maras.get(f"{WORK}?after=project-0").content.decode()

    assert "so the list starts from the top" in page


def test_the_file_holds_exact_values_of_every_column(maras, mara, osprey):
    make_cost_rate("10")
    project = priced(osprey, "Site", by=mara, hours="5")
    make_item(project)
    project.milestones.create(name="Launch", due_on=date(2026, 12, 3))

    row = cells(maras, "")["Site"]

    assert (row["Budget used"], row["Time used"], row["Time budget"]) == ("25", "5", "20")
    assert (row["Next date"], row["Next due"], row["Finished items"]) == ("2026-12-03", "Launch", "0 of 1")
    assert (row["Stage"], row["Account"]) == ("Active", "Osprey Rail")
    assert maras.get(f"{WORK}?export=xlsx").status_code == 200


def test_after_filtering_the_title_and_the_tabs_are_replaced_too(maras, osprey):
    make_project(osprey, name="Site")

    part = maras.get(f"{WORK}?find=site", headers={"HX-Request": "true", "HX-Target": "list-work"}).content.decode()

    assert 'id="list-work"' in part
    assert '<div id="work-head" hx-swap-oob="true">' in part
    assert "<html" not in part


def test_the_page_asks_the_database_no_more_for_30_jobs_than_for_3(client, ada, mara, piet, osprey):
    client.force_login(ada)
    make_cost_rate("10")
    counted = []
    for many in (3, 27):
        for number in range(many):
            priced(osprey, f"Work {many} {number}", by=mara, hours="1").milestones.create(
                name="Launch", due_on=date(2026, 12, 3)
            )
            make_brief(mara, osprey, title=f"Wish {many} {number}")
            make_waiting(osprey, piet)
        client.get(WORK)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(WORK).status_code == 200
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_the_account_shows_one_row_a_job_with_closed_ones_behind_a_fold(maras, mara, osprey):
    make_brief(mara, osprey)
    make_project(osprey, name="Site")
    make_project(osprey, name="Old site", status="closed")

    page = maras.get(reverse("projects:account_work", args=[osprey.pk])).content.decode()

    shown, folded = page.split("<details", 1)[0], page[page.index("1 closed job") :]
    assert page.count("Spring promotion</a>") == 1
    assert "Site</a>" in page[: page.index("1 closed job")]
    assert "Old site" in folded
    assert "Old site" not in shown


def test_the_former_lists_lead_to_the_same_jobs(maras, mara, osprey):
    make_project(osprey, name="Site")
    make_project(osprey, name="Old site", status="closed")
    make_brief(mara, osprey)
    make_brief(mara, osprey, title="Autumn")

    def led(address):
        return [line.row.name for line in maras.get(address, follow=True).context["lines"]]

    assert led("/projects/?status=closed") == ["Old site"]
    assert led("/projects/?status=active&name=site") == ["Site"]
    assert led("/projects/?name=old&account=osprey") == ["Old site"]
    assert led("/briefs/?title=autumn&state=open") == ["Autumn"]
    assert set(led(f"/briefs/?account={osprey.pk}")) == {"Autumn", "Spring promotion"}
    assert maras.get("/projects/?export=csv", follow=True).headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "whose=all"),
        ("status=taken_over", "whose=all&stage=pre_existing&internal=on"),
        ("status=going&sort=-ends_on", "whose=all&sort=-next&internal=on"),
        ("sort=code&cols=name&after=abc", "whose=all&sort=code"),
        ("export=xlsx", "whose=all&export=xlsx&closed=on&internal=on"),
        ("status=unknown", "whose=all&closed=on&internal=on"),
    ],
)
def test_a_query_of_the_list_of_projects_becomes_one_of_jobs(old, new):
    assert dict(QueryDict(of_projects(Asked(QueryDict(old))))) == dict(QueryDict(new))


def test_a_query_of_the_list_of_briefs_becomes_one_of_jobs():
    found = QueryDict(of_briefs(Asked(QueryDict("state=with_client&size=full&sort=-opened_at"))))

    assert found.dict() == {"whose": "all", "stage": "estimate", "size": "full", "sort": "-created_at"}
    assert QueryDict(of_briefs(Asked(QueryDict("state=dropped")))).dict() == {
        "whose": "all", "stage": "dropped", "closed": "on",
    }  # fmt: skip


def test_projects_briefs_and_handoffs_are_pages_of_work(maras, mara, piet, osprey):
    project, brief = make_project(osprey, name="Site"), make_brief(mara, osprey)
    addresses = [f"/projects/{project.pk}/", f"/briefs/{brief.pk}/", "/handoffs/", f"/projects/{project.pk}/edit/"]

    pages = [maras.get(address).content.decode() for address in addresses]

    assert all(re.search(r'class="go" href="/work/"[^>]*aria-current="page"', page) for page in pages)
    assert all('<a href="/work/">Work</a>' in page for page in pages)
