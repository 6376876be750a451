"""Numbers that count up are given where nobody else can take the same one: inside the transaction."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from made_lots import priceable_lot
from pypdf import PdfReader

from workstation import bootstrap
from workstation.application.deciding import PlainBidRefusedError, decide
from workstation.application.memos import export_memo
from workstation.application.operations import OperationKind
from workstation.application.progress import Silent
from workstation.application.records import add_row, edit_fields
from workstation.application.valuing import freeze_run, is_stale, latest_run, lot_facts
from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Appraisal
from workstation.domain.decisions import DecisionKind, MemoRecord, Run
from workstation.domain.findings.notes import RiskNote
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.language.translator import Language

NOW = datetime(2025, 9, 5, 10, tzinfo=timezone(timedelta(hours=8)))


class Interrupted:
    """A writer before whose next operation of a kind somebody else does something."""

    def __init__(self, writer, kind, other):
        self.writer = writer
        self.kind = kind
        self.others = [other]

    def __getattr__(self, name):
        return getattr(self.writer, name)

    def run(self, step, work):
        while self.others and step.kind is self.kind:
            self.others.pop()()
        return self.writer.run(step, work)


def test_two_runs_that_are_frozen_at_the_same_time_have_two_numbers(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        lot = priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))

        def another_run():
            listing = services.reader.lot(lot).last(Listing)
            edit_fields(services.writer, "listing", listing.id, {"start_price": Money.of(2_000_000)})
            freeze_run(services, lot)

        late = replace(services, writer=Interrupted(services.writer, OperationKind.FREEZE_RUN, another_run))
        committed = freeze_run(late, lot)
        assert sorted(run.ordinal for run in services.reader.rows(Run, lot=lot)) == [1, 2]
        assert (committed.value.ordinal, committed.step.params) == (2, {"record": "2"})


def test_the_same_inputs_frozen_at_the_same_time_are_one_run(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        lot = priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))
        late = replace(
            services,
            writer=Interrupted(services.writer, OperationKind.FREEZE_RUN, lambda: freeze_run(services, lot)),
        )
        assert freeze_run(late, lot).value == services.reader.lot(lot).first(Run)
        assert len(services.reader.rows(Run, lot=lot)) == 1


def test_of_two_memos_that_are_exported_at_the_same_time_the_later_bears_the_next_number(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    english = bootstrap.memo_language(Language.ENGLISH)
    with closing(services):
        lot = priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))

        def another_export():
            listing = services.reader.lot(lot).last(Listing)
            edit_fields(services.writer, "listing", listing.id, {"platform": "Another"})
            export_memo(services, lot, english, Silent())

        late = replace(
            services, writer=Interrupted(services.writer, OperationKind.EXPORT_MEMO, another_export)
        )
        seen = export_memo(late, lot, english, Silent())
        kept = services.reader.rows(MemoRecord, lot=lot)
        assert len({memo.ordinal for memo in kept}) == len(kept)
        assert seen.ordinal == max(memo.ordinal for memo in kept)


class Followed(Interrupted):
    """A writer behind whose next operation of a kind somebody else does something."""

    def run(self, step, work):
        done = self.writer.run(step, work)
        while self.others and step.kind is self.kind:
            self.others.pop()()
        return done


def test_a_memo_holds_the_figures_of_its_run_also_when_somebody_writes_while_it_is_made(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        lot = priceable_lot(services)

        def another_value():
            found = services.reader.lot(lot).first(Appraisal)
            edit_fields(services.writer, "appraisal", found.id, {"value": Money.of(50_000_000)})

        late = replace(services, writer=Followed(services.writer, OperationKind.FREEZE_RUN, another_value))
        exported = export_memo(late, lot, bootstrap.memo_language(Language.ENGLISH), Silent())
        run = latest_run(services.reader.lot(lot))
        assert (exported.run, is_stale(lot_facts(services, services.reader.lot(lot)), run)) == (2, False)
        assert f"{run.max_bid.amount:,}" in PdfReader(BytesIO(exported.pdf)).pages[0].extract_text()


def test_what_stands_against_a_bid_since_the_export_was_begun_keeps_the_memo_back(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        lot = priceable_lot(services)
        decide(services, lot, DecisionKind.BID, because="known")
        killed = {"severity": Severity.KILL, "statement": "The plant burned down"}
        burns = Followed(
            services.writer,
            OperationKind.FREEZE_RUN,
            lambda: add_row(services.writer, RiskNote.entity, lot, killed),
        )
        with pytest.raises(PlainBidRefusedError):
            export_memo(
                replace(services, writer=burns), lot, bootstrap.memo_language(Language.ENGLISH), Silent()
            )
        assert services.reader.rows(MemoRecord, lot=lot) == ()


def test_an_export_of_the_same_state_is_the_memo_that_is_there(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    english = bootstrap.memo_language(Language.ENGLISH)
    with closing(services):
        lot = priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))
        first = export_memo(services, lot, english, Silent())
        again = export_memo(services, lot, english, Silent())
        assert (again.ordinal, again.sha256) == (first.ordinal, first.sha256) == (1, first.sha256)
        assert len(services.reader.rows(MemoRecord, lot=lot)) == 1


class CountingPress:
    """Draws like another, and counts; `also` stands behind every memo, as from another version of the program."""

    def __init__(self, press):
        self.press, self.drawn, self.also = press, 0, b""

    def __call__(self, memo, pages):
        self.drawn += 1
        drawn = self.press(memo, pages)
        return replace(drawn, content=drawn.content + self.also)


@pytest.fixture
def press(tmp_path):
    """One lot, and the press that its memos come from."""
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        press = CountingPress(services.render_memo)
        press.services = replace(services, render_memo=press)
        press.lot = priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))
        yield press


def printed(press):
    """Version of the memo that comes out, and how often pages were drawn for it."""
    before = press.drawn
    export = export_memo(press.services, press.lot, bootstrap.memo_language(Language.ENGLISH), Silent())
    return export.ordinal, press.drawn - before


def test_a_memo_is_drawn_once_whether_it_changed_or_not(press):
    assert printed(press) == (1, 1)
    assert printed(press) == (1, 1)
    listing = press.services.reader.lot(press.lot).last(Listing)
    edit_fields(press.services.writer, "listing", listing.id, {"platform": "Another"})
    assert printed(press) == (2, 1)
    assert printed(press) == (2, 1)


def test_the_same_words_drawn_by_another_program_are_the_next_version(press):
    assert printed(press) == (1, 1)
    press.also = b"%drawn otherwise"
    assert printed(press) == (2, 2)
    assert printed(press) == (2, 1)
