"""Every code of the rules and queries has a label. No raw code is shown."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from amity.agency.rules import COST_LEVELS
from amity.profitability import wording
from amity.profitability.completion.rules import Completion
from amity.profitability.figures.explain import FORMULAS, TITLES
from amity.profitability.figures.rules import Bound
from amity.profitability.statements.money_view import FROM_FILE
from amity.profitability.terms.rules import FeeModel

PART = Path(__file__).resolve().parents[1]
FILES = [*(PART / "rules").glob("*.py"), *(PART / "queries").glob("*.py")]


def calls(name: str) -> Iterator[ast.Call]:
    """Yield every call of a function of that name in rules and queries."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def texts(node: ast.AST) -> set[str]:
    """Return the plain strings anywhere in an expression."""
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def given(call: ast.Call, place: int) -> set[str]:
    """Return the strings passed at a position of a call."""
    return texts(call.args[place]) if len(call.args) > place else set()


def test_every_reason_has_a_sentence_and_a_short_form():
    reasons = {reason for call in calls("unknown") for reason in given(call, 0)}
    reasons |= {reason for call in calls(Completion.__name__) for reason in given(call, 2)}
    reasons |= {"no_right", "internal", "no_account", "no_cost", "too_much_uncosted", "no_plan"}

    assert reasons - set(wording.WHY) == set()
    assert set(wording.WHY) == set(wording.SHORT)


def test_every_input_has_a_name_and_a_source():
    labels = {label for call in calls("Input") if isinstance(call.args[0], ast.Constant) for label in given(call, 0)}
    labels |= {f"{which}_{what}" for which in ("best", "worst") for what in ("net_fees", "time")}
    sources = {source for call in calls("Input") for source in given(call, 3)}

    assert labels - set(wording.LABELS) == set()
    assert sources - set(wording.SOURCES) == set()
    assert wording.label("exchange_rate_202610") == "Exchange rate"


def test_fee_models_levels_and_bounds_have_words():
    assert set(wording.FEE_MODELS) == set(get_args(FeeModel))
    assert set(wording.LEVELS) == {*COST_LEVELS, FROM_FILE}
    assert set(wording.BOUNDS) == set(get_args(Bound))


def test_every_figure_that_opens_says_its_formula():
    assert set(TITLES) == set(FORMULAS)
