"""Threads and what stands in them, mail as it came, answers, and who agreed to what."""

from questions.models.answer import Answer, AnswerDraft, AnswerDraftQuerySet
from questions.models.consent import Consent, ConsentQuerySet
from questions.models.edition import Edition, EditionQuerySet
from questions.models.incoming import Door, IncomingMail, IncomingState
from questions.models.mailbox import MailboxLook
from questions.models.message import Message, MessageSource, VouchedBy
from questions.models.question import OPEN, PUT_AWAY, Question, QuestionQuerySet, QuestionState, Topic

__all__ = [
    "OPEN",
    "PUT_AWAY",
    "Answer",
    "AnswerDraft",
    "AnswerDraftQuerySet",
    "Consent",
    "ConsentQuerySet",
    "Door",
    "Edition",
    "EditionQuerySet",
    "IncomingMail",
    "IncomingState",
    "MailboxLook",
    "Message",
    "MessageSource",
    "Question",
    "QuestionQuerySet",
    "QuestionState",
    "Topic",
    "VouchedBy",
]
