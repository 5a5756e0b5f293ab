"""Rights in the REST API, and no amount above the right of the caller.

Each part declares its rows in `src/amity/<part>/tests/rights.py` as `REST`. An operation without a row fails.
"""

import json
from dataclasses import replace

import pytest

from amity.shared.permission import MoneyRight
from tests.matrix import amounts, shapes
from tests.matrix.machines import Machine, Reply, operations, stated, token_of
from tests.matrix.rights import EVERYBODY, OUTSIDER, SIGNED_IN, STRANGER
from tests.matrix.scene import Scene
from tests.matrix.walk import FIRST

pytestmark = pytest.mark.django_db
OPERATIONS = {one.name: one for one in operations()}
ROWS = stated()
TOP = "sees COST"
LADDER = ("sees NONE", "sees HOURS", "sees FEE", "sees TARGET", "sees MARGIN")
"""Viewers with every role who lack a money right. They ask for what shows an amount to `TOP`, who has all rights."""
OF_AGENCY = {"remove_standard", "edit_service"}
"""What belongs to no account: everyone reads it, so a refusal reveals nothing."""
at_average = pytest.mark.parametrize("level", ["average"], indirect=True, scope="module")


@pytest.fixture(scope="module")
def machine(scene: Scene) -> Machine:
    """Return a machine with everyone's tokens."""
    return Machine(scene)


@pytest.fixture(scope="module")
def answers(machine: Machine, level: str) -> dict[tuple[str, str, str], Reply]:
    """Return every response to every viewer. Roles call at the first cost level only, money rights at both.

    Emails and jobs are collected for the first viewer with the right.
    """
    found, shows = {}, amounts.finder(level)
    for name, row in ((name, row) for name, row in ROWS.items() if name in OPERATIONS):
        watched = "" if OPERATIONS[name].method == "GET" else next(viewer for viewer in FIRST if viewer in row.may)
        for viewer in sorted(EVERYBODY) if level == "average" else ():
            found[viewer, name, ""] = machine.ask(viewer, OPERATIONS[name], row, watch=viewer == watched)
        for query in ("", *row.also):
            top = found[TOP, name, query] = machine.ask(TOP, OPERATIONS[name], row, query=query)
            for viewer in LADDER if '"amount"' in top.text or shows(top.text) else ():
                found[viewer, name, query] = machine.ask(viewer, OPERATIONS[name], row, query=query)
    return found


def test_every_operation_is_stated_and_every_statement_has_an_operation():
    assert sorted(OPERATIONS.keys() - ROWS.keys()) == [], "state them as REST in the part's tests/rights.py"
    assert sorted(ROWS.keys() - OPERATIONS.keys()) == []


@at_average
def test_who_may_does_and_no_one_else_reads_or_writes(answers):
    wrong = []
    for name, row in ROWS.items():
        for viewer in sorted(EVERYBODY):
            reply = answers[viewer, name, ""]
            done = reply.status < 300 and (reply.grew or OPERATIONS[name].method == "GET" or not row.trail)
            if done != (viewer in row.may) or (reply.grew and viewer not in row.may):
                wrong.append(f"{viewer} {name}: {reply.status} {reply.text[:200]}")

    assert not wrong, "\n".join(wrong)


def test_every_answer_is_json_and_nothing_breaks(answers):
    assert [key for key, reply in answers.items() if reply.status >= 500 or not reply.is_json] == []


@at_average
def test_every_operation_is_done_at_least_once(answers):
    done = {name for (_viewer, name, _query), reply in answers.items() if reply.status < 300}

    assert sorted(OPERATIONS.keys() - done) == []


def test_every_answer_has_the_shape_that_the_schema_promises(answers):
    """Responses aren't validated when they are sent, so this test compares them with the schema."""
    wrong = {(name, shapes.fault(OPERATIONS[name], reply)) for (_viewer, name, _query), reply in answers.items()}

    assert sorted(f"{name}: {fault}" for name, fault in wrong if fault) == []


