from rest_framework.pagination import LimitOffsetPagination


class Pages(LimitOffsetPagination):
    """Fifty rows, or as many as asked for up to two hundred: nobody fetches a club in one go."""

    default_limit = 50
    max_limit = 200
