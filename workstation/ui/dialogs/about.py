"""Version, licences, and where the log file is."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.shell import Shell
from workstation.ui.widgets.base import Label


class AboutSheet(TitledSheet):
    def __init__(self, context: UiContext, host: QWidget, shell: Shell) -> None:
        tr = context.tr
        super().__init__(context, host, tr("About"), QSize(720, 560))
        version = tr("Workstation {version}", version=shell.version)
        said = tr("Offline due diligence for bad-loan lots. Nothing leaves this computer.")
        self.content.addWidget(Label(context, version, weight=600))
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.content.addWidget(
            Label(context, tr("Log file: {path}", path=shell.log_file), tone="ink2", wrap=True)
        )
        self.content.addWidget(Label(context, tr("Licences of what it is built from"), weight=600))
        text = QPlainTextEdit(shell.notices())
        text.setReadOnly(True)
        text.setFont(context.theme.font(context.theme.tokens.type.caption))
        text.setAccessibleName(tr("Licences of what it is built from"))
        self.content.addWidget(text, 1)
