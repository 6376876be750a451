"""What the check digits of a registered id say; python-stdnum is the second opinion."""

from datetime import date

import pytest
from stdnum import lei
from stdnum.cn import ric, uscc

from workstation.domain.findings.rules import findings
from workstation.domain.identities import born, credit_code_digit, lei_holds, normalised, resident_digit
from workstation.domain.lots import Lot
from workstation.domain.parties import Party, PartyKind
from workstation.domain.record import LotRecord

USCC, RESIDENT, LEI = "91110000600037341L", "360426199101010071", "213800KUD8LAJWSQ9D15"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def found(kind, written):
    party = Party(id="2", name="甲", kind=kind, registered_id=written)
    record = LotRecord.of_rows([Lot(id="1", name="厂房"), party])
    return [finding for finding in findings(record, date(2025, 9, 5)) if finding.subject.entity == "party"]


def rules(kind, written):
    return {finding.rule.removeprefix("party.registered_id.") for finding in found(kind, written)}


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        (PartyKind.COMPANY, USCC, set()),
        (PartyKind.COMPANY, "９１１１００００ ６０００３７３４１l", set()),
        (PartyKind.COMPANY, "91110000600037342L", {"uscc"}),
        (PartyKind.COMPANY, "9111000060003734IL", {"uscc.characters"}),
        (PartyKind.PERSON, RESIDENT, set()),
        (PartyKind.PERSON, "360426 19910101 0071", set()),
        (PartyKind.PERSON, "360426199101010072", {"resident"}),
        (PartyKind.PERSON, "36042619910230007" + str(resident_digit("36042619910230007")), {"resident.born"}),
        (PartyKind.COMPANY, LEI, set()),
        (PartyKind.COMPANY, "213800KUD8LAJWSQ9D16", {"lei"}),
        (PartyKind.COMPANY, "330000000012345", set()),
        (PartyKind.COURT, "91110000600037342L", set()),
        (PartyKind.PERSON, None, set()),
    ],
)
def test_a_wrong_check_digit_is_found_and_what_is_no_known_id_is_left_alone(kind, written, expected):
    assert rules(kind, written) == expected


def test_a_finding_stands_beside_the_id_names_its_standard_and_repeats_no_personal_number():
    (finding,) = found(PartyKind.PERSON, "360426199101010072")
    assert (finding.subject.row, finding.subject.field) == ("2", "registered_id")
    assert finding.law == ("GB 11643-1999",)
    assert "360426" not in finding.message + repr(finding.params)


@pytest.mark.parametrize("last", CREDIT_ALPHABET)
def test_credit_codes_agree_with_stdnum_on_every_last_character(last):
    assert (credit_code_digit(USCC) == last) is uscc.is_valid(USCC[:-1] + last)


@pytest.mark.parametrize("last", "0123456789X")
def test_resident_ids_agree_with_stdnum_on_every_last_character(last):
    assert (resident_digit(RESIDENT) == last) is ric.is_valid(RESIDENT[:-1] + last)


@pytest.mark.parametrize("changed", range(20))
def test_an_lei_with_one_other_character_agrees_with_stdnum(changed):
    other = LEI[:changed] + ("1" if LEI[changed] != "1" else "2") + LEI[changed + 1 :]
    assert not lei_holds(other)
    assert not lei.is_valid(other)


def test_an_id_is_compared_half_width_upper_case_and_without_spaces():
    assert normalised(" ３６０４２６-1991\u30000101007x ") == "36042619910101007X"
    assert born(RESIDENT) == date(1991, 1, 1)
