"""Somebody else occupies a collateral: the rule knows of the lease that is filed."""

from dataclasses import replace
from datetime import date

from workstation.domain.collateral import Collateral, Occupancy
from workstation.domain.documents import Document, DocumentPart, Version
from workstation.domain.findings.rules import findings
from workstation.domain.lease_documents import LeaseDocument, lease_documents
from workstation.domain.leases import Lease
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord
from workstation.language.finding_words import finding_sentence
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator

PLANT = Collateral(id="co", lot="l", name="厂房", occupancy=Occupancy.TENANT)
PAPER = Document(id="d", lot="l", name="附件13_厂房租赁合同", kind="租赁合同")


def said(*rows, language=Language.ENGLISH):
    record = LotRecord.of_rows([Lot(id="l", name="厂房"), PLANT, *rows])
    found = [each for each in findings(record, date(2026, 1, 1)) if each.rule == "collateral.occupied"]
    return [finding_sentence(Translator(language), Formats(language), each) for each in found]


def test_without_a_paper_the_lease_is_asked_for():
    assert "ask for it" in said()[0]
    assert "ask for it" in said(replace(PAPER, kind="抵押合同"))[0]
    assert "ask for it" in said(replace(PAPER, withdrawn_on=date(2025, 1, 1)))[0]


def test_the_paper_that_is_filed_as_a_lease_is_named():
    assert "附件13_厂房租赁合同 is filed as one" in said(PAPER)[0]
    assert "附件13_厂房租赁合同 已归档为租赁合同" in said(PAPER, language=Language.CHINESE)[0]
    assert "Rent is filed as one" in said(Document(id="d", lot="l", name="Rent", kind="Lease contract"))[0]


def test_a_lease_that_is_entered_is_enough():
    assert said(PAPER, Lease(id="le", lot="l", collateral="co")) == []


def test_a_lease_inside_a_parted_scan_counts_and_one_of_an_older_version_does_not():
    scan = Document(id="s", lot="l", name="Scan", kind=None)
    first, second = (Version(id=f"v{n}", lot="l", document="s", ordinal=n) for n in (1, 2))
    part = DocumentPart(id="p", lot="l", version="v2", name="Rent", kind="租赁合同", first=3, last=5)
    record = LotRecord.of_rows([Lot(id="l", name="x"), scan, first, second, part])
    assert lease_documents(record) == (LeaseDocument("Rent", "v2", 3, 5),)
    old = LotRecord.of_rows([Lot(id="l", name="x"), scan, first, second, replace(part, version="v1")])
    assert lease_documents(old) == ()
