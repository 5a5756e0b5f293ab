"""What holds of a person from a day on: discipline, working time and lead."""
