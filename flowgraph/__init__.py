"""Draw, check and document the phone menus of Yeastar P-Series PBXs."""

__version__ = "0.1.0"
