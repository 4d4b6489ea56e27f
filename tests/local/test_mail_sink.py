import smtplib
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from coachapp.local.children import silent, start_child
from coachapp.local.surroundings import listening_socket


def test_each_message_is_kept_whole_and_private_in_the_order_of_arrival(tmp_path: Path) -> None:
    with listening_socket() as listening:
        port, descriptor = listening.getsockname()[1], listening.fileno()
        command = [sys.executable, "-m", "coachapp.local.mail_sink", str(descriptor), str(tmp_path)]
        sink = start_child("mail", command, say=silent, pass_fds=[descriptor])
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as connection:
            for subject in ("Your week", "Your next week → easy"):
                connection.send_message(mail(subject))
    finally:
        sink.stop(within_s=10)

    kept = sorted(tmp_path.glob("*.eml"))
    read = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in kept]
    assert [message["Subject"] for message in read] == ["Your week", "Your next week → easy"]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "club@example.org", "bob@example.org"
    message.set_content("Run easy.")
    return message
