"""What a form shows of one field, and what its lists offer: values without Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workstation.domain.checklists.answers import Severity
from workstation.domain.fields import Field
from workstation.ui.widgets.values import Chip

YES, NO = "yes", "no"  # what a list of yes and no stores, whatever its words are called


@dataclass(frozen=True, slots=True)
class FieldAct:
    """What can be done about a note in one click: `word` is what the button says, `key` what the form sends."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """`text` as the editor shows it (the value of a choice, the id of a reference), `echo` the grey text at its
    right, `note` a rule's words below with their severity (None is a plain caption) and what
    can be done about it (`acts`); a field that this variant of the record lacks is `hidden`."""

    text: str = ""
    echo: str = ""
    chip: Chip | None = None
    note: str = ""
    severity: Severity | None = None
    hidden: bool = False
    acts: tuple[FieldAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a choice or a reference: what is stored and what is read."""

    value: str
    word: str


Options = Callable[[Field], Sequence[Option]]
Check = Callable[[Field, str], object]  # raises UserError when the text is no value of the field
