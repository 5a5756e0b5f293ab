"""Requests to every URL of money as a person, and the unmistakable amounts to look for in the responses."""

from django.test import Client
from django.urls import reverse

from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.permission import MoneyRight
from tests.builders import make_person

SENTINEL_FEE = 98_765_432
SENTINEL_COST = "777.77"
FIGURES = ("margin", "of_known", "revenue", "agi", "hourly", "cost", "left", "account_margin", "over")
FEES = ("987654", "98765.4", "55555", "555.55")
COSTS = ("7777.7", "777770", "777.77", "7777")


def addresses(project: Project) -> list[str]:
    """Return every URL of money about a project and its account."""
    account = f"/accounts/{project.account_id}/money/"
    own = f"/projects/{project.pk}/money/"
    files = ["/money/portfolio.csv", f"{account}projects.csv", f"{own}lines.csv"]
    files += [f"/money/portfolio.csv?by={cut}" for cut in ("project", "line", "month")]
    whys = [f"{base}why/{figure}/" for base in ("/money/", account, own) for figure in FIGURES]
    return ["/money/", "/money/?sort=margin", account, own, *files, *whys]


def seen_by(person: Person, *where: str) -> str:
    """Return everything a person gets at some URLs, without spaces and thousands separators."""
    client = Client()
    client.force_login(person)
    answers = [client.get(address) for address in where]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    text = "".join(answer.content.decode() for answer in answers)
    return text.replace(",", "").replace("\u202f", "").replace("\u00a0", "")


def someone_on(project: Project, right: MoneyRight) -> Person:
    """Return a manager of the project with this money right."""
    person = make_person(f"Right {right}", roles.PROJECT_MANAGER, own_money_right=right)
    project.manager = person
    project.save()
    return person


def plain(answer):
    """Return the text of a page with ordinary spaces."""
    return answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def page_of(person, project):
    """Return a project's page as a person gets it."""
    client = Client()
    client.force_login(person)
    return plain(client.get(reverse("projects:project", args=[project.pk])))
