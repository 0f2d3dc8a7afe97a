//! Sidecars of the source that the text of an article was extracted from: such as were written when the source was read as it is.

use std::path::Path;

use serde_json::Value;

use super::{Fit, Sidecar};
use crate::annotation::anchor::extract;
use crate::input::Article;
use crate::store::SidecarError;

/// A function that reads a sidecar of a text.
type Reading = fn(&Path, Value, &Article) -> Result<Sidecar, SidecarError>;

/// Reads a sidecar of an article or of its source. What is of the source is read as if that were the article, be it edited since or not,
/// and then has the places of what became of it.
pub(super) fn sidecar(path: &Path, value: Value, article: &Article, read: Reading) -> Result<Sidecar, SidecarError> {
    let (Some(original), Some(source)) = (&article.source.original, of_source(&value, article)) else {
        return read(path, value, article);
    };
    let sidecar = read(path, value, &source)?;
    let (markup, bare) = (&sidecar.markup, |quote: &str| original.extracted(quote));
    let markup = extract(&original.map, (&source.document, &article.document), markup, bare);
    let fit = if sidecar.fit == Fit::Exact { Fit::Extracted } else { sidecar.fit };
    Ok(Sidecar { markup, fit, ..sidecar })
}

/// The source of an article, where a sidecar is of it: as its digest says, or because it names no extractor and is not of the text.
fn of_source(value: &Value, article: &Article) -> Option<Article> {
    let about = &value["article"];
    let is = |digest: &str| about["sha256"].as_str().is_some_and(|said| said.eq_ignore_ascii_case(digest));
    let original = article.source.original.as_ref().filter(|_| !is(article.document.digest()))?;
    (!about["source"].is_object() || is(original.digest())).then(|| article.unextracted()).flatten()
}
