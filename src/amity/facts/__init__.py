"""Facts about each field of any object: known, assumed or to be found out.

Terms: a *fact* is about one field of one *subject* (a `Ref`); a *known* one names its source, an *assumed* one is the
agency's belief, one *to find out* has an owner and a due date. Commands: state_fact, ask, answer, take_over, withdraw.
"""
