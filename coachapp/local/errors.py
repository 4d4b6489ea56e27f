class CannotGoOn(Exception):  # noqa: N818 -- said to a person at a terminal, not to a programmer
    """What stands in the way, and the way out; printed without a traceback."""

    def __init__(self, obstacle: str, *, way_out: str = "") -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle
        self.way_out = way_out
