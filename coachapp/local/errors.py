class CannotGoOn(Exception):
    """What stands in the way, and the way out; printed without a traceback."""

    def __init__(self, obstacle: str, *, way_out: str = "") -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle
        self.way_out = way_out
