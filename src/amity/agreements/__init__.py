"""Agreements with clients, from draft through review to signature and end, and their change orders.

Terms: agreement, fee model, term, library, version, review, recorded, change order. Main commands: `draft_agreement`,
`open_agreement`, `agree_terms`, `say_terms`, `submit_agreement`, `give_verdict`, `record_signature`.
"""
