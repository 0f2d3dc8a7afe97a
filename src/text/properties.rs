//! How often the properties of the unit tests are tried.

use proptest::test_runner::{Config, FileFailurePersistence};

/// So many cases. What failed once is kept in `tests/proptest-regressions` and tried first from then on; without this it would be
/// kept beside `src`.
pub(crate) fn cases(cases: u32) -> Config {
    let kept = FileFailurePersistence::SourceParallel("tests/proptest-regressions");
    Config { cases, ..Config::with_failure_persistence(kept) }
}
