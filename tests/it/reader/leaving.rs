//! Saving and leaving.

use hashiya::app::{Event, Locked, Opened, Settings, Size};
use hashiya::input::Article;
use hashiya::store::{Offer, Report};

use super::NEWS;
use super::support::{Disk, Reader, SIDECAR, caprtl};

#[test]
fn without_a_change_it_leaves_at_once_and_nothing_is_saved() {
    let mut reader = Reader::new(NEWS);
    reader.disk(Disk::Slow).keys("j G g q");
    assert!(reader.has_quit);
    assert_eq!(reader.saves.len(), 0);
}

#[test]
fn it_waits_until_all_is_saved() {
    let mut reader = Reader::new(NEWS);
    reader.disk(Disk::Slow).keys("1 j 2");
    assert!(reader.status().contains("saving …"), "{}", reader.status());
    reader.keys("q");
    assert!(!reader.has_quit);
    assert!(reader.status().contains("saving before leaving"), "{}", reader.status());
    reader.disk(Disk::Quick);
    assert!(reader.has_quit);
}

#[test]
fn what_cannot_be_saved_is_said_and_can_be_saved_elsewhere() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.disk(Disk::Full).keys("1");
    assert!(reader.status().contains("NOT SAVED: the disk is full"), "{}", reader.status());
    reader.keys("q");
    assert!(!reader.has_quit);
    let page = reader.all();
    assert!(page.contains("the disk is full") && page.contains("saves elsewhere"), "{page}");
    reader.keys("r");
    assert!(!reader.has_quit);
    reader.keys("Esc");
    assert!(reader.status().contains("NOT SAVED"));
    reader.keys("q w \"/tmp/other.json\" Enter");
    assert_eq!(reader.saves.last(), Some(&Some("/tmp/other.json".into())));
    assert!(reader.status().contains("saved"), "{}", reader.status());
    assert!(reader.keys("q").has_quit);
}

#[test]
fn that_it_is_not_saved_stays_said_before_what_else_fails() {
    let failed = || Event::Failed("Not read again: no such file".to_owned());
    let both = "NOT SAVED: the disk is full (:w PATH saves elsewhere); also: Not read again: no such file";
    let mut reader = Reader::sized(NEWS, 120, 16);
    reader.disk(Disk::Full).keys("1").event(failed()).event(failed());
    assert!(reader.status().contains(both), "{}", reader.status());
    let mut reader = Reader::sized(NEWS, 120, 16);
    reader.disk(Disk::Slow).keys("1").event(failed()).disk(Disk::Full);
    assert!(reader.status().contains(both), "{}", reader.status());
    let mut reader = Reader::sized(NEWS, 120, 16);
    reader.event(failed()).disk(Disk::Full).keys("1");
    // A key was pressed in between.
    assert!(reader.status().contains("saves elsewhere)") && !reader.status().contains("also"), "{}", reader.status());
    let mut narrow = Reader::sized(NEWS, 60, 16);
    narrow.disk(Disk::Full).keys("1").event(failed());
    assert!(narrow.status().contains("i: more"), "{}", narrow.status());
    narrow.keys("i");
    assert!(narrow.all().contains("Not read again: no such file"), "{}", narrow.all());
}

#[test]
fn trying_again_leaves_once_it_is_saved() {
    let mut reader = Reader::new(NEWS);
    reader.disk(Disk::Full).keys("1 q").disk(Disk::Quick).keys("r");
    assert!(reader.has_quit);
}

#[test]
fn losing_it_must_be_asked_for_with_a_capital() {
    let mut reader = Reader::new(NEWS);
    reader.disk(Disk::Full).keys("1 q q");
    assert!(!reader.has_quit);
    assert!(reader.keys("q Q").has_quit);
}

fn locked(columns: u16) -> Reader {
    let full = format!("{SIDECAR}: was written for another text; move it away to start anew");
    let opened = Opened { locked: Some(Locked { brief: "the article changed".into(), full }), ..Opened::default() };
    Reader::open(NEWS, opened, Settings::default(), Size { columns, rows: 12 })
}

#[test]
fn what_is_locked_is_read_only_and_says_why() {
    let mut reader = locked(80);
    assert!(reader.status().contains("LOCKED: the article changed (i: more)"), "{}", reader.status());
    for key in ["1", "x", "u", "s Space 1", "v j 2", "j J", "j S", "j + \\"] {
        reader.keys(key);
        assert!(reader.status().contains("LOCKED"), "{key}: {}", reader.status());
        reader.keys("Esc Esc");
    }
    assert_eq!(reader.annotations(), [""; 0]);
    assert_eq!(reader.boundaries(), [""; 0]);
    assert_eq!(reader.saves.len(), 0);
    assert!(reader.keys("q").has_quit);
}

#[test]
fn suspend_and_redraw_are_the_loops() {
    let mut reader = Reader::new(NEWS);
    reader.keys("Ctrl-Z Ctrl-L");
    assert_eq!((reader.suspended, reader.redrawn), (1, 1));
    assert!(!reader.app().is_dirty());
}

