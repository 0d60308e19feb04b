"""The widget kit: one file per widget idea, all drawn from the theme."""
