"""Choosing files and folders: the system's dialogs, without stopping the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from workstation.domain.other_programs import name_of_copy
from workstation.language.translator import Translator
from workstation.ui.context import UiContext

SUFFIX = ".workspace"


def ask_files(parent: QWidget, tr: Translator, then: Callable[[Sequence[Path]], object]) -> None:
    """Any files: what a file is decides its content, not its name."""
    dialog = QFileDialog(parent, tr("Files to take in"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    _open(dialog, tr)


def ask_folder(parent: QWidget, tr: Translator, then: Callable[[Sequence[Path]], object]) -> None:
    dialog = QFileDialog(parent, tr("Folder to take in"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda name: then([Path(name)]))
    _open(dialog, tr)


def ask_workspace(parent: QWidget, tr: Translator, start: Path, then: Callable[[Path], object]) -> None:
    """A workspace is a folder; its own folder is chosen."""
    dialog = QFileDialog(parent, tr("Open workspace"), str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    _open(dialog, tr)


def ask_new_workspace(
    parent: QWidget, tr: Translator, suggestion: Path, then: Callable[[Path], object]
) -> None:
    """Name and place of a new workspace; the folder gets the suffix that tells what it is."""
    dialog = QFileDialog(parent, tr("New workspace"), str(suggestion.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(suggestion.name)
    dialog.fileSelected.connect(lambda name: then(_with_suffix(Path(name))))
    _open(dialog, tr)


def ask_memo_file(
    parent: QWidget, context: UiContext, suggestion: str, then: Callable[[Path], object]
) -> None:
    """Where a memo is written; the system asks before it replaces a file. `suggestion` is a name without suffix."""
    dialog = QFileDialog(parent, context.tr("Export memo"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDirectory(_where_to_save(context))
    dialog.selectFile(_file_name(suggestion, "pdf"))
    _save(dialog, context, then)


def ask_copy_file(parent: QWidget, context: UiContext, name: str, then: Callable[[Path], object]) -> None:
    """Where a copy of an original is written, under its own name."""
    dialog = QFileDialog(parent, context.tr("Save a copy"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDirectory(_where_to_save(context))
    dialog.selectFile(name_of_copy(name))
    _save(dialog, context, then)


def ask_sheet_file(
    parent: QWidget, context: UiContext, suggestion: str, then: Callable[[Path], object]
) -> None:
    """Where a table is written as a spreadsheet. `suggestion` is a name without suffix."""
    dialog = QFileDialog(parent, context.tr("Export the table"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.setNameFilter("Excel (*.xlsx)")
    dialog.setDirectory(_where_to_save(context))
    dialog.selectFile(_file_name(suggestion, "xlsx"))
    _save(dialog, context, then)


def _file_name(words: str, suffix: str) -> str:
    """Of any words, such as the name of a lot, a name that every disk takes; the dialog reads a quotation mark as the end of
    one name and the beginning of the next."""
    plain = words.replace("/", "-").replace("\\", "-")
    return name_of_copy(f"{plain}.{suffix}")


def _with_suffix(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def _where_to_save(context: UiContext) -> str:
    """The folder that was saved in last, at first the documents of the user: a window has no folder that it stands in."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    wanted = filter(None, (context.arranged.saved_in, documents))
    return next((place for place in wanted if Path(place).is_dir()), str(Path.home()))


def _save(dialog: QFileDialog, context: UiContext, then: Callable[[Path], object]) -> None:
    def chosen(name: str) -> None:
        context.arranged.keep_saved_in(str(Path(name).parent))
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    _open(dialog, context.tr)


def _open(dialog: QFileDialog, tr: Translator) -> None:
    """The catalogue that comes with Qt 6.11 lacks two of the words of its own dialog."""
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("Look in:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Files of type:"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
