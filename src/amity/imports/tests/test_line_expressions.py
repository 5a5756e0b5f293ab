"""Expressions for line codes: useful ones work, and none takes longer than its text is long."""

import time

import pytest

from amity.imports.line_codes.rules import LOOKED_AT, line_codes
from amity.imports.rules import Unreadable


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
    found_by = line_codes(expression).expression

    assert found_by is not None
    assert found_by.text == expression


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("(", "line_code_expression"),
        ("(" * 3_000, "line_code_heavy"),
        ("a{99999999999999999999}", "line_code_heavy"),
        ("(?:(?=A+)A?)*b", "line_code_unsupported"),
        (r"(a)\1", "line_code_unsupported"),
        ("\ud800", "line_code_expression"),
    ],
)
def test_an_expression_that_cannot_be_used_is_refused_with_the_reason(expression, code):
    with pytest.raises(Unreadable) as refused:
        line_codes(expression)

    assert refused.value.reason.code == code


def test_a_code_is_looked_for_in_the_beginning_of_a_text_only():
    codes = line_codes(r"([A-Z]{3}\d+)")

    assert codes.code_in("x" * (LOOKED_AT - 4) + "AVH21") == "AVH2"
    assert codes.code_in("x" * LOOKED_AT + "AVH21") == ""
    assert codes.without_code("AVH21 " + "y" * 900) == "y" * 900


@pytest.mark.parametrize("expression", [r"(\w*)(\w*)(\w*)!", "(?:a|a)" * 22 + "b", "^(A+)+$", r".*.*.*.*x"])
def test_no_expression_takes_longer_than_its_text_is_long(expression):
    codes = line_codes(expression)

    began = time.process_time()
    assert codes.code_in("a" * 100_000) == ""

    assert time.process_time() - began < 1
