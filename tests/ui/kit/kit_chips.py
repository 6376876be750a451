"""The chips that a form makes of evidence, made without a record."""

from workstation.ui.widgets.values import Chip, ChipState


def evidenced_chip(tr, label, document, page, more=0):
    word = tr("p. {page}", page=page) + (f" +{more}" if more else "")
    return Chip(ChipState.EVIDENCED, word, f"{label}, evidenced, {document} page {page}")


def assumed_chip(tr, label, reason):
    return Chip(ChipState.ASSUMED, tr("assumed"), f"{label}, assumed, {reason}")


def conflict_chip(tr, label):
    return Chip(ChipState.CONFLICT, tr("{count} sources", count=2), f"{label}, 2 sources")


def broken_chip(tr, label):
    return Chip(ChipState.BROKEN, tr("changed"), f"{label}, changed")
