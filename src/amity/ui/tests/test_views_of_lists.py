"""Saved views, chosen columns and spreadsheets: a person's list is theirs, and rights apply in every form of it."""

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from amity.shared.errors import Invalid, NotSeen
from amity.shared.permission import MoneyRight
from amity.ui.lists import files, saved
from amity.ui.models import SavedView
from amity.ui.tests.test_lists import MARA, ask, context, many  # noqa: F401 - the rows are a fixture

pytestmark = pytest.mark.django_db
ME, ELSE = MARA.person_id, MARA.person_id + 1


def keep(name: str = "Mine", query: str = "nonce=n00&after=x", person: int = ME, shared: bool = False) -> SavedView:
    return saved.keep_view(person_id=person, list_key="forms", name=name, query=query, shared=shared)


def test_a_kept_view_leads_back_without_the_place_in_the_list():
    keep()

    (view,) = context("?nonce=n00")["views"]

    assert view.url == "/forms/?nonce=n00"
    assert view.mine


def test_the_same_name_again_replaces_the_view():
    keep(query="nonce=n00")
    keep(query="nonce=n01")

    assert [view.query for view in SavedView.objects.all()] == ["nonce=n01"]


def test_a_colleague_sees_only_what_is_shared_and_may_not_let_it_go():
    keep("Own", person=ELSE)
    theirs = keep("For all", person=ELSE, shared=True)

    assert [view.name for view in context("")["views"]] == ["For all"]
    with pytest.raises(NotSeen):
        saved.forget_view(person_id=ME, view_id=theirs.pk)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_view_needs_a_name_of_use(name):
    with pytest.raises(Invalid):
        keep(name)


def test_a_view_of_endless_filters_is_refused():
    with pytest.raises(Invalid):
        keep(query="nonce=" + "x" * 2000)


def test_chosen_columns_stay_until_an_address_names_others():
    saved.choose_columns(person_id=ME, list_key="forms", columns=["nonce", "person_id"])

    assert [head.column.key for head in context("")["headings"]] == ["nonce", "person_id"]
    assert [head.column.key for head in context("?cols=cost")["headings"]] == ["nonce", "cost"]

    saved.choose_columns(person_id=ME, list_key="forms", columns=[])
    assert len(context("")["headings"]) == 3


def test_a_column_no_one_knows_is_named_and_money_without_right_is_not_on_offer():
    page = context("?cols=nonce&cols=bogus", MoneyRight.NONE)

    assert "bogus" in page["warnings"][0]
    assert "cost" not in [choice.column.key for choice in page["choices"]]


def test_a_spreadsheet_holds_numbers_and_only_what_one_may_see():
    def rows(right: MoneyRight) -> list[Any]:
        content = b"".join(ask("?export=xlsx&nonce=n00", right))
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert rows(MoneyRight.COST)[:2] == [["Nonce", "Number", "Cost", "Cost ¤"], ["n000", 0.0, 7770.0, "EUR"]]
    assert rows(MoneyRight.NONE)[0] == ["Nonce", "Number"]


def test_a_list_longer_than_a_spreadsheet_takes_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(files, "SHEET_ROWS", 5)

    with pytest.raises(Exception, match="export it as CSV"):
        ask("?export=xlsx")


def test_a_form_leads_back_to_no_other_site(client, mara):
    client.force_login(mara)
    sent = {"name": "Mine", "query": "", "path": "//elsewhere.example/"}

    assert client.post("/lists/accounts/views/", sent).status_code == 404
    assert client.post("/lists/accounts/views/", sent | {"path": "/accounts/"}).url == "/accounts/"
