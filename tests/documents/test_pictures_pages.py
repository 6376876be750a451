"""Pictures as documents: one page a frame, upright, in points."""

import io

import pytest
from PIL import Image

from workstation.application.ports.memo_pages import ImagePage
from workstation.documents import pictures
from workstation.documents.paged import Look
from workstation.documents.pictures import PicturePages
from workstation.documents.serving import open_pages, read_page
from workstation.domain.reading import (
    DamagedFileError,
    NoSuchPageError,
    PageTooLargeError,
    PageUnreadableError,
)


def saved(picture, kind, **options):
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def corner(size=(40, 20), mode="RGB"):
    """White with a red upper left quarter."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_kind_of_picture_is_a_page_that_waits_for_ocr(kind):
    document = open_pages(saved(corner(), kind))
    page = read_page(document, 0)
    assert (document.count, page.needs_ocr, page.failure) == (1, True, None)
    assert document.facts().media_type == f"image/{kind.lower()}"
    document.close()


def test_a_resolution_gives_the_size_of_the_page_and_none_means_a4():
    fax = PicturePages(saved(corner((400, 200)), "PNG", dpi=(200, 100)), "image/png")
    assert fax.size(0) == pytest.approx((144, 144), abs=0.1)
    photo = PicturePages(saved(corner((400, 200)), "PNG"), "image/png")
    assert photo.size(0) == pytest.approx((841.89, 420.95), abs=0.1)


def test_a_photo_is_turned_upright_as_the_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to see it upright
    document = PicturePages(saved(corner(), "JPEG", exif=exif, quality=95), "image/jpeg")
    image = document.draw(0, Look(20 / document.size(0)[0]))
    assert (image.width, image.height) == (20, 40)
    assert image.pixels[4 * 15 : 4 * 15 + 3][2] > 200
    assert image.pixels[4 * 15] < 60  # red at the upper right now


def test_every_frame_of_a_fax_is_a_page():
    frames = [corner(), corner().rotate(180)]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    document = PicturePages(data, "image/tiff")
    assert document.count == 2
    assert document.draw(0, Look(0.1)).pixels != document.draw(1, Look(0.1)).pixels
    with pytest.raises(NoSuchPageError):
        document.text(2)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_colour_mode_is_drawn(mode):
    picture = corner().convert("L").convert("I").convert("I;16") if mode == "I;16" else corner().convert(mode)
    document = PicturePages(saved(picture, "TIFF"), "image/tiff")
    image = document.draw(0, Look(1.0))
    assert len(image.pixels) == 4 * image.width * image.height


def test_what_is_see_through_lies_on_white():
    document = PicturePages(saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"), "image/png")
    assert document.draw(0, Look(0.01)).pixels[:3] == b"\xff\xff\xff"


def test_a_tile_and_a_turn_show_the_right_part():
    document = PicturePages(saved(corner((40, 20)), "PNG", dpi=(72, 72)), "image/png")
    tile = document.draw(0, Look(1.0, clip=(0, 0, 10, 5)))
    assert tile.pixels == bytes((0, 0, 255, 0)) * 50
    turned = document.draw(0, Look(1.0, clip=(15, 0, 5, 5), turn=90))
    assert turned.pixels == bytes((0, 0, 255, 0)) * 25


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "_PIXEL_LIMIT", 100)
    document = PicturePages(saved(corner(), "PNG"), "image/png")
    with pytest.raises(PageTooLargeError):
        document.geometry(0)
    assert document.size(0) == pytest.approx((595.28, 841.89))


def test_a_damaged_picture_is_named():
    whole = saved(corner((400, 400)), "JPEG")
    with pytest.raises(DamagedFileError):
        PicturePages(whole[:10], "image/jpeg")
    cut = PicturePages(whole[: len(whole) // 2], "image/jpeg")
    with pytest.raises(PageUnreadableError):
        cut.geometry(0)


def test_a_picture_goes_into_a_memo_as_it_is():
    document = PicturePages(saved(corner(), "PNG"), "image/png")
    page = document.exhibit(0)
    assert isinstance(page, ImagePage)
    assert page.reason == "The page is a picture."
    assert (document.label(0), document.text(0).text) == ("", "")
