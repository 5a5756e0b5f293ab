"""What we found: the three questions of the first hour, the findings they make possible, and the page to print.

Terms: *material* (what findings are made from, as somebody may see it), *told* (a finding in words), *guess* (a dashed
answer that counts for nothing until somebody presses it). Main commands: `answer_payment`, `take_guesses`.
"""
