"""The Claims panel: what the terms of a claim come to, and taking it."""

import pytest
from PySide6.QtCore import Qt

from workstation.domain.claims import Claim
from workstation.domain.evidence import FieldState, support
from workstation.language.translator import Language
from workstation.ui.panels.claims import ClaimsPanel


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_the_computed_figure_is_taken_as_the_claim_for_the_bid_with_its_reason(reader_in, language):
    """W31: it had to be typed."""
    reader = reader_in(language)
    panel = reader.opens(ClaimsPanel)
    before, offered = reader.row(Claim).capped_claim, panel.comparison._offer
    assert offered is not None
    assert reader.desk.context.formats.money(offered[0]) in panel.comparison.take.text()
    reader.qtbot.mouseClick(panel.comparison.take, Qt.MouseButton.LeftButton)
    reader.waits(lambda: reader.row(Claim).capped_claim == offered[0])
    reader.waits(panel.comparison.take.isHidden)
    found = support(reader.desk.record, reader.row(Claim), "capped_claim")
    assert found.reason == offered[1]
    assert found.state is not FieldState.CONFLICT, (
        "the pages say something else, and the reason says why it stands"
    )
    reader.desk.undo()
    reader.waits(lambda: reader.row(Claim).capped_claim == before)
