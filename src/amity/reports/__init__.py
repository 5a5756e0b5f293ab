"""What we found: the three questions of the first hour, the findings they make possible, and the page to print.

Terms: *material* (what findings are made from, as someone may see it), *guess* (a dashed
answer that counts for nothing until someone presses it). Main commands: `answer_payment`, `take_guesses`.
"""
