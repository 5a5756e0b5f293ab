"""The agenda of a huddle: what is open between the two, the most at stake first."""
