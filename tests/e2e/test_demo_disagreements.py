"""The sample's twelve planted slips are found, each with both places; without them its papers agree."""

import subprocess
import sys

import pytest

from workstation.resources import resource

PLANTED = {
    ("Loan contract no.", "(2021)柯借字第0068", "催收通知书", 1),
    ("Case no.", "(2022)浙0603民初4812", "债权转让协议", 1),
    ("Title certificate no.", "(2019)绍兴市柯桥区不动产权第0012864", "最高额抵押合同", 4),
    ("Registered id", "91330621MA2XK7J54H", "动产担保登记证明", 2),
    ("Name", "浙江锦川纺织品有限公司", "工程款催告函", 1),
    ("Guarantor", "程某某", "保证人财产线索", 1),
    ("Amount of the loan", "人民币贰仟贰佰万元整", "保证合同", 1),
    ("Amount in words and in figures", "702,000.00", "厂房租赁合同", 1),
    ("Highest amount secured on land and buildings", "人民币贰仟万元整", "最高额抵押合同", 2),
    ("Area of the land", "18,624.50", "最高额抵押合同", 4),
    ("Registration of the mortgage", "2019年3月26日", "评估报告", 12),
    ("Date of the lease", "1 December 2019", "现场勘查报告", 1),
}


def found_in(answer):
    return answer.json["disagreements"]


def test_the_twelve_planted_slips_of_the_sample_are_found_and_nothing_else(demo, outside):
    answer = outside("disagreements", demo.workspace, "2025-0611", "--json")
    assert answer.code == 1
    found = {
        (
            each["label"],
            side["written"].removeprefix("越商银").removeprefix("浙(").removesuffix("号"),
            place["document"],
        )
        for each in found_in(answer)
        for side in each["sides"]
        for place in side["places"]
    }
    missing = [
        slip
        for slip in PLANTED
        if not any(
            label == slip[0]
            and slip[1].removeprefix("(") in written.removeprefix("(")
            and document.startswith(slip[2])
            for label, written, document in found
        )
    ]
    assert not missing
    assert len(found_in(answer)) == len(PLANTED)


@pytest.fixture(scope="module")
def clean_papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clean") / "papers"
    script = str(resource("demo", "make_demo.py"))
    subprocess.run([sys.executable, script, "--clean", str(folder)], check=True, capture_output=True)
    return folder


@pytest.mark.deep
def test_without_its_slips_the_papers_of_the_sample_agree_and_its_scans_are_named(
    clean_papers, outside, tmp_path
):
    taken = outside("import", tmp_path / "clean.workspace", "clean", clean_papers, "--json")
    assert taken.code == 0
    answer = outside("disagreements", tmp_path / "clean.workspace", "clean", "--json")
    assert (answer.code, found_in(answer)) == (5, [])  # nothing found, and not all was compared
    assert answer.json["papers"] > 14
    assert answer.json["values"] > 100
    assert len(answer.json["not_compared"]) == 2  # the scans
    said = outside("disagreements", tmp_path / "clean.workspace", "clean").text
    assert " values read: none contradicts another.\nNot compared, scans without text: " in said
