//! Saving and leaving.

use hashiya::app::{Opened, Settings, Size};

use crate::NEWS;
use crate::support::{Disk, Reader};

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

#[test]
fn what_is_locked_is_read_only_and_says_why() {
    let opened = Opened { locked: Some("LOCKED: the article changed".into()), ..Opened::default() };
    let mut reader = Reader::open(NEWS, opened, Settings::default(), Size { columns: 80, rows: 12 });
    assert!(reader.status().contains("the article changed"));
    for key in ["1", "x", "u", "s Space 1", "v j 2"] {
        reader.keys(key);
        assert!(reader.status().contains("LOCKED"), "{key}: {}", reader.status());
        reader.keys("Esc Esc");
    }
    assert_eq!(reader.annotations(), [""; 0]);
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
