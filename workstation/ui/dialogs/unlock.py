"""The password of a locked file: asked once, kept by the system where that is wished."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QWidget
from shiboken6 import isValid

from workstation.application.jobs import Job
from workstation.domain.reading import WrongPasswordError
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.widgets.base import Label, announce, set_tone


class UnlockSheet(TitledSheet):
    """Enter tries the password on the file and on everything else in the lot that is locked. A wrong one is said at the
    line, and typed over; the sheet closes with the files open, or stops trying."""

    def __init__(self, desk: Desk, host: QWidget, version: str, name: str) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Open {name}", name=name), QSize(520, 290))
        self._desk = desk
        self._version = version
        self._trying: Job[object] | None = None
        self.closed.connect(self._stop)
        said = tr(
            "The file itself stays as it is. Other locked files of the lot are tried with the same password."
        )
        self.password = self.password_line(tr("Password"), self._open)
        self.remember = QCheckBox(tr("Keep it in the keyring of this computer"))
        self.remember.setFont(context.theme.font())
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.tried = Label(context, tone="high", wrap=True)
        self.password.textEdited.connect(lambda _: self.tried.clear())
        self.content.addWidget(self.password)
        self.content.addWidget(self.tried)
        self.content.addWidget(self.remember)
        self.content.addStretch(1)
        self.add_buttons(tr("Open")).clicked.connect(self._open)

    @property
    def first(self) -> QWidget:
        return self.password

    def _open(self) -> None:
        password = self.password.text()
        if password and self._trying is None:
            tr = self.context.tr
            self._say(tr("Trying the password …"), "ink2")
            remember = self.remember.isChecked()
            self._trying = self._desk.unlock(
                self._version, password, remember=remember, refused=self._refused, ended=self._ended
            )
            if self._trying is None:
                self.close_sheet()

    def _refused(self, error: WrongPasswordError) -> None:
        """What was typed stays, to be typed over or mended."""
        if isValid(self):
            self._trying = None
            self._say(self.context.tr.error(error), "high")
            self.password.setFocus()
            self.password.selectAll()

    def _ended(self) -> None:
        if isValid(self):
            self._trying = None
            self.close_sheet()

    def _stop(self) -> None:
        if self._trying is not None:
            self._trying.cancel()

    def _say(self, said: str, tone: str) -> None:
        self.tried.setText(said)
        set_tone(self.tried, tone)
        self.password.setAccessibleDescription(said)
        announce(self.password, said)
