//! What an article says of itself besides its text.

/// Facts of an article, each as it was written; `None` where nothing is said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it; several are divided by commas.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// The site or paper that it was published in.
    pub site: Option<String>,
    /// Its language, as a code (`ar`, `fa-IR`).
    pub language: Option<String>,
    /// Where it is to be read.
    pub address: Option<String>,
}
