"""Ids of persons are told from those of companies, masked, and VAT numbers looked at by member state."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.fields import field_of
from workstation.domain.findings.party_rules import european_ids
from workstation.domain.identities import is_resident_id, masked, vat_digits_fit, vat_fits
from workstation.domain.parties import Party, PartyKind, aliases_of
from workstation.domain.record import LotRecord
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.language.wording import Wording

PERSON, COMPANY = "330621197503124518", "91330621MA2XK7J45H"


@pytest.mark.parametrize(
    ("written", "personal"),
    [
        (PERSON, True),
        ("33062119750312451x", True),
        ("330621750312451", True),
        (COMPANY, False),
        ("330621197513124518", False),
        ("", False),
    ],
)
def test_a_resident_id_is_known_by_its_shape(written, personal):
    assert is_resident_id(written) is personal


@given(st.text(max_size=40))
def test_a_masked_text_is_as_long_and_shows_at_most_eight_characters(written):
    shown = masked(written)
    assert len(shown) == len(written)
    assert sum(a == b and b != "•" for a, b in zip(shown, written, strict=True)) <= 8


def test_the_id_of_a_person_is_masked_where_it_is_worded_and_that_of_a_company_is_not():
    tr = Translator(Language.ENGLISH)
    words, field = Wording(tr, Formats(Language.ENGLISH)), field_of(Party, "registered_id")
    assert words.value(field, PERSON) == "3306••••••••••4518"
    assert words.value(field, COMPANY) == COMPANY


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        ("DE 123 456 789", True),
        ("DE12345678", False),
        ("FR-XX123456789", True),
        ("NL123456789B01", True),
        ("ATU12345678", True),
        ("CH123456789", None),
    ],
)
def test_a_vat_number_has_the_structure_of_its_member_state(written, fits):
    assert vat_fits(written) is fits


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        ("DE 136 695 976", True),
        ("DE136695978", False),
        ("ATU13585627", True),
        ("ATU13585626", False),
        ("EL094259216", True),
        ("EL094259215", False),
        ("FR84323140391", False),
        ("XI980780684", True),
        ("DE12345678", None),
        ("CH123456789", None),
    ],
)
def test_the_check_digits_of_a_vat_number_are_those_of_its_member_state(written, fits):
    assert vat_digits_fit(written) is fits


def test_wrong_check_digits_of_a_vat_number_are_a_finding():
    wrong = Party(id="p", name="Muster GmbH", kind=PartyKind.COMPANY, vat_no="DE136695978")
    right = replace(wrong, vat_no="DE136695976")
    assert [found.rule for found in european_ids(LotRecord.of_rows([wrong]))] == ["party.vat_no"]
    assert list(european_ids(LotRecord.of_rows([right]))) == []


def test_aliases_are_parted_by_semicolons_of_either_width():
    assert aliases_of("锦川纺织； JCT ;; 锦川纺织") == ("锦川纺织", "JCT")
    assert Party(id="p", name="Jinchuan", kind=PartyKind.COMPANY, aliases="JCT").names == ("Jinchuan", "JCT")
