"""Terms of periods: what is included, what rolls over, what overage costs, and sentences on them."""
