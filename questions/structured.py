"""What a search engine is told of an answer's page, in the words of schema.org."""

from typing import Any

from django.conf import settings

from questions.models import Question


def qa_page(question: Question) -> dict[str, Any]:
    """Of what stands in the library and of nothing else; who asked as they agreed to be named."""
    edition = question.edition
    if edition is None:
        return {}
    url = settings.SITE_URL + question.get_absolute_url()
    asked = {
        "@type": "Question",
        "name": edition.title,
        "text": edition.question_text,
        "answerCount": 1,
        "datePublished": question.published_at,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": edition.answer_text,
            "url": url,
            "dateModified": question.updated_at,
            "author": {"@type": "Person", "name": str(question.answer.by)},
        },
    }
    author = {"author": {"@type": "Person", "name": question.asked_by}} if question.asked_by else {}
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": asked | author}