@at_average
@pytest.mark.parametrize("spoiled", [{"name": 7}, {"name": None}, {"more": 1}], ids=["kind", "empty", "unknown"])
def test_the_search_for_wrong_shapes_can_fail(answers, spoiled):
    reply = answers[TOP, "read_account", ""]
    wrong = replace(reply, text=json.dumps(json.loads(reply.text) | spoiled))

    assert shapes.fault(OPERATIONS["read_account"], reply) == ""
    assert shapes.fault(OPERATIONS["read_account"], wrong) != ""
    assert shapes.fault(OPERATIONS["read_account"], replace(reply, text="{}")) != ""


@at_average
def test_without_a_token_everything_is_401(answers):
    assert {reply.status for (viewer, _name, _query), reply in answers.items() if viewer == STRANGER} == {401}


def test_no_answer_holds_an_amount_above_the_right_of_who_asked(answers, scene, level):
    digits = amounts.sentinels(level)
    leaks = []
    for (viewer, name, query), reply in answers.items():
        right = scene.viewers[viewer].money_right if viewer in scene.viewers else MoneyRight.NONE
        found = amounts.above(reply.text, right, digits)
        if right < MoneyRight.FEE and '"amount"' in reply.text and OPERATIONS[name].method == "GET":
            found.append("amount")
        leaks += [f"{viewer} {name}{query}: {found}"] if found else []

    assert not leaks, "\n".join(leaks)


@at_average
def test_no_email_and_no_job_holds_an_amount(answers, level):
    """The administrator reads all emails, with or without a money right."""
    digits, left = amounts.sentinels(level), {one for reply in answers.values() for one in reply.left}
    found = [(one.name, amounts.above(one.text, MoneyRight.NONE, digits) + amounts.priced(one.text)) for one in left]

    assert [(name, leaks) for name, leaks in found if leaks] == []
    assert len({one.name for one in left}) > 5


def test_who_has_the_right_does_see_the_amounts(answers, level):
    """The search above must not pass just because responses are empty."""
    digits = amounts.sentinels(level)
    for right in (MoneyRight.FEE, MoneyRight.MARGIN, MoneyRight.COST):
        wanted = {one: needed for one, needed in digits.items() if needed == right}
        texts = [reply.text for (viewer, _name, _query), reply in answers.items() if viewer == TOP]
        assert not wanted or any(amounts.above(text, MoneyRight.NONE, wanted) for text in texts), right


def test_a_token_without_money_shows_no_amount_to_anyone(machine, scene, level):
    token, digits = token_of(scene.viewers[TOP], "read"), amounts.sentinels(level)
    reading = [(name, row) for name, row in ROWS.items() if OPERATIONS[name].scope == "read"]

    reply = {name: machine.ask(TOP, OPERATIONS[name], row, token=token) for name, row in reading}

    assert [name for name, one in reply.items() if amounts.above(one.text, MoneyRight.HOURS, digits)] == []
    assert [name for name, one in reply.items() if '"amount"' in one.text] == []


@at_average
def test_a_token_that_only_reads_writes_nothing(machine, scene):
    token = token_of(scene.viewers["everything"], "read", "money")
    writing = [(name, row) for name, row in ROWS.items() if OPERATIONS[name].method != "GET"]

    reply = {name: machine.ask("everything", OPERATIONS[name], row, token=token) for name, row in writing}

    assert {one.status for one in reply.values()} == {403}
    assert not any(one.grew for one in reply.values())
    assert len(reply) > 12


@at_average
def test_who_guesses_the_number_of_another_account_gets_404(answers):
    guessed = [
        (name, answers[OUTSIDER, name, ""])
        for name, row in ROWS.items()
        if "{" in OPERATIONS[name].path and OUTSIDER not in row.may and SIGNED_IN - row.may and name not in OF_AGENCY
    ]

    assert [f"{name}: {reply.status}" for name, reply in guessed if reply.status != 404 or "Osprey" in reply.text] == []
    assert len(guessed) > 8
