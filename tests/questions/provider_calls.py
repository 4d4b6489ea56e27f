"""What providers send when they hand a mail over, byte for byte."""

import base64
import hashlib
import hmac
import json

from django.test import Client

from tests.factories import NOW
from tests.questions.letters import WORDS

SECRET = "provider:quite a long secret"
KEY = "key-0123456789abcdef"
BOUNDARY = "xYzZY"


def call(body, kind, *, secret=SECRET):
    signed = {"Authorization": "Basic " + base64.b64encode(secret.encode()).decode()} if secret else {}
    client = Client(enforce_csrf_checks=True)
    return client.generic("POST", "/mail/in/", body, content_type=kind, headers=signed).status_code


def form(fields, files=()):
    """multipart/form-data, byte for byte."""
    parts = [(f'name="{name}"', value) for name, value in fields.items()]
    parts += [(f'name="{name}"; filename="{file}"\r\nContent-Type: {kind}', value) for name, file, kind, value in files]
    lines = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n\r\n".encode()
        + (value if isinstance(value, bytes) else value.encode())
        + b"\r\n"
        for about, value in parts
    ]
    return b"".join([*lines, f"--{BOUNDARY}--\r\n".encode()]), f"multipart/form-data; boundary={BOUNDARY}"


POSTMARK = {
    "FromName": "Amanda Reyes",
    "From": "amanda@example.org",
    "FromFull": {"Email": "amanda@example.org", "Name": "Amanda Reyes", "MailboxHash": ""},
    "To": "ask@club.example",
    "ToFull": [{"Email": "ask@club.example", "Name": "", "MailboxHash": ""}],
    "Cc": "",
    "CcFull": [],
    "Bcc": "",
    "BccFull": [],
    "OriginalRecipient": "ask@club.example",
    "Subject": "Winter",
    "MessageID": "73e6d360-66eb-11e1-8e72-a8904824019b",
    "ReplyTo": "",
    "MailboxHash": "",
    "Date": "Wed, 4 Nov 2026 09:00:00 +0000",
    "TextBody": WORDS,
    "HtmlBody": "",
    "StrippedTextReply": "",
    "Tag": "",
    "Headers": [
        {"Name": "Return-Path", "Value": "<bounce@example.org>"},
        {"Name": "Message-ID", "Value": "<1@example.org>"},
        {"Name": "X-Spam-Status", "Value": "No"},
    ],
    "Attachments": [
        {
            "Name": "week.txt",
            "Content": base64.b64encode(b"48 km").decode(),
            "ContentType": "text/plain",
            "ContentLength": 5,
        }
    ],
}


def signature(*, token="t" * 50, at=NOW, key=KEY):
    timestamp = str(int(at.timestamp()))
    signed = hmac.new(key.encode(), f"{timestamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {"timestamp": timestamp, "token": token, "signature": signed}


MAILGUN = {
    "recipient": "ask@club.example",
    "sender": "amanda@example.org",
    "from": "Amanda Reyes <amanda@example.org>",
    "subject": "Winter",
}
PARSED = {
    "body-plain": WORDS + " ☃",
    "stripped-text": WORDS,
    "message-headers": json.dumps(
        [["Message-Id", "<1@example.org>"], ["From", "Amanda Reyes <amanda@example.org>"], ["Subject", "Winter"]]
    ),
    "attachment-count": "1",
}


def relayed(mail, *, is_base64):
    content = {"email_rfc822": mail, "email_rfc822_is_base64": is_base64, "headers": [], "subject": "Winter", "to": []}
    about = {"content": content, "msg_from": "amanda@example.org", "rcpt_to": "ask@club.example", "protocol": "smtp"}
    return {
        "msys": {"relay_message": about | {"friendly_from": "amanda@example.org", "webhook_id": "4839201967643219"}}
    }
