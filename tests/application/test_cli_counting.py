"""Long work of a command tells how far it is, where a person sits at the terminal."""

import io
import sys

import pytest

from workstation.cli.counting import counted
from workstation.language.translator import Language, Translator

ENGLISH = Translator(Language.ENGLISH)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stderr", "told"), [(Terminal(), True), (io.StringIO(), False)])
def test_it_is_counted_on_one_line_that_is_clear_again_at_the_end(monkeypatch, stderr, told):
    monkeypatch.setattr(sys, "stderr", stderr)
    times = iter((0.0, 0.1, 0.7, 0.8, 1.3, 9.0))
    with counted(ENGLISH, times.__next__) as progress:
        for done in (0, 10, 20, 30, 40):
            progress.step(done, 40, "a paper")
    assert stderr.getvalue() == ("\r10 of 40\r30 of 40\r        \r" if told else "")


def test_short_work_writes_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with counted(ENGLISH, lambda: 0.0) as progress:
        progress.step(1, 2)
    assert sys.stderr.getvalue() == ""
