"""How fast the program is, as ratios of two things measured side by side in one run. Never part of the tests."""
