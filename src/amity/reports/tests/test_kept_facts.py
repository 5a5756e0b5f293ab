"""What a process keeps of the findings' material: each page shows what it would without anything kept."""

from datetime import timedelta
from itertools import pairwise

import pytest

from amity.accounts.models import Contact
from amity.agreements.models import Agreement
from amity.lines.models import Line
from amity.people import rules as roles
from amity.projects.models import Project
from amity.reports.material.memos import found_in
from amity.reports.material.queries import gather
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import reading
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ProjectMonth
from tests.builders import (
    MONDAY,
    acting,
    make_account,
    make_agreement,
    make_entry,
    make_expense,
    make_line,
    make_person,
    make_project,
)

pytestmark = pytest.mark.usefixtures("kept_cleared")
TODAY = MONDAY.date()


def page(person):
    """Return what a page finds, and all that its sentences name."""
    with reading():
        gathered = gather(acting(person))
    assert gathered is not None
    facts = [
        (one.project_id, one.terms, one.measures, one.lines, one.unlined, one.days, one.spent)
        for one in gathered.material.projects
    ]
    return found_in(gathered.material), facts, gathered.material.accounts, gathered.material.items, gathered.names


def test_a_page_shows_every_change(monkeypatch, osprey, mara, tim):
    fina = make_person("Fina", roles.FINANCE)
    agreement = make_agreement(osprey, "fixed", fee=100_000)
    site = make_project(osprey, name="Site", agreement=agreement, team=[tim])
    loose = make_project(osprey, name="Loose", team=[tim])
    line = make_line(agreement, hours="10")
    # With time of another account on both ends, the data's span doesn't change.
    elsewhere = make_project(make_account("Larkfield"), team=[tim])
    for day in (TODAY, TODAY - timedelta(days=60)):
        make_entry(by=tim, project=elsewhere, on=day)
    changes = (
        lambda: make_entry(by=tim, project=site, hours="8:00", line_id=line.pk, on=TODAY - timedelta(days=40)),
        lambda: make_entry(by=tim, project=site, hours="9:00", line_id=line.pk, on=TODAY - timedelta(days=30)),
        lambda: make_entry(by=tim, project=loose, hours="5:00", on=TODAY - timedelta(days=28)),
        lambda: make_entry(by=tim, project=site, hours="3:00", on=TODAY - timedelta(days=27)),
        lambda: make_entry(by=tim, project=site, hours="1:00", on=TODAY - timedelta(days=27)),
        lambda: Entry.objects.filter(line=line).update(work_date=TODAY - timedelta(days=29)),
        lambda: Entry.objects.filter(project=loose).update(work_date=TODAY - timedelta(days=25)),
        lambda: make_line(agreement, hours="4", number="2"),
        lambda: Line.objects.filter(pk=line.pk).update(finished_at=MONDAY),
        lambda: Line.objects.filter(pk=line.pk).update(title="Design"),
        lambda: Agreement.objects.update(signed_on=None),
        lambda: Agreement.objects.update(fee=50_000),
        lambda: make_expense(by=mara, project=site, on=TODAY - timedelta(days=28)),
        lambda: Contact.objects.create(account=osprey, name="Dana"),
        lambda: make_project(osprey, name="More", agreement=agreement),
        lambda: make_entry(by=tim, project=loose, hours="1:00", on=TODAY),
        lambda: Project.objects.filter(pk=loose.pk).update(is_internal=True),
    )
    seen = []
    for change in changes:
        change()
        kept = page(fina)
        assert page(fina) == kept
        with monkeypatch.context() as patch:
            patch.setattr(Memo, "get", lambda _memo, _key, make: make())
            assert page(fina) == kept
        seen.append(kept)

    assert [place for place, (before, one) in enumerate(pairwise(seen), start=1) if one == before] == []


def test_a_cost_in_another_currency_than_the_agencys_is_none_as_in_all_figures(osprey, tim):
    site = make_project(osprey, name="Site", team=[tim])
    make_entry(by=tim, project=site, hours="2:00")
    ProjectMonth.objects.update(cost=9_000, uncosted_seconds=0, cost_currency="USD")

    gathered = gather(acting(make_person("Fina", roles.FINANCE)))

    assert gathered is not None
    (facts,) = gathered.material.projects
    assert (facts.measures.cost, facts.measures.uncosted_seconds) == (0, 7_200)
