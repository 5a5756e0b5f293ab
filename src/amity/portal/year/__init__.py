"""The year in figures for contacts who may see money: what is agreed, what is spent, and what is left."""
