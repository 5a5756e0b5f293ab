"""What is known, assumed or to find out, field by field, about anything; owner: a fact and its question.

Terms: a *fact* is what is said of one field of one *subject* (a `Ref`); *known* names who said so, *assumed* is
believed by the agency, *to find out* has an owner and a day. Commands: state_fact, ask, answer, take_over, withdraw.
"""