#[test]
fn what_is_locked_cannot_be_saved_anywhere_and_that_is_said() {
    let mut reader = locked(100);
    for command in ["w", "w other.json"] {
        reader.keys(&format!(": \"{command}\" Enter"));
        assert!(reader.status().contains("Nothing to save: LOCKED: the article changed"), "{}", reader.status());
    }
    assert_eq!(reader.saves.len(), 0);
}

#[test]
fn the_summary_says_in_full_why_it_is_locked() {
    let mut reader = locked(60);
    let page = words(reader.keys("i"));
    assert!(page.contains("was written for another text; move it away to start anew"), "{page}");
}

/// The words inside the panel.
fn words(reader: &mut Reader) -> String {
    let columns = usize::from(reader.page().size.columns);
    let inside = |row: &String| row.chars().skip(2).take(columns - 4).chain([' ']).collect::<String>();
    let rows: String = reader.text().iter().map(inside).collect();
    rows.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn saving_what_was_not_changed_says_so_and_nothing_is_saved() {
    let mut reader = Reader::sized(NEWS, 80, 12);
    assert!(reader.keys(": \"w\" Enter").status().ends_with("Nothing to save"), "{}", reader.status());
    assert!(reader.keys("Esc").status().contains("no changes"), "{}", reader.status());
    assert_eq!(reader.saves.len(), 0);
    reader.keys("1 : \"w\" Enter");
    assert!(reader.status().ends_with("Nothing to save"), "{}", reader.status());
    assert_eq!(reader.saves.len(), 1);
    assert!(reader.keys("Esc").status().contains("saved 22:13:20"));
}

#[test]
fn nothing_tagged_saved_elsewhere_is_not_called_saved() {
    let mut reader = Reader::sized(NEWS, 100, 12);
    reader.keys(": \"w o.json\" Enter");
    assert!(reader.status().contains("Nothing to save: nothing is tagged"), "{}", reader.status());
    assert!(reader.keys("Esc").status().contains("no changes"), "{}", reader.status());
    assert!(reader.keys("1").status().contains("saved 22:13:20 in o.json"), "{}", reader.status());
}

#[test]
fn what_is_saved_elsewhere_says_where() {
    let mut reader = Reader::sized(NEWS, 80, 16);
    reader.keys("1 : \"w /tmp/o.json\" Enter");
    assert!(reader.status().ends_with("Saved in o.json, and from now on"), "{}", reader.status());
    reader.keys("j 2");
    assert!(reader.keys("Esc").status().contains("saved 22:13:20 in o.json"), "{}", reader.status());
    assert!(reader.keys("i").all().contains("Saved at 22:13:20 in /tmp/o.json"), "{}", reader.all());
}

#[test]
fn a_path_may_begin_with_the_home_folder() {
    let settings = Settings { home: Some("/home/mona".into()), ..Settings::default() };
    let mut reader = Reader::open(NEWS, Opened::default(), settings, Size { columns: 80, rows: 16 });
    reader.keys("1 : \"w ~/o.json\" Enter w Enter Ctrl-U \"~/x.json\" Enter");
    assert_eq!(reader.saves.last(), Some(&Some("/home/mona/o.json".into())));
    assert_eq!(reader.exported, [(0, Some("/home/mona/x.json".into()))]);
}

#[test]
fn elsewhere_that_fails_is_told_and_saving_goes_on_where_it_was() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.keys("1").disk(Disk::Gone).keys(": \"w /gone/o.json\" Enter");
    assert!(reader.status().contains("NOT SAVED in o.json: the disk is full"), "{}", reader.status());
    reader.disk(Disk::Quick);
    assert!(reader.keys("Esc").status().contains("saved 22:13:20"), "{}", reader.status());
    assert!(!reader.keys("2").status().contains("o.json"), "{}", reader.status());
    assert!(reader.keys("q").has_quit);
}

