"""What is handed over: the papers and messages a customer or partner receives."""
