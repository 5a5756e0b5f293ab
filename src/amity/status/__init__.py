"""Own the status of projects: what their project managers answer each week, and where the data differ.

Terms: status (one answer about a project), ask (a project asked about in a round), contradiction (a question that the
data raise about the latest status). Commands: `answer_status`, `confirm_status`, `answer_contradiction`.
"""
