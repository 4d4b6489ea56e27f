import pytest

from questions.inbound.reading import read_letter
from tests.questions.inbound.mails import mail

OURS = "mx.example.com"
DMARC = f"{OURS}; dmarc=pass header.from=example.org"


def is_vouched(results, **headers):
    return read_letter(mail("Hello", Authentication_Results=results, **headers), vouchers={OURS}).is_vouched


@pytest.mark.parametrize(
    "results",
    [
        DMARC,
        f"{OURS} 1; dmarc=pass header.from=example.org",
        "MX.Example.COM; DMARC=Pass header.from=EXAMPLE.ORG",
        f'{OURS}; dmarc=pass (p=none; dis=none) header.from="example.org"',
        f"(nested (comment)) {OURS}; dmarc=pass header.from=example.org",
        f"{OURS}; dkim=pass header.d=example.org header.s=k1",
        f"{OURS}; dkim=fail header.d=example.net; dkim=pass header.i=@example.org",
        f"{OURS}; dkim = pass header.d = example.org",
        f'{OURS}; dkim=pass reason="good; really" header.d=example.org',
        f"{OURS};\n\tspf=pass (sender is 192.0.2.1)\n\tsmtp.mailfrom=bounce@example.org",
        f"{OURS}; spf=pass smtp.mailfrom=example.org",
        f"{OURS}; spf=fail smtp.mailfrom=a@example.org; dkim=pass header.d=example.org",
    ],
)
def test_what_our_receiver_found_for_the_senders_domain_vouches(results):
    assert is_vouched(results)


@pytest.mark.parametrize(
    "results",
    [
        "",
        f"{OURS}; none",
        f"{OURS}; dmarc=fail header.from=example.org",
        f"{OURS}; dmarc=none header.from=example.org",
        f"{OURS}; dmarc=pass",
        f"{OURS}; dmarc=pass header.from=example.net",
        f"{OURS}; dmarc=pass header.from=evil-example.org",
        f"{OURS}; dmarc=pass header.from=mail.example.org",
        f"{OURS}; dkim=pass header.d=example.net",
        f"{OURS}; dkim=pass header.d=org header.i=@example.org",
        f"{OURS}; spf=pass smtp.helo=example.org",
        f"{OURS}; spf=pass smtp.mailfrom=bob@example.net",
        f"{OURS}; spf=pass smtp.mailfrom=a@example.org; dmarc=fail header.from=example.org",
        f"{OURS}; arc=pass header.from=example.org",
        f"{OURS}; iprev=pass policy.iprev=192.0.2.1",
        f"{OURS} (; dmarc=pass header.from=example.org)",
        f'{OURS}; dkim=fail reason="; dmarc=pass header.from=example.org"',
        "mx.example.net; dmarc=pass header.from=example.org",
        "dmarc=pass header.from=example.org",
        f"evil.{OURS}; dmarc=pass header.from=example.org",
        f"{OURS}.evil.example; dmarc=pass header.from=example.org",
        "x" * 6000 + f"; {DMARC}",
    ],
)
def test_anything_else_does_not(results):
    assert not is_vouched(results)


@pytest.mark.parametrize(
    "mailfrom",
    [
        "example.org=x@evil.example",
        '"example.org"@evil.example',
        '"example.org "@evil.example',
        "example.org (@evil.example",
        '"x; dmarc=pass header.from=example.org "@evil.example',
        "a smtp.mailfrom=example.org@evil.example",
        "@example.org:b@evil.example",
        'example.org"@evil.example',
    ],
)
def test_a_senders_own_choice_of_words_is_no_result(mailfrom):
    assert not is_vouched(f"{OURS}; spf=pass smtp.mailfrom={mailfrom}")
    assert not is_vouched(f"{OURS}; spf=pass (domain of {mailfrom} designates 192.0.2.1) smtp.mailfrom={mailfrom}")


def test_only_the_first_header_counts():
    """A forged one stands below ours, which may have found nothing."""
    assert not is_vouched([f"{OURS}; dmarc=fail header.from=example.org", DMARC])
    assert not is_vouched(["mx.example.net; dmarc=pass header.from=example.org", DMARC])
    assert is_vouched([DMARC, "mx.example.net; dmarc=fail header.from=example.org"])


def test_without_vouchers_nobody_vouches():
    assert not read_letter(mail("Hello", Authentication_Results=DMARC), vouchers=()).is_vouched


@pytest.mark.parametrize(
    "sender",
    [
        "bob@example.org",
        "<bob@example.org>",
        "Bob <bob@example.org>",
        '"Bob, the runner" <bob@example.org>',
        "=?utf-8?q?B=C3=B6b?= <bob@example.org>",
        '"bob@example.org" <bob@example.org>',
        "Bob <BOB@Example.Org>",
    ],
)
def test_a_plain_sender_can_be_vouched_for(sender):
    assert is_vouched(DMARC, From=sender)


@pytest.mark.parametrize(
    "sender",
    [
        ["Bob <bob@example.org>", "Bob <bob@example.org>"],
        ["Charlie <charlie@evil.example>", "Bob <bob@example.org>"],
        "Bob <bob@example.org>, Charlie <charlie@evil.example>",
        "bob@example.org, charlie@example.org",
        '"alice@example.com" <bob@example.org>',
        "=?utf-8?q?alice=40example=2Ecom?= <bob@example.org>",
        "alice＠example.com <bob@example.org>",
        "runners: bob@example.org;",
        "Bob <bob@example.org> <charlie@evil.example>",
        "Bob (bob@example.org) <charlie@evil.example>",
        "<bob@example.org",
        "Bob <bob@example.org>x",
        b"Bob <bob\0@example.org>",
        b"Bob <bob@example.org\0.evil.example>",
        "Bob <bob@exаmple.org>",
        'Bob <"bob"@example.org>',
        "Bob <bob@[192.0.2.1]>",
        "bob",
        "",
        None,
    ],
)
def test_an_odd_sender_is_never_vouched_for(sender):
    assert not is_vouched(DMARC, From=sender)


def test_sender_does_not_stand_in_for_from():
    assert not is_vouched(DMARC, From=None, Sender="Bob <bob@example.org>")
