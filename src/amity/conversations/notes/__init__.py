"""Notes of talks: what was said, who took part, and what its marked lines become."""
