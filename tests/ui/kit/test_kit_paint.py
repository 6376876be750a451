"""Shape before colour: what is painted can be told apart without it."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.chip import (
    chip_size,
    paint_chip,
    paint_status,
    paint_tag,
    status_size,
    tag_size,
)
from workstation.ui.widgets.paint.figures import figure_width, paint_countdown, paint_figure
from workstation.ui.widgets.paint.meters import (
    meter_colour,
    paint_coverage,
    paint_meter,
    paint_progress,
    paint_shares,
)
from workstation.ui.widgets.paint.severity import (
    mark_size,
    paint_counts,
    paint_mark,
    paint_shape,
)
from workstation.ui.widgets.values import (
    Chip,
    ChipState,
    Countdown,
    Coverage,
    KeyFigure,
    Meter,
    Progress,
    SeverityMark,
    Shares,
    StatusChip,
    Tag,
    Urgency,
)
from workstation.ui.widgets.words import severity_counts


def drawn(paint, value, theme: Theme, width=120, height=24) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.colours.canvas)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, width, height), value, theme)
    painter.end()
    return image


def inked(image: QImage, theme: Theme) -> set[tuple[int, int]]:
    """The pixels that differ clearly from the ground, whatever their colour."""
    ground = theme.colours.canvas.lightness()
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if abs(image.pixelColor(x, y).lightness() - ground) > 40
    }


@pytest.mark.parametrize("name", ["light", "dark"])
def test_severities_have_four_shapes_that_survive_grey(themes, name):
    theme = themes[name]
    for open_ in (True, False):
        shapes = [
            inked(drawn(paint_shape, SeverityMark(s, open=open_), theme, 14, 14), theme) for s in Severity
        ]
        for one, other in combinations(shapes, 2):
            assert len(one ^ other) > 25


def test_a_resolved_mark_keeps_its_shape_and_loses_its_colour(theme):
    for severity in Severity:
        open_ = drawn(paint_shape, SeverityMark(severity), theme, 14, 14)
        closed = drawn(paint_shape, SeverityMark(severity, open=False), theme, 14, 14)
        assert open_ != closed
        assert len(inked(open_, theme) ^ inked(closed, theme)) < 60


@pytest.mark.parametrize("name", ["light", "dark"])
def test_evidence_states_differ_without_their_words(themes, name):
    theme = themes[name]
    pictures = {state: drawn(paint_chip, Chip(state, "x"), theme, 60, 20) for state in ChipState}
    for one, other in combinations(ChipState, 2):
        assert pictures[one] != pictures[other], (one, other)


def test_check_statuses_differ_without_their_words(theme):
    pictures = [drawn(paint_status, StatusChip(status, "x"), theme, 60, 20) for status in CheckStatus]
    for one, other in combinations(pictures, 2):
        assert one != other


def test_a_chip_is_as_wide_as_its_word_and_twenty_high(theme):
    short, long = Chip(ChipState.EVIDENCED, "p. 1"), Chip(ChipState.EVIDENCED, "p. 1234")
    assert chip_size(short, theme).width() < chip_size(long, theme).width()
    assert (
        chip_size(short, theme).height()
        == status_size(StatusChip(CheckStatus.MISSING, "x"), theme).height()
        == 20
    )
    assert tag_size(Tag("DD"), theme).height() == 20


def test_a_chip_in_a_narrow_cell_stays_inside(theme):
    image = drawn(paint_chip, Chip(ChipState.ASSUMED, "a very long word indeed"), theme, 50, 24)
    wide = drawn(paint_chip, Chip(ChipState.ASSUMED, "a very long word indeed"), theme, 200, 24)
    assert image.width() == 50
    assert inked(wide, theme)


def test_coverage_shows_its_parts_in_proportion(theme):
    image = drawn(paint_coverage, Coverage(5, 3, 1, 1), theme, 83, 8)
    colours = [image.pixelColor(x, 4).name() for x in range(83)]
    assert abs(colours.count(theme.colours.evid.name()) - 40) <= 1
    assert abs(colours.count(theme.colours.kill.name()) - 8) <= 1


def test_coverage_of_nothing_is_an_empty_track(theme):
    image = drawn(paint_coverage, Coverage(0), theme, 80, 8)
    assert image.pixelColor(40, 4) == theme.colours.line


def test_a_meter_turns_green_at_its_gate(theme):
    assert meter_colour(Meter(0.85), theme) == theme.colours.evid
    assert meter_colour(Meter(0.84), theme) == theme.colours.bar_soft
    assert meter_colour(Meter(0.2), theme) == theme.colours.bar_mute


def test_a_meter_has_a_tick_at_its_gate(theme):
    image = drawn(paint_meter, Meter(0.1), theme, 100, 24)
    assert image.pixelColor(85, 6) == theme.colours.ink
    assert drawn(paint_meter, Meter(0.1, gate=None), theme, 100, 24).pixelColor(85, 6) == theme.colours.canvas


def test_progress_without_a_total_is_an_empty_track(theme):
    unknown = drawn(paint_progress, Progress(7, None), theme)
    half = drawn(paint_progress, Progress(7, 14), theme)
    assert half.pixelColor(30, 12) == theme.colours.accent
    assert not [x for x in range(unknown.width()) if unknown.pixelColor(x, 12) == theme.colours.accent]
    assert unknown.pixelColor(30, 12) == half.pixelColor(90, 12) == theme.colours.line  # what is not done yet
    assert drawn(paint_progress, Progress(7, 14, failed=True), theme).pixelColor(30, 12) == theme.colours.high


def test_amber_tints_the_clock_only_and_red_the_words_too(theme):
    def colours(urgency):
        image = drawn(paint_countdown, Countdown("2 d", "x", urgency), theme, 120, 36)
        return {image.pixelColor(x, y).name() for x in range(120) for y in range(36)}

    assert theme.colours.kill.name() in colours(Urgency.RED)
    assert theme.colours.ink.name() not in colours(Urgency.RED)
    assert theme.colours.kill.name() not in colours(Urgency.AMBER)


def test_counts_stand_side_by_side_and_zero_is_not_shown(theme, tr):
    counts = severity_counts(tr, {Severity.KILL: 1, Severity.HIGH: 0, Severity.MEDIUM: 4})
    assert [mark.count for mark in counts.marks] == [1, 4]
    assert counts.spoken == "Kill 1, Medium 4"
    assert inked(drawn(paint_counts, counts, theme), theme)


def test_figures_are_measured_with_all_they_show(theme):
    plain = KeyFigure("a", "Max bid", "9,650,000")
    full = KeyFigure(
        "a", "Max bid", "9,650,000", "P(loss) 6.7%", meter=Meter(0.5), mark=SeverityMark(Severity.KILL)
    )
    assert figure_width(full, theme) > figure_width(plain, theme) + 84
    assert inked(drawn(paint_figure, full, theme, 300, 56), theme)
    assert full.sentence == "Max bid 9,650,000, P(loss) 6.7%"


def test_marks_and_tags_paint_their_words(theme):
    assert mark_size(SeverityMark(Severity.LOW, word="Low"), theme).width() > 14
    assert inked(drawn(paint_mark, SeverityMark(Severity.LOW, word="Low"), theme), theme)
    assert inked(drawn(paint_tag, Tag("DD"), theme), theme)


def test_shares_fill_their_part_and_the_gate_stands_over_them(theme):
    image = drawn(paint_shares, Shares(((0.5, "evid"), (0.2, "accent")), gate=0.85), theme, 100, 30)
    assert image.pixelColor(20, 15) == theme.colours.evid
    assert image.pixelColor(60, 15) == theme.colours.accent
    assert image.pixelColor(80, 15) == theme.colours.line
    assert image.pixelColor(85, 4) == theme.colours.ink
