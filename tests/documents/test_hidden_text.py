"""A hidden text layer is judged by its own characters: what does not read as words is not searched and not quoted."""

import pytest
from made_scans import BAD, GOOD, scanned

from workstation.documents.hidden_text import is_doubtful
from workstation.documents.opening import open_pages
from workstation.documents.serving import Serving, read_page
from workstation.documents.wire import Message

NAMES = "债务人名单：王琪、李婷婷、赵昱澜、钱鑫淼、孙梓涵、周晟睿、吴旻昊、郑翊辰、冯祎、陈玥、褚煜、卫炜、蒋烨、沈霁、韩瑾瑜、杨珺、朱轶、秦韬"
ENGLISH = "This Loan Agreement is made between the Lender and ABC123 Holdings Pte Ltd, No. HK2019A03, and McDonald & Co. "
# how a recogniser of Latin letters reads a form in Cyrillic
TANGLED = "PaJ,Qen 1.1 CyMMa Hanora nnaTe>Ka no Hanory, ynna\"'liBaeMoro B CB~3lil c npliiMeHe l4eT Pac\"'eT liiCnOilb30BaHl-U1 "


@pytest.mark.parametrize(
    "text", ["".join(BAD), TANGLED * 4, "䴀甀氀琀椀挀漀氀漀爀䈀氀愀挀欀倀甀爀攀䈀氀愀挀欀" * 3]
)
def test_what_nobody_writes_is_doubted(text):
    assert is_doubtful(text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(GOOD),
        NAMES,
        ENGLISH * 5,
        "依據民法典規定，債務人應當清償債務，抵押權人就該財產優先受償。" * 3,
        "ZOq5年年度",
        "",
    ],
)
def test_names_old_forms_numbers_and_what_is_too_short_to_judge_are_not(text):
    assert not is_doubtful(text)


def test_a_page_of_a_scan_tells_what_its_layer_is():
    hidden = open_pages(scanned(GOOD, BAD, ()))
    pages = [read_page(hidden, index) for index in range(hidden.count)]
    assert [(page.recognised, page.doubtful, page.needs_ocr) for page in pages] == [
        (True, False, False),
        (True, True, True),
        (False, False, True),
    ]
    printed = read_page(open_pages(scanned(BAD, visible=True)), 0)
    assert (printed.recognised, printed.doubtful, printed.needs_ocr) == (False, False, False)


def test_words_of_a_layer_in_doubt_cannot_be_selected():
    serving = Serving(lambda: None)
    head = {"do": "open", "key": "scan", "name": "", "passwords": []}
    list(serving.answer(Message(head, (scanned(GOOD, BAD),))))
    texts = [
        next(serving.answer(Message({"do": "text", "key": "scan", "page": page}))).blobs[0].decode()
        for page in (0, 1)
    ]
    assert GOOD[0] in texts[0]
    assert texts[1] == ""
