//! What the tests of the real program share.

pub(crate) mod caprtl;
pub(crate) mod terminal;
