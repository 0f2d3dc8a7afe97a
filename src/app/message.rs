//! The line that says what happened, until the next key.

/// A line for the reader, until the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
}

impl Message {
    /// Says what was done.
    pub fn said(text: impl Into<String>) -> Self {
        Self { text: text.into(), error: false }
    }

    /// Says what went wrong.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { text: text.into(), error: true }
    }
}
