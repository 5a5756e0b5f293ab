"""Which expectation belongs to which project, and the row of its conflicts among risks and blockers."""
