"""What is true: the entities of a tradesman's book, their rules, and the store that keeps them."""
