"""Offline due-diligence workstation: evidence to price, unbroken."""

__version__ = "0.1.0"
