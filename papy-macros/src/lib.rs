//! The macros of papy.
