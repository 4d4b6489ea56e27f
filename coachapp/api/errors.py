from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = f"The body is larger than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes."
    default_code = "too_large"


def answer_in_json(problem: Exception, context: dict[str, Any]) -> Response | None:
    """As the framework does; and where Django was the first to read the body and refused it, the same 413."""
    if isinstance(problem, RequestDataTooBig):
        problem = BodyTooLarge()
    return exception_handler(problem, context)
