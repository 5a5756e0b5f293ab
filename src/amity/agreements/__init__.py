"""What agency and client agree on: from draft over reviews to signature and end, changed by orders.

Terms: agreement, fee model, term, library, version, review, recorded, change order. Main commands:
`draft_agreement`, `open_agreement`, `agree_terms`, `say_terms`, `submit_agreement`, `give_verdict`, `record_signature`.
"""
