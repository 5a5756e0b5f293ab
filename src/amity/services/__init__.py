"""The services map: who does what for each client, and what else we could do for them.

A cell is one service at one account. It follows from what we delivered, quoted and invoiced, or from what someone
recorded with evidence. White space are the services we don't deliver, ranked by what similar clients buy.
"""
