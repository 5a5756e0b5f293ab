"""Own contact reports: what was decided, promised or asked in talks with a client, sent to the client through the gate.

Commands: `draft_report`, `submit_report`, `correct`, `confirm`.
"""
