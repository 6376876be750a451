"""How the claim came to the seller, and who else holds or uses the security: chain of title, leases, seizures, photos."""

from typing import Any

from workstation.application.memo.examined import LEASES, PHOTOS, SEIZURES, TITLE, Titles, nothing
from workstation.application.memo.figures import FigureMaker, Translate
from workstation.application.memo.material import NUMBER, Material
from workstation.domain.collateral import Collateral, Encumbrance, EncumbranceKind
from workstation.domain.documents import Photo
from workstation.domain.leases import Lease
from workstation.domain.memo import (
    Block,
    Column,
    Figure,
    Group,
    Line,
    Paragraph,
    Passage,
    Row,
    Section,
    Table,
    Text,
    plain,
)
from workstation.domain.seizures import Seizure
from workstation.domain.transfers import chain


def title_section(material: Material, figures: FigureMaker, titles: Titles) -> Section:
    """Every link of the chain, by day, with all that is recorded of it."""
    tr, links = figures.tr, chain(material.record)
    if not links:
        return Section(tr("Chain of title"), (Paragraph(nothing(material, figures, titles, TITLE)),))
    groups = tuple(
        Group(
            tr(
                "{number}: {giver} to {taker}",
                number=at,
                giver=figures.text(link, "giver"),
                taker=figures.text(link, "taker"),
            ),
            figures.facts(link),
        )
        for at, link in enumerate(links, 1)
    )
    return Section(tr("Chain of title"), groups)


def holders(material: Material, figures: FigureMaker, titles: Titles, row: Collateral) -> list[Block]:
    """Leases, seizures and photos of one thing; of which there are none, whether anybody looked, a line each."""
    tr, record = figures.tr, material.record
    blocks: list[Block] = []
    none: list[tuple[str, Line]] = []
    for title, kind, rows, items in (
        (tr("Leases"), EncumbranceKind.LEASE, record.all(Lease, collateral=row.id), LEASES),
        (tr("Seizures"), EncumbranceKind.SEIZURE, record.all(Seizure, collateral=row.id), SEIZURES),
    ):
        elsewhere = record.all(Encumbrance, collateral=row.id, kind=kind)
        if rows:
            heads = [f"{title} {at}" for at in range(1, len(rows) + 1)] if len(rows) > 1 else [title]
            blocks += [Group(head, figures.facts(each)) for head, each in zip(heads, rows, strict=True)]
        elif elsewhere:
            none.append(
                (title, plain(tr("Recorded under who is paid before us: {count}.", count=len(elsewhere))))
            )
        else:
            none.append((title, nothing(material, figures, titles, items)))
    if photos := record.all(Photo, collateral=row.id):
        blocks.append(Group(tr("Photos"), (_photos(figures, photos),)))
    else:
        none.append((tr("Photos"), nothing(material, figures, titles, PHOTOS)))
    return [*blocks, *_without(none, tr)]


def _without(none: list[tuple[str, Line]], tr: Translate) -> tuple[Group, ...]:
    """One head for all of them: many things of which little is known stand on few pages."""
    if len(none) < 2:
        return tuple(Group(title, (Paragraph(said),)) for title, said in none)
    rows = tuple(Row(((Text(title, strong=True),), said)) for title, said in none)
    return (Group(tr("Who holds and uses it"), (Table((Column(""), Column("", share=1.0)), rows),)),)


def _photos(figures: FigureMaker, photos: tuple[Photo, ...]) -> Table:
    tr = figures.tr
    rows = tuple(
        Row(
            (
                plain(figures.text(photo, "document")),
                plain(photo.caption or "—"),
                _taken(figures, photo),
                _mark(figures, photo),
            )
        )
        for photo in photos
    )
    heads = (
        Column(tr("Document"), share=0.8),
        Column(tr("What it shows"), share=1.0),
        Column(tr("Taken at")),
        Column(tr("Source"), NUMBER),
    )
    return Table(heads, rows)


def _newest(figures: FigureMaker, photo: Photo) -> Any:
    versions = figures.record.versions_of(photo.document or "")
    return versions[-1] if versions else None


def _taken(figures: FigureMaker, photo: Photo) -> Line:
    version = _newest(figures, photo)
    return plain(version.taken_at or "—" if version is not None else "—")


def _mark(figures: FigureMaker, photo: Photo) -> Line:
    """The picture itself, as the first page of its document."""
    version = _newest(figures, photo)
    if version is None or not version.pages:
        return plain("—")
    lit = Passage(label=figures.tr(Photo.title), value=photo.caption or "")
    return (Figure(marks=(figures.place(version.id, 0, lit),)),)
