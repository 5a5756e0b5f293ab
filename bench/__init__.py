"""Measurements that are run by hand: what Amity takes, and what others wait for meanwhile."""
