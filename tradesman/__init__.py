"""Tradesman: the process that wins and keeps customers, for a business of one."""

__version__ = "0.1.0"
