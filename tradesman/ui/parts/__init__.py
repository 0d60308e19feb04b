"""Parts of pages: each hides a widget in the form of one thing of the trade, and does its own steps."""
