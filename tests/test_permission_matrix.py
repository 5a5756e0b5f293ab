"""Rights at every URL, and no amount above the right of the reader.

Each part declares its rows in `src/amity/<part>/tests/rights.py`. A URL without a row fails.
"""

import contextlib
import io
import json
import re
from collections import Counter
from collections.abc import Mapping

import pytest

from amity.config import cli
from amity.shared.permission import MoneyRight
from tests.matrix import amounts
from tests.matrix.links import faults_of, follow
from tests.matrix.rights import CLIENT, EVERYBODY, FINANCE, LEGAL, OUTSIDER, PM, STRANGER, TEAM, May
from tests.matrix.scene import Scene
from tests.matrix.walk import FIRST, Answered, Walker, addresses, stated

pytestmark = pytest.mark.django_db
ROUTES = dict(addresses())
ROWS = stated()
TOP = "sees COST"
LADDERS = {"average": ("sees HOURS", "sees FEE", "sees TARGET"), "person": ("sees TARGET", "sees MARGIN")}
"""Viewers with every role but this right only, who reach every page. The other rights belong to other roles.

They open what shows an amount to `TOP`, who has every role and every right.
"""
WRONG_WAYS = {STRANGER, TEAM}
"""Viewers who also read URLs for sending, and send to URLs for reading."""
READERS = {TEAM, PM, LEGAL, FINANCE}
"""Viewers whose pages are searched for broken links."""
IDS = re.compile(r"\sid=\"([^\"]+)\"")
PAPERS = {"reports:agreement_file", "reports:print_found", "reports:statement_file"}
CLIENT_FEES = {"portal:signed_file {portal_signed_item_id}", "portal:year"}
"""What shows fees to a contact who may see money. Nothing above fees, such as a cost, is on it."""
LEFT = {
    "mail handoff", "mail hours_answered", "mail question", "mail rights_changed", "mail single_link",
    "mail week_returned",
}  # fmt: skip
"""Emails that actions of the scene write, among others."""
OF_THE_ACCOUNT = re.compile("<int:(?:account|project|contact|agreement|milestone|item|entry)_id>")
at_average = pytest.mark.parametrize("level", ["average"], indirect=True, scope="module")


def named(name: str, row: May) -> str:
    """Return a row's readable name."""
    return " ".join([name, *row.where.values()])


@pytest.fixture(scope="module")
def walker(scene: Scene) -> Walker:
    """Return a walker that sends requests as every viewer."""
    return Walker(scene)


@pytest.fixture(scope="module")
def answers(walker: Walker, level: str) -> dict[tuple[str, str, str], Answered]:
    """Return every response to every viewer, by request, filled once and read by the tests below.

    Roles read and send at the first cost level only. Only amounts depend on the level, rights don't. Emails and jobs
    are collected for the first viewer with the right. Who lacks a money right reads what shows an amount to `TOP`.
    """
    found: dict[tuple[str, str, str], Answered] = {}
    shows = amounts.finder(level)
    for name, row in ((name, row) for name, rows in ROWS.items() for row in rows if name in ROUTES):
        key, route = named(name, row), ROUTES[name]
        watched = next((viewer for viewer in FIRST if viewer in row.post), "")
        for viewer in sorted(EVERYBODY) if level == "average" else ():
            if row.get or viewer in WRONG_WAYS:
                found[viewer, key, "GET"] = walker.get(viewer, route, row)
            if row.post or viewer in WRONG_WAYS:
                found[viewer, key, "POST"] = walker.post(viewer, route, row, watch=viewer == watched)
        for query in ("", *row.also) if row.get else ():
            top = found[TOP, key, query or "GET"] = walker.get(TOP, route, row, query=query)
            for viewer in LADDERS[level] if shows(top.text) else ():
                found[viewer, key, query or "GET"] = walker.get(viewer, route, row, query=query)
        if ("sees TARGET", key, "GET") in found:
            found["sees TARGET", key, "HX"] = walker.get("sees TARGET", route, row, fragment=True)
    return found


def test_every_address_is_stated_and_every_statement_has_an_address():
    assert sorted(ROUTES.keys() - ROWS.keys()) == [], "state them in the part's tests/rights.py"
    assert sorted(ROWS.keys() - ROUTES.keys()) == []


def test_every_row_says_yes_to_someone():
    assert [named(name, row) for name, rows in ROWS.items() for row in rows if not row.get | row.post] == []


