"""Own decisions: a question with a deadline, what is known, options with effects on both sides, who was asked, what
was decided and why, who was informed, and how it turned out.

Commands: `open_decision`, `decide_at_once`, `add_option`, `add_fact`, `ask_colleague`, `answer`, `decide`, `review`.
"""
