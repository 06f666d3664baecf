"""Sending a text by SMTP.

Guarantees: one message with both addresses, a subject and plain text in UTF-8; a server that cannot be reached or refuses it is an
error of one line that names the server, and nothing counts as sent then.
"""

import smtplib
from email.errors import MessageError
from email.message import EmailMessage

from banggiao.errors import BanggiaoError, UsageError

_SECONDS = 30


def send(host: str, port: int, sender: str, to: str, subject: str, text: str) -> None:
    """Send a text. Raises UsageError where an address cannot be one, BanggiaoError where the server does not take the message."""
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = sender, to, subject
    except (ValueError, MessageError) as error:
        raise UsageError(f"{to[:60]!r} or {sender[:60]!r} is no address ({error})") from None
    message.set_content(text, charset="utf-8")
    try:
        with smtplib.SMTP(host, port, timeout=_SECONDS) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise BanggiaoError(f"the mail server {host}:{port} does not take the message ({error})") from None
