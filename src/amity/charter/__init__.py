"""Duties on an account, and the joint objectives of its account and project managers.

Terms: a *duty* is *distinct* (one accountable) or *shared* (one accountable per side and a rule between them); it
points at a *role*, which a person holds on the account or project. *One hat*: one person holds both sides, and a step
between them is skipped and recorded as skipped. A *joint objective* is the same on both pages. Commands: set_questions,
change_duty, reset_duty, skip_step, set_objective, read_objective, drop_objective.
"""
