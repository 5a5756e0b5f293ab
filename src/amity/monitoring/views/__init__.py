"""Pages of the register, client inputs, and the expectations of projects."""
