"""What can be done: one short function for each thing a tradesman does."""
