//! daicho (台帳): judges and shows the records of entrusted family-register systems, kept as TOML in git.
