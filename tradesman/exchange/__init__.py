"""What comes in and goes out: files other programs read and write."""
