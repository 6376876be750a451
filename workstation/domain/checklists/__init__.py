"""The checklist of a lot (domain.md 2): items are pack data, answers are records."""
