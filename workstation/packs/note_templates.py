"""Templates of notes from the pack."""

from workstation.domain.notes import NoteKind, NoteTemplate
from workstation.resources import read_toml


def load_note_templates() -> tuple[NoteTemplate, ...]:
    """In the order of the pack."""
    pack = read_toml("packs", "note_templates.toml")
    return tuple(
        NoteTemplate(kind=NoteKind(entry["kind"]), zh=entry["zh"].strip(), en=entry["en"].strip())
        for entry in pack["template"]
    )
