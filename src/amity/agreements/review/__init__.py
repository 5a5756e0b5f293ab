"""Reviews: who must clear a version, and outside counsel."""
