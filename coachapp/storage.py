from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Hashes our ES modules too, with the paths inside their imports rewritten."""

    support_js_module_import_aggregation = True
