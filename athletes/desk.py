from athletes.models import Coach, User


def desk_of(user: User) -> Coach:
    """Whose desk they work at, on a page that is `desk_only`: there it is never None."""
    desk = user.desk
    assert desk is not None  # noqa: S101 -- `desk_only` says so
    return desk
