//! What is done in the end, whatever ended the program: nothing that was tagged is lost without a word of the reader's.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use crate::store::{Saver, printable};

/// How long the disk may take for the last try. Nobody is there to wait any longer: the terminal is gone, or the system goes down.
const LIMIT: Duration = Duration::from_secs(10);

/// Ends the saver after a last try. What is not saved then, or was never handed over (`lost`), is written elsewhere by `keep`.
/// Returns what there is to say.
pub(super) fn rescue(
    saver: Option<Saver>,
    lost: bool,
    keep: impl FnOnce() -> Result<PathBuf, io::Error>,
) -> Option<String> {
    let cause = match saver.map(|saver| saver.finish(LIMIT)) {
        Some(Err(cause)) => cause,
        None if lost => "it could not be begun".to_owned(),
        Some(Ok(())) | None => return None,
    };
    Some(match keep() {
        Ok(path) => {
            let path = printable(&path.to_string_lossy());
            format!(
                "NOT SAVED: {cause}\nhashiya: what was tagged is kept in {path}; open the article again, then :recover"
            )
        }
        Err(error) => format!("NOT SAVED: {cause}\nhashiya: nor could it be kept elsewhere: {error}"),
    })
}

/// Says something on standard error, which may be gone with the terminal.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "hashiya: {text}");
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;

    use super::*;
    use crate::annotation::Snapshot;
    use crate::input::{Article, Origin};
    use crate::store::Sidecar;

    fn saver(path: PathBuf) -> Saver {
        let mut article = Article::from_text("news.txt", "قال.".to_owned());
        article.source.origin = Origin::File("news.txt".into());
        let sidecar = Sidecar { digest: Some([0; 32]), ..Sidecar::new() };
        Saver::start(Arc::new(article), sidecar, path, |_| {})
    }

    #[test]
    fn a_panic_costs_nothing_that_was_handed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("s.json");
        let saver = saver(path.clone());
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            saver.save(Snapshot { revision: 1, ..Snapshot::default() }, None);
            panic!("of the test");
        }));
        assert!(outcome.is_err());
        assert_eq!(rescue(Some(saver), false, || panic!("it is saved")), None);
        assert!(path.exists());
    }

    #[test]
    fn what_cannot_be_saved_is_kept_and_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let saver = saver(folder.path().join("gone").join("s.json"));
        saver.save(Snapshot { revision: 1, ..Snapshot::default() }, None);
        let said = rescue(Some(saver), false, || Ok("/state/news.json".into())).expect("said");
        assert!(said.contains("its folder is gone") && said.contains("kept in /state/news.json"), "{said}");
        assert_eq!(rescue(None, false, || panic!("there is nothing")), None);
        let said = rescue(None, true, || Err(io::ErrorKind::StorageFull.into())).expect("said");
        assert!(said.contains("nor could it be kept elsewhere"), "{said}");
    }
}
