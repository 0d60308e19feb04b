"""What is seen: one page for each place on the rail, and one for a customer, a quote and a job."""
