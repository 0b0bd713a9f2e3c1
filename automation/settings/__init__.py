"""The settings of one office: one TOML file, read once, all its faults named at once."""

from .faults import Fault, WrongSettings
from .office_toml import create_code_key, load_settings, settings_from
from .values import (
    AccessMode,
    ArchiveSettings,
    DispositionSettings,
    GoogleSettings,
    IncomingMailSettings,
    LetterSettings,
    MailSettings,
    MonitoringSettings,
    OfficeDetails,
    OfficeSettings,
    Official,
    Secret,
)

__all__ = [
    "AccessMode",
    "ArchiveSettings",
    "DispositionSettings",
    "Fault",
    "GoogleSettings",
    "IncomingMailSettings",
    "LetterSettings",
    "MailSettings",
    "MonitoringSettings",
    "OfficeDetails",
    "OfficeSettings",
    "Official",
    "Secret",
    "WrongSettings",
    "create_code_key",
    "load_settings",
    "settings_from",
]
