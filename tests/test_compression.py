"""Pages are compressed, with padding; those that show a lasting secret are not."""

import gzip

import pytest

pytestmark = pytest.mark.django_db
TAKES = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_travels_in_a_fraction_of_its_size(as_bob):
    plain, packed = as_bob.get("/settings/"), as_bob.get("/settings/", **TAKES)
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(packed.content)


def test_the_size_says_little_of_what_is_in_it(as_bob):
    assert len({len(as_bob.get("/settings/", **TAKES).content) for _ in range(8)}) > 1


@pytest.mark.parametrize("page", ["/accounts/email/", "/accounts/2fa/", "/settings/api-token/"])
def test_a_page_with_a_secret_stays_as_it_is(as_bob, page):
    assert not as_bob.get(page, **TAKES).has_header("Content-Encoding")
