"""Shared Qt fixtures and the leak net: a widget, timer or thread that outlives its test fails it."""

import os
import threading
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workstation.language.translator import Language, Translator
from workstation.ui.context import UiContext
from workstation.ui.theme import Theme
from workstation.ui.theme.fonts import Fonts
from workstation.ui.theme.icons import Icons
from workstation.ui.theme.tokens import load_tokens

PATIENCE = 60_000  # ms
ALLOWED = Path(__file__).with_name("qt_message_allow_list.txt")


def allowed_messages() -> list[str]:
    """The lines of the allow-list without their reasons, as regular expressions."""
    lines = ALLOWED.read_text("utf-8").splitlines()
    return [line.split("  # ")[0] for line in lines if line.strip() and not line.startswith("#")]


def pytest_configure(config):
    patterns = config.getini("qt_log_ignore")
    patterns.extend(pattern for pattern in allowed_messages() if pattern not in patterns)


class PatientQtBot(QtBot):
    """Waits for what a test expects however slow the machine is: a limit says how long a failure takes, no more."""

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal, *, timeout=PATIENCE, raising=None, **more):
        """A wait that may end without the signal (`assertNotEmitted`) is as short as it was asked to be."""
        limit = timeout if raising is False else max(timeout, PATIENCE)
        return super().waitSignal(signal, timeout=limit, raising=raising, **more)

    def waitSignals(self, signals, *, timeout=PATIENCE, **more):
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE), **more)


@pytest.fixture
def qtbot(qapp, request):
    return PatientQtBot(request)


@pytest.fixture(scope="session")
def fonts(qapp):
    tokens = load_tokens("light")
    return Fonts(tokens.type.families, tokens.type.features)


@pytest.fixture(scope="session")
def icons(qapp):
    return Icons()


@pytest.fixture(scope="session")
def themes(qapp, fonts, icons):
    return {name: Theme.load(name, fonts=fonts, icons=icons) for name in ("light", "dark")}


@pytest.fixture
def wears(qapp, themes):
    """Puts a theme and its style sheet on all that the test opens: parts that stand without the window that wears it."""

    def put_on(scheme):
        themes[scheme].apply(qapp)
        qapp.setStyleSheet(themes[scheme].stylesheet)
        return themes[scheme]

    yield put_on
    qapp.setStyleSheet("")
    themes["light"].apply(qapp)


@pytest.fixture
def theme(wears):
    return wears("light")


@pytest.fixture
def tr():
    return Translator()


@pytest.fixture
def context(theme, tr):
    return UiContext(tr=tr, theme=theme)


@pytest.fixture(scope="session")
def chinese():
    return Translator(Language.CHINESE)


def _drop_deferred():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def leak_net(request):
    """Fails a test that leaves a top-level widget, a running timer or a thread behind."""
    if not {"qtbot", "qapp", "context", "theme"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    threads_before = set(threading.enumerate())
    widgets_before = set(QApplication.topLevelWidgets())
    yield
    _drop_deferred()
    leaked = [widget for widget in QApplication.topLevelWidgets() if widget not in widgets_before]
    names = [f"{type(widget).__name__} {widget.objectName()}".strip() for widget in leaked]
    timers = [timer for widget in leaked for timer in widget.findChildren(QTimer) if timer.isActive()]
    threads = [thread.name for thread in threading.enumerate() if thread not in threads_before]
    assert not names, f"top-level widgets outlive the test (qtbot.addWidget them): {names}"
    assert not timers, "running timers outlive the test"
    assert not threads, f"threads outlive the test: {threads}"
