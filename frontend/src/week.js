// The keys of the week grid.
