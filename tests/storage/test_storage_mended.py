"""A record that is known is mended with what was written since; it is then what reading it anew would give."""

from random import Random

import pytest
from storage_kit import add_lot, put
from test_storage_past import change_at_random, filled

from workstation.application.removal import remove_lot
from workstation.domain.claims import Claim
from workstation.domain.documents import Document
from workstation.domain.errors import NotFoundError
from workstation.domain.parties import Party, Role


def as_read(record):
    """Rows with their order, and the head."""
    return {entity: list(rows.items()) for entity, rows in record.rows.items() if rows}, record.head


@pytest.mark.parametrize("seed", range(6))
def test_after_any_operation_a_mended_record_is_what_reading_anew_gives(workspace, seed):
    lot = filled(workspace)
    random, known = Random(seed), workspace.reader.lot(lot.id)
    for number in range(25):
        for _ in range(random.randrange(3)):
            change_at_random(workspace, lot, random, number)
        known = workspace.reader.lot(lot.id, known)
        assert as_read(known) == as_read(workspace.reader.lot(lot.id))


def test_entities_of_which_nothing_was_written_keep_their_rows(workspace):
    lot = filled(workspace)
    known = workspace.reader.lot(lot.id)
    put(workspace, Claim(id="c2", lot=lot.id, name="2"))
    mended = workspace.reader.lot(lot.id, known)
    assert mended.rows["document"] is known.rows["document"]
    assert mended.rows["claim"] is not known.rows["claim"]
    assert [claim.id for claim in mended.all(Claim)] == ["c", "c2"]
    assert [claim.id for claim in known.all(Claim)] == ["c"]


def test_a_party_that_is_named_now_comes_and_one_that_is_named_no_more_goes(workspace):
    lot = filled(workspace)
    put(workspace, Party(id="s", name="Seller"))
    known = workspace.reader.lot(lot.id)
    assert sorted(known.rows["party"]) == ["p", "q"]
    put(workspace, Role(id="r", lot=lot.id, party="s"))
    assert sorted(workspace.reader.lot(lot.id, known).rows["party"]) == ["p", "s"]


def test_what_happens_to_another_lot_is_not_read(workspace):
    lot, other = filled(workspace), add_lot(workspace, name="Hotel")
    known = workspace.reader.lot(lot.id)
    put(workspace, Document(id="other", lot=other.id, name="Other"))
    mended = workspace.reader.lot(lot.id, known)
    assert mended.rows == known.rows
    assert mended.head != known.head


def test_a_lot_that_went_is_not_there(workspace):
    lot = filled(workspace)
    known = workspace.reader.lot(lot.id)
    remove_lot(workspace.writer, workspace.reader, lot.id, batch="away")
    with pytest.raises(NotFoundError):
        workspace.reader.lot(lot.id, known)