@at_average
def test_who_may_read_reads_and_no_one_else_does(answers):
    wrong = [
        f"{viewer} {key}: {answers[viewer, key, 'GET'].status}"
        for name, rows in ROWS.items()
        for row in rows
        for key in [named(name, row)]
        for viewer in sorted(EVERYBODY)
        if (viewer, key, "GET") in answers and answers[viewer, key, "GET"].read != (viewer in row.get)
    ]

    assert not wrong, "\n".join(wrong)


@at_average
def test_who_may_send_is_done_as_asked_and_no_one_else_writes_anything(answers):
    wrong = []
    for name, row in ((name, row) for name, rows in ROWS.items() for row in rows):
        for viewer in sorted(EVERYBODY):
            answer = answers.get((viewer, named(name, row), "POST"))
            if answer and (row.post or answer.grew) and answer.done(row) != (viewer in row.post):
                wrong.append(f"{viewer} {named(name, row)}: {answer.status}, written: {answer.grew}")

    assert not wrong, "\n".join(wrong)


def test_nothing_breaks_for_anyone(answers):
    assert [f"{viewer} {key} {way}" for (viewer, key, way), one in answers.items() if one.status >= 500] == []


def test_no_page_says_an_id_twice(answers):
    """A label needs exactly one field, and a link exactly one target."""
    twice: dict[str, list[str]] = {}
    for (_viewer, key, way), answer in answers.items():
        counted = Counter(IDS.findall(answer.text) if way == "GET" else ())
        twice |= {key: found} if (found := sorted(name for name, times in counted.items() if times > 1)) else {}

    assert twice == {}


@pytest.fixture(scope="module")
def pages(answers: Mapping[tuple[str, str, str], Answered], walker: Walker) -> dict[tuple[str, str], Answered]:
    """What each viewer read, by its address."""
    return {
        (viewer, walker.address(ROUTES[name], row)): answers[viewer, named(name, row), "GET"]
        for name, rows in ROWS.items()
        for row in rows
        for viewer in EVERYBODY
        if (viewer, named(name, row), "GET") in answers
    }


@at_average
def test_no_link_leads_its_reader_to_a_closed_door_or_a_missing_place(pages, walker):
    followed = follow({key: answer for key, answer in pages.items() if key[0] in READERS}, walker)
    links = {link for _viewer, link in followed}

    assert faults_of(followed) == []
    assert sum("?" in link.address for link in links) > 100
    assert sum(bool(link.place) for link in links) > 20


def test_no_answer_holds_an_amount_above_the_right_of_who_asked(answers, walker, level):
    digits, shares = amounts.sentinels(level), amounts.margins(level)
    leaks, links = [], {named(name, row) for name, rows in ROWS.items() for row in rows if row.link}
    for (viewer, key, way), answer in answers.items():
        if key in links:
            continue
        right = MoneyRight.FEE if viewer == CLIENT and key in CLIENT_FEES else walker.right(viewer)
        found = amounts.above(answer.text, right, digits) + amounts.shares_above(answer.text, right, shares)
        if right < MoneyRight.FEE:
            found += amounts.priced(answer.text)
        leaks += [f"{viewer} {key} {way}: {found}"] if found else []

    assert not leaks, "\n".join(leaks)


@at_average
def test_no_email_and_no_job_holds_an_amount(answers, level):
    """The administrator reads all emails, with or without a money right, so they can't have amounts at any
    cost level.
    """
    digits, left = amounts.sentinels(level), {one for answer in answers.values() for one in answer.left}
    found = [(one.name, amounts.above(one.text, MoneyRight.NONE, digits) + amounts.priced(one.text)) for one in left]

    assert [(name, leaks) for name, leaks in found if leaks] == []
    assert LEFT - {one.name for one in left} == set()
    assert any(one.name.startswith("job ") for one in left)


@at_average
def test_amounts_are_found_in_each_pdf(answers, level):
    """The search must be able to read PDFs, or it would find no amounts in them."""
    digits, texts = (
        amounts.sentinels(level),
        {name: answers[FINANCE, named(name, row), "GET"].text for name in PAPERS for row in ROWS[name]},
    )

    assert {name for name, text in texts.items() if amounts.above(text, MoneyRight.NONE, digits)} == PAPERS


