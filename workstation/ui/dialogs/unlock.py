"""The password of a locked file: asked once, kept by the system where that is wished."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QWidget

from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.widgets.base import Label


class UnlockSheet(TitledSheet):
    """Enter tries the password on the file and on everything else in the lot that is locked."""

    def __init__(self, desk: Desk, host: QWidget, version: str, name: str) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Open {name}", name=name), QSize(520, 260))
        self._desk = desk
        self._version = version
        said = tr(
            "The file itself stays as it is. Other locked files of the lot are tried with the same password."
        )
        self.password = self.password_line(tr("Password"), self._open)
        self.remember = QCheckBox(tr("Keep it in the keyring of this computer"))
        self.remember.setFont(context.theme.font())
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.content.addWidget(self.password)
        self.content.addWidget(self.remember)
        self.content.addStretch(1)
        self.add_buttons(tr("Open")).clicked.connect(self._open)

    @property
    def first(self) -> QWidget:
        return self.password

    def _open(self) -> None:
        password = self.password.text()
        if password:
            self.close_sheet()
            self._desk.unlock(self._version, password, remember=self.remember.isChecked())
