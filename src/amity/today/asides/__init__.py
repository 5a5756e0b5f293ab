"""Set cards aside: not now, let it pass, not so."""
