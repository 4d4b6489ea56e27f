"""Mails as bytes, written here and nowhere else: Bob writes to Alice."""

HEADERS = {
    "From": "Bob <bob@example.org>",
    "To": "Alice <alice@example.com>",
    "Subject": "Strides",
    "Message-ID": "<1@example.org>",
    "Date": "Mon, 3 Nov 2025 07:10:00 +0100",
}


def mail(body="", **headers):
    """`body` as text or bytes; a header by its name with underscores, None to leave it out, a list for one that comes twice."""
    named = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [
        b"%s: %s" % (name.encode(), value if isinstance(value, bytes) else value.encode())
        for name, values in named.items()
        if values is not None
        for value in (values if isinstance(values, list) else [values])
    ]
    return b"\n".join([*lines, b"", body if isinstance(body, bytes) else body.encode()])


def multipart(*parts, kind="mixed", **headers):
    """Each part as text, with its own headers and an empty line on top."""
    body = "".join(f"--edge\n{part}\n" for part in parts) + "--edge--\n"
    return mail(body, Content_Type=f'multipart/{kind}; boundary="edge"', **headers)
