"""Every part in both themes and both languages, as PNG: set KIT_GALLERY to a folder to keep the pictures."""

import os
from pathlib import Path

import pytest
from kit_gallery import gallery

from workstation.ui.context import UiContext


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_parts_are_drawn(qtbot, wears, tr, chinese, tmp_path, scheme, language):
    theme = wears(scheme)
    context = UiContext(tr=chinese if language == "zh" else tr, theme=theme)
    sheet = gallery(context)
    qtbot.addWidget(sheet)
    sheet.show()
    folder = Path(os.environ.get("KIT_GALLERY", tmp_path))
    picture = sheet.grab()
    assert picture.save(str(folder / f"kit-{language}-{scheme}.png"))
    assert picture.width() >= 1400
