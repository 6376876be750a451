"""A person who enters a lot from a sheet of facts, and a log of every text that went through the keyboard."""

from dataclasses import dataclass, field

from journey_kit import ALT, CTRL, Key, Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import Kind, field_of
from workstation.language.values import parse
from workstation.ui.dialogs.new_lot import NewLotSheet
from workstation.ui.dialogs.sources import SourcesSheet
from workstation.ui.forms.editors import ReferenceEditor
from workstation.ui.forms.form import RecordForm
from workstation.ui.panels.child_rows import ChildRows
from workstation.ui.panels.lot_tabs import TABS
from workstation.ui.panels.valuation_lines import InputLine

_TAB_KEYS = (*(getattr(Key, f"Key_{digit}") for digit in "1234567890"), Key.Key_Minus, Key.Key_Equal)


@dataclass
class Typist:
    """`log` holds each text as it was typed; what was chosen from a list stands in `chosen`."""

    person: Person
    log: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def record(self):
        return self.person.record

    def types(self, text: str) -> None:
        self.log.append(text)
        self.person.types(text)

    def makes_a_lot(self, *texts: str) -> None:
        """Ctrl+N, then the five fields of the sheet with Tab between them."""
        person = self.person
        before = person.desk.lot
        person.presses(Key.Key_N, CTRL)
        person.waits(lambda: person.is_there(NewLotSheet))
        for text in texts:
            if text:
                self.types(text)
            person.presses(Key.Key_Tab)
        person.presses(Key.Key_Return)
        person.waits(lambda: person.desk.lot != before and person.desk.record is not None)
        person.waits(lambda: person.frame.stack.currentWidget() is person.frame.lot)

    def goes_to(self, tab: str) -> None:
        place = [each.key for each in TABS].index(tab)
        self.person.presses(_TAB_KEYS[place], ALT)
        self.person.waits(lambda: self.person.frame.lot.tab == tab)
        self.person.looks()

    def adds(self, name: str, entity: str) -> str:
        """The + of a panel or of a part of it; the id of the row that came. It is the one that is shown."""
        before = set(self.record.rows.get(entity, {}))
        self.person.clicks(self.person.find(QAbstractButton, name, self.person.panel))
        return self._comes(entity, before)

    def _comes(self, entity: str, before: set[str]) -> str:
        self.person.waits(lambda: set(self.record.rows.get(entity, {})) - before)
        (new,) = set(self.record.rows[entity]) - before
        self.person.waits(lambda: self._form(entity)._row.id == new)
        return new

    def _form(self, entity: str):
        from workstation.ui.panels.row_form import RowForm

        return next(
            form
            for form in self.person.panel.findChildren(RowForm)
            if form._class.entity == entity and form.isVisible() and form.row is not None
        )

    def part(self, entity: str) -> ChildRows:
        return next(
            part
            for part in self.person.panel.findChildren(ChildRows)
            if part._parts.record_class.entity == entity and part.isVisible()
        )

    def value(self, entity: str, row: str, name: str):
        return getattr(self.record.get(BY_ENTITY[entity], row), name, None)

    def fills(self, entity: str, **texts: str) -> None:
        """Fields of the row that is shown: a click into each, the text over what stands there, Enter."""
        for name, text in texts.items():
            self._fill(entity, name, text)

    def _fill(self, entity: str, name: str, text: str) -> None:
        form = self._form(entity)
        self.person.waits(lambda: form.form.is_whole)
        self.person.looks()
        self._unfolds(form.form, name)
        editor = form.form.row(name).editor
        row = form.row.id
        before = self.value(entity, row, name)
        if isinstance(editor, QComboBox):
            self._choose(editor, text)
        else:
            self.person.clicks(editor)
            self.person.presses(Key.Key_A, CTRL)
            self.types(text)
            enter = CTRL if not isinstance(editor, QLineEdit) else Qt.KeyboardModifier.NoModifier
            self.person.presses(Key.Key_Return, enter)
        self.person.waits(
            lambda: self.value(entity, row, name) != before or self._is(entity, name, before, text)
        )

    def _unfolds(self, form: RecordForm, name: str) -> None:
        """A click on the line that an empty group is folded into."""
        line = form._folds.get(form._group_of[name])
        if line is not None and line.isVisible():
            self.person.clicks(line)
            self.person.waits(lambda: form.is_whole)
            self.person.looks()

    def picks(self, entity: str, name: str, start: str, whole: str) -> None:
        """A name that was used before: its first letters, then the line of the list that says the whole of it."""
        form = self._form(entity)
        self.person.waits(lambda: form.form.is_whole)
        self._unfolds(form.form, name)
        self.person.looks()
        editor, row = form.form.row(name).editor, form.row.id
        assert isinstance(editor, ReferenceEditor)
        before = self.value(entity, row, name)
        self.person.clicks(editor)
        self.person.presses(Key.Key_A, CTRL)
        self.person.types(start)
        popup = editor.completer().popup()
        self.person.waits(popup.isVisible)
        model = popup.model()
        (line,) = [at for at in range(model.rowCount()) if model.index(at, 0).data() == whole]
        index = model.index(line, 0)
        popup.scrollTo(index)
        self.person.looks()
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualRect(index).center())
        self.chosen.append(whole)
        self.person.waits(lambda: self.value(entity, row, name) != before)

    def names_a_party(self, name: str, role: str) -> None:
        """The line under the parties of the lot, then what the party is here."""
        before = set(self.record.rows.get("role", {}))
        self.person.clicks(self.person.panel.party)
        self.types(name)
        self.person.presses(Key.Key_Return)
        (new,) = self._new("role", before)
        part = self.part("role")
        self.person.waits(lambda: part.table.select_id(new))
        self.fills("role", kind=role)

    def _new(self, entity: str, before: set[str]) -> set[str]:
        self.person.waits(lambda: set(self.record.rows.get(entity, {})) - before)
        return set(self.record.rows[entity]) - before

    def _choose(self, combo: QComboBox, word: str) -> None:
        """A click opens the list, the arrows go to the word, Enter takes it."""
        self.person.clicks(combo)
        view = combo.view()
        self.person.waits(view.isVisible)
        place = combo.findText(word)
        assert place >= 0, f"{word} is not among {[combo.itemText(at) for at in range(combo.count())]}"
        keys = (Key.Key_Home, *[Key.Key_Down] * place, Key.Key_Return)
        for key in keys:
            QTest.keyClick(view, key)
        self.chosen.append(word)

    # the table of the valuation

    def line(self, label: str, under: str = "") -> InputLine:
        """The line of a label in the table of inputs; `under` names the group it stands in."""
        group = ""
        for row in self.person.panel.inputs.table.records.rows:
            if not isinstance(row, InputLine):
                group = f"{row.title} {row.detail}"
            elif row.label == label and under in group:
                return row
        raise AssertionError(f"no line {label!r} under {under!r}")

    def types_over(self, label: str, *texts: str, under: str = "") -> None:
        """One text for all scenarios, or one for each; "" leaves a cell as it is."""
        for place, text in enumerate(texts):
            if text:
                self._type_over(label, under, place if len(texts) > 1 else None, text)

    def leaves_out(self, label: str, place: int, why: str, *, under: str) -> None:
        """What the law puts before us is struck out of one scenario; the sheet that opens asks why."""
        self._type_over(label, under, place, "no", why)

    def _type_over(self, label: str, under: str, place: int | None, text: str, why: str = "") -> None:
        table = self.person.panel.inputs.table
        found = self.line(label, under)
        if place is None:
            place = next(at for at, cell in enumerate(found.cells) if cell is not None)
        index = table.records.index(table.records.place_of(found.id), 1 + place)
        table.scrollTo(index)
        self.person.looks()
        at = self.person.point(table.viewport(), table.visualRect(index).center())
        window = table.window().windowHandle()
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        before = found.cells[place].edit
        self.person.presses(Key.Key_Return)
        self.person.waits(lambda: table.findChild(QLineEdit) is not None)
        self.person.presses(Key.Key_A, CTRL)
        self.types(text)
        self.person.presses(Key.Key_Return)
        self.person.waits(lambda: not [each for each in table.findChildren(QLineEdit) if each.isVisible()])
        if why:
            self.person.waits(lambda: self.person.is_there(SourcesSheet))
            self.person.types(why)
            self.person.presses(Key.Key_Return)
            self.person.waits(lambda: not self.person.is_there(SourcesSheet))
        cell = found.cells[place]
        shown = cell.edit and self._is(
            cell.entity, cell.field, self.value(cell.entity, cell.row, cell.field), text
        )
        if not shown:
            self.person.waits(lambda: self.line(label, under).cells[place].edit != before)

    def drops_menu(self, name: str, entry: str, entity: str) -> str:
        """An entry of a menu that makes a row; its id."""
        before = set(self.record.rows.get(entity, {}))
        self.person.clicks(self.person.find(QAbstractButton, name, self.person.panel))
        self.person.chooses(entry)
        self.person.waits(lambda: set(self.record.rows.get(entity, {})) - before)
        (new,) = set(self.record.rows[entity]) - before
        return new

    def _is(self, entity: str, name: str, value: object, text: str) -> bool:
        """Whether a text says what stands there already: then typing it changes nothing."""
        declared = field_of(BY_ENTITY[entity], name)
        if value is None or declared.kind in {Kind.REFERENCE, Kind.CHOICE}:
            return False
        return parse(declared.kind, text).value == value
