"""Mails as a paper to read and as a holder of files."""
