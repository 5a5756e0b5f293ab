"""Reads of the register, client inputs and the expectations of projects, as seen by somebody."""
