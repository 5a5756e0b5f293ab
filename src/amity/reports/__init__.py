"""Findings: the three questions of the first hour, the findings they make possible, and the page to print.

Terms: *material* (the input of findings, as a person may see it), *guess* (a dashed answer that has no effect until
someone accepts it). Main commands: `answer_payment`, `take_guesses`.
"""
