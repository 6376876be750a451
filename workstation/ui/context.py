"""What every widget is handed: language, formats and the look."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workstation.application.ports.preferences import KEPT_DOCUMENTS, ReadingPlace, TableLook
from workstation.language.formats import Formats
from workstation.language.labels import choice_label
from workstation.language.translator import Language, Translator
from workstation.ui.theme import Theme
from workstation.ui.theme.icons import Icons


class HiddenColumns:
    """Which columns of which table a person does not want to see, by the keys of the table's columns; `changed` hears
    of a new choice, to remember it."""

    def __init__(self, found: Mapping[str, Iterable[str]] | None = None) -> None:
        self._found = {table: frozenset(keys) for table, keys in (found or {}).items()}
        self.changed: Callable[[dict[str, tuple[str, ...]]], None] | None = None

    def of(self, table: str) -> frozenset[str]:
        return self._found.get(table, frozenset())

    def keep(self, table: str, keys: frozenset[str]) -> None:
        self._found[table] = keys
        if self.changed is not None:
            self.changed({name: tuple(sorted(hidden)) for name, hidden in self._found.items() if hidden})


class Arrangement:
    """How a person arranged tables and splitters, where each document was left and the folder that was saved in last, to
    find them so at the next start; `changed` hears of each change."""

    def __init__(
        self,
        tables: Mapping[str, TableLook] | None = None,
        splits: Mapping[str, tuple[int, ...]] | None = None,
        documents: Mapping[str, ReadingPlace] | None = None,
        saved_in: str = "",
    ) -> None:
        self.tables = dict(tables or {})
        self.splits = dict(splits or {})
        self.documents = dict(documents or {})
        self.saved_in = saved_in
        self.changed: Callable[[], None] | None = None

    def table(self, name: str) -> TableLook:
        return self.tables.get(name, TableLook())

    def keep_table(self, name: str, look: TableLook) -> None:
        if look != self.table(name):
            self.tables[name] = look
            self._tell()

    def keep_split(self, name: str, sizes: Iterable[int]) -> None:
        self.splits[name] = tuple(sizes)
        self._tell()

    def keep_document(self, version: str, place: ReadingPlace) -> None:
        """The one read last stands last; of the others those that were read longest ago are forgotten."""
        if self.documents.pop(version, None) is None and len(self.documents) >= KEPT_DOCUMENTS:
            del self.documents[next(iter(self.documents))]
        self.documents[version] = place
        self._tell()

    def keep_saved_in(self, folder: str) -> None:
        self.saved_in = folder
        self._tell()

    def _tell(self) -> None:
        if self.changed is not None:
            self.changed()


@dataclass(frozen=True, slots=True)
class UiContext:
    """Resolved when a widget is built: on a change of language or theme the workbench builds its widgets again.

    `formats` writes numbers, money and dates as the language does (`workstation.language.formats.Formats`). `today` is that
    of the workspace, where one is open; None where nobody knows, and then no day is read without its year.
    """

    tr: Translator
    theme: Theme
    formats: Formats = field(default_factory=lambda: Formats(Language.ENGLISH))
    hidden: HiddenColumns = field(default_factory=HiddenColumns)
    arranged: Arrangement = field(default_factory=Arrangement)
    today: Callable[[], date | None] = lambda: None

    @property
    def icons(self) -> Icons:
        return self.theme.icons

    def choice_word(self, member: StrEnum) -> str:
        """The word that a person reads for a choice."""
        return self.tr(choice_label(member))
