import re
from collections.abc import Callable

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Hashes our ES modules too, with the paths inside their imports rewritten."""

    support_js_module_import_aggregation = True

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        """Scripts of packages stay as they are: their comments hold words that look like imports."""
        if name.endswith(".js") and not name.startswith("js/"):
            return lambda found: found[0]
        rewrite: Callable[[re.Match[str]], str] = super().url_converter(name, hashed_files, template)
        return rewrite
