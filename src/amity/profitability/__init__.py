"""Revenue, margin, quoted against actual and what we found: rules and queries over the monthly sums of time.

Terms: revenue to date, net fees (AGI), delivery margin, effective rate, over-servicing, not quoted, finding.
"""
