"""Expressions for line codes: useful ones pass, none can keep the machine busy for ever."""

import time

import pytest

from amity.imports.rules.line_codes import LOOKED_AT, line_codes
from amity.imports.rules.reasons import Unreadable


@pytest.mark.parametrize(
    "expression",
    [
        r"^(A[VH]{2}\d+)",
        r"^\s*([A-Z]{2,6}-?\d{1,4})\b",
        r"\[(\w+)\]",
        r"(?:AVH|AHV)\d+",
        r"#(\d+)(?:\.\d+)?",
        r"^(\S+)\s*:",
    ],
)
def test_usual_expressions_can_be_used(expression):
    assert line_codes(expression).expression.pattern == expression


@pytest.mark.parametrize(
    "expression",
    [r"^(A+)+$", r"(\w+\s?)+:", r"(A|AA)+$", r"((A{1,9}){1,9}){1,9}$", r"(?:(?=A+)A?)*b", r".*.*.*.*x", r"(A*)*?b"],
)
def test_expressions_that_could_take_for_ever_are_refused(expression):
    with pytest.raises(Unreadable) as refused:
        line_codes(expression)

    assert refused.value.reason.code == "line_code_heavy"


def test_a_code_is_looked_for_in_the_beginning_of_a_text_only():
    codes = line_codes(r"([A-Z]{3}\d+)")

    assert codes.code_in("x" * (LOOKED_AT - 4) + "AVH21") == "AVH2"
    assert codes.code_in("x" * LOOKED_AT + "AVH21") == ""
    assert codes.without_code("AVH21 " + "y" * 900) == "y" * 900


def test_the_slowest_expression_that_is_let_through_is_bearable():
    codes, text = line_codes(r"(\w*)(\w*)(\w*)!"), "a" * 100_000

    began = time.process_time()
    codes.code_in(text)

    assert time.process_time() - began < 1