def test_a_share_above_the_right_is_found_with_its_sign_and_as_a_whole():
    known = dict.fromkeys(("44.1%", "-3.2%", "5.5%", "7.7%"), MoneyRight.MARGIN)
    text = "Margin 44.1%, before that −3,2%; not 15.5%, nor 7.77%."

    assert amounts.shares_above(text, MoneyRight.HOURS, known) == ["-3.2%", "44.1%"]
    assert amounts.shares_above(text, MoneyRight.MARGIN, known) == []


@pytest.mark.parametrize("figure", ["€5", "5 €", "$5", "5\u00a0$", "EUR 5", "5EUR", "USD5", "5 USD"])
def test_a_figure_with_a_currency_is_found_and_others_are_not(figure):
    assert amounts.priced(f"Fee: {figure}.") != []
    assert amounts.priced("Fee: 5. In EUR. USDA 5, $HOME, 5 EUROS") == []


@pytest.mark.parametrize("quote", ['"', r"\"", "&quot;"])
def test_the_random_characters_of_a_passkey_are_no_amount(quote):
    known, sent = {"62626": MoneyRight.COST}, f"{quote}challenge{quote}: {quote}-x_62626-{quote}"

    assert amounts.above(sent, MoneyRight.HOURS, known) == []
    assert amounts.above(f"{sent} The challenge: 62626", MoneyRight.HOURS, known) == ["62626"]


def test_who_has_the_right_does_see_the_amounts(answers, level):
    """The search above must not pass just because pages are empty."""
    digits = amounts.sentinels(level)
    for right in (MoneyRight.FEE, MoneyRight.MARGIN, MoneyRight.COST):
        wanted = {one: needed for one, needed in digits.items() if needed == right}
        texts = [one.text for (viewer, _key, _way), one in answers.items() if viewer in {TOP, FINANCE}]
        assert not wanted or any(amounts.above(text, MoneyRight.NONE, wanted) for text in texts)


@pytest.mark.parametrize("by", ["account", "project", "line", "month"])
def test_the_command_line_shows_no_one_more_than_their_right(scene, walker, level, by):
    digits = amounts.sentinels(level)
    for viewer, person in scene.viewers.items():
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            options = cli.parser().parse_args(["profit", "--json", "--by", by, "--as", person.mail or ""])
            with contextlib.suppress(Exception):
                options.run(options)
        assert amounts.above(out.getvalue(), walker.right(viewer), digits) == [], viewer
        if walker.right(viewer) >= MoneyRight.MARGIN:
            assert json.loads(out.getvalue())["rows"] or viewer == "outsider"


@at_average
def test_a_stranger_learns_of_no_address_more_than_that_there_is_a_door(answers):
    told = [
        f"{key} {way}: {one.status}"
        for (viewer, key, way), one in answers.items()
        if viewer == STRANGER and STRANGER not in _row(key).get | _row(key).post and not one.turned_away
    ]

    assert not told, "\n".join(told)


@at_average
def test_who_guesses_an_address_of_another_account_gets_404(answers):
    guessed = [
        (name, named(name, row), answers[OUTSIDER, named(name, row), "GET"])
        for name, rows in ROWS.items()
        for row in rows
        if row.get - {CLIENT} and OUTSIDER not in row.get and OF_THE_ACCOUNT.search(ROUTES[name])
    ]

    told = [f"{key}: {one.status}" for _, key, one in guessed if one.status != 404 or "Osprey" in one.text]
    assert not told, "\n".join(told)
    assert len(guessed) > 20


@at_average
def test_nothing_is_done_without_the_token_of_our_own_page(walker):
    rows = [(name, row) for name, rows in ROWS.items() for row in rows if row.post]

    sent = {named(name, row): walker.post("everything", ROUTES[name], row, checked=True) for name, row in rows}

    assert [f"{key}: {one.status}" for key, one in sent.items() if one.status != 403 or one.grew] == []


@at_average
def test_a_form_that_counts_once_does_nothing_without_its_nonce(answers, walker):
    rows = [(name, row, viewer) for name, rows in ROWS.items() for row in rows for viewer in sorted(row.post & row.get)]
    once = {
        named(name, row): (viewer, ROUTES[name], row)
        for name, row, viewer in rows
        if 'name="nonce"' in answers[viewer, named(name, row), "GET"].text
    }

    sent = {key: walker.post(viewer, route, row, nonce=False) for key, (viewer, route, row) in once.items()}

    assert [f"{key}: {one.status}" for key, one in sent.items() if one.grew] == []
    assert len(sent) > 10


def _row(key: str) -> May:
    return next(row for name, rows in ROWS.items() for row in rows if named(name, row) == key)
