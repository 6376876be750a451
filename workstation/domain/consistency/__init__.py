"""What the papers of a lot say of the same thing, and where they do not agree."""
