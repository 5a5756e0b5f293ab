"""Work at no charge: its budget, what is used and left, and who agrees. Time on no quoted line is counted with it."""
