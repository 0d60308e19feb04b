"""Sheets that ask for what one step needs."""