#[test]
fn the_dialog_says_what_happened_and_each_try_shows() {
    let mut reader = Reader::sized(NEWS, 60, 16);
    reader.disk(Disk::Gone).keys("1 q");
    let page = words(&mut reader);
    for part in [
        "NOT SAVED. Tried at 22:13:20:",
        SIDECAR,
        "the disk is full; free some space, or save elsewhere",
        "r tries again",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let page = words(reader.keys("r"));
    assert!(page.contains("Tried 2 times, last at 22:13:20:"), "{page}");
    let page = words(reader.keys("w \"/x/y.json\" Enter"));
    assert!(page.contains("Tried 3 times, last at 22:13:20:") && page.contains("/x/y.json: not saved"), "{page}");
    assert!(!reader.has_quit);
}

#[test]
fn a_long_message_leaves_the_number_of_the_sentence_and_the_summary_has_all_of_it() {
    for columns in [40, 60, 80] {
        let mut reader = Reader::sized(NEWS, columns, 16);
        reader.keys("j").disk(Disk::Full).keys("1");
        let status = reader.status();
        assert!(status.contains(" 2/7 ") && status.contains("NOT SAVED"), "{status}");
        if columns < 60 {
            assert!(status.ends_with("… i: more"), "{status}");
        }
        assert_eq!(status.matches("SAVED").count(), 1, "{status}");
        let page = words(reader.keys("i"));
        assert!(page.contains("the disk is full; free some space, or save elsewhere"), "{page}");
        assert!(page.contains(":w PATH saves elsewhere"), "{page}");
        assert_eq!(page.matches("the disk is full").count(), 1, "{page}");
    }
}

#[test]
fn what_the_saver_tries_by_itself_is_counted_and_said_when_it_succeeds() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    let failed = |revision| {
        let (path, cause) = (SIDECAR.into(), "the disk is full".to_owned());
        Event::Saver(Report::Failed {
            revision,
            path,
            message: format!("{SIDECAR}: not saved: {cause}"),
            cause,
            again: true,
        })
    };
    reader.disk(Disk::Full).keys("1");
    assert!(reader.status().contains("NOT SAVED: the disk is full (:w"), "{}", reader.status());
    reader.keys("j").event(failed(1));
    // No message takes the place of another one.
    assert!(reader.status().contains("NOT SAVED  2 times: the disk is full"), "{}", reader.status());
    reader.event(failed(1)).keys("i");
    assert!(words(&mut reader).contains("Tried 3 times"), "{}", reader.all());
    reader.keys("q 2");
    assert!(reader.status().contains("NOT SAVED: the disk is full (:w"), "{}", reader.status());
    reader.event(Event::Saver(Report::Saved { revision: 2, path: SIDECAR.into(), written: true }));
    assert!(reader.status().ends_with("json, after it had failed 4 times"), "{}", reader.status());
    assert!(reader.keys("Esc").status().contains("saved 22:13:20"));
    assert!(reader.keys("q").has_quit);
}

#[test]
fn while_it_waits_for_a_disk_one_can_stay_or_lose_it() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    reader.disk(Disk::Slow).keys("1 q q");
    assert!(!reader.has_quit);
    assert!(reader.status().contains("saving before leaving"), "{}", reader.status());
    reader.keys("Esc j");
    assert!(reader.status().contains("saving …"), "{}", reader.status());
    assert!(reader.keys("q Q").has_quit);
}

#[test]
fn a_backup_that_could_not_be_made_is_said() {
    let mut reader = Reader::sized(NEWS, 100, 16);
    let path = format!("{SIDECAR}~").into();
    reader.keys("1").event(Event::Saver(Report::Unkept { path, cause: "Is a directory".into() }));
    assert!(
        reader.status().ends_with("without a backup: news.txt.hashiya.json~: Is a directory"),
        "{}",
        reader.status()
    );
}

fn with_unsaved() -> Reader {
    let unsaved = Some(Offer { copy: "/state/copy.json".into(), from: None });
    let opened = Opened { unsaved, ..Opened::default() };
    let settings = Settings { creator: "mona".into(), ..Settings::default() };
    Reader::open(NEWS, opened, settings, Size { columns: 100, rows: 16 })
}

#[test]
fn work_of_an_earlier_session_is_offered_and_taken_in_once() {
    let mut earlier = Reader::new(NEWS);
    earlier.keys("j 1 j J");
    let markup = earlier.app().markup().clone();
    let mut reader = with_unsaved();
    assert!(reader.status().contains("not in the file; :recover takes it in"), "{}", reader.status());
    let panel = words(reader.keys("i"));
    assert!(panel.contains("It is in /state/copy.json; :recover takes it"), "{panel}");
    reader.keys("q : \"recover\" Enter");
    assert_eq!(reader.recovering, 1);
    reader.disk(Disk::Slow).event(Event::Recovered { markup, conflicts: 0 });
    assert!(reader.status().contains("Recovered 2 changes of an earlier session"), "{}", reader.status());
    assert_eq!((reader.annotations(), reader.boundaries()), (earlier.annotations(), earlier.boundaries()));
    // Not before it is saved.
    assert_eq!(reader.forgotten.len(), 0);
    reader.disk(Disk::Quick);
    assert_eq!(reader.forgotten, [std::path::PathBuf::from("/state/copy.json")]);
    reader.keys("u");
    assert_eq!((reader.annotations(), reader.boundaries()), (Vec::new(), Vec::new()));
    reader.keys(": \"recover\" Enter");
    assert!(reader.status().contains("Nothing to recover"), "{}", reader.status());
    assert_eq!(reader.recovering, 1);
}

#[test]
fn what_failed_before_the_article_was_read_again_is_not_said_over_what_there_is_of_it() {
    let mut reader = Reader::sized(NEWS, 100, 24);
    assert!(reader.disk(Disk::Full).keys("j 1").status().contains("NOT SAVED"), "{}", reader.status());
    let offer = Offer { copy: "/state/news.json".into(), from: None };
    let article = Article::from_text("news.txt", caprtl(NEWS));
    reader.app().reloaded(article.into(), Opened { unsaved: Some(offer), ..Opened::default() });
    assert!(reader.status().contains("There is work that is not in the file"), "{}", reader.status());
}
