//! A reader on a fake terminal: text, keys, text.
//!
//! Articles and pictures are CapRTL: a capital stands for a right-to-left letter (A–Z are U+05D0 and after, which do not join), in
//! the article, in what is typed, and on the screen. Other capitals of the screen (`LOCKED`) are what they are.
//!
//! The style grid has one letter for each cell of the text grid, by the cell's label; how a label looks is the theme's:
//!
//! | letter | the cell |
//! |---|---|
//! | `.` | nothing special |
//! | `c` `q` `f` | of a sentence tagged as claim, quote, figure; also the tag in the margin; `o` another colour |
//! | `1` `2` `3` `4` | of a part tagged so |
//! | `-` | of the current sentence; `C` `Q` `F` `O` with a tag on it, `7` `8` `9` `0` on a part of it |
//! | `v` | being chosen: an extension or a part |
//! | `m` `M` | a match of the search; the one that the reader is at |
//! | `h` | a heading, the bar beside the current sentence |
//! | `s` `e` | status line; an error in it |
//! | `k` | a key of the footer |
//! | `p` `t` `>` | panel, its title, its selected row |

use std::path::PathBuf;
use std::sync::Arc;

use hashiya::annotation::{Boundary, Colour};
use hashiya::app::key::{Code, Key};
use hashiya::app::page::{Label, Match, Page, Role};
use hashiya::app::tally::touched;
use hashiya::app::{App, Effect, Event, Export, Ids, Leave, Opened, Reopened, Reopening, Settings, Size};
use hashiya::input::{Article, Origin};
use hashiya::store::Report;
use hashiya::text::Span;
use hashiya::ui::{self, Theme};
use jiff::Timestamp;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

pub(crate) use crate::caprtl::{capitals, caprtl};

/// Where the annotations would be saved.
pub(crate) const SIDECAR: &str = "/articles/news.txt.hashiya.json";

/// What becomes of what is handed to the saver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Disk {
    /// It is saved at once.
    Quick,
    /// It waits for [`Reader::disk`].
    Slow,
    /// It fails; another file is on another disk.
    Full,
    /// It fails, and so does every other.
    Gone,
}

/// The program on a fake terminal and a fake disk. Time stands still.
pub(crate) struct Reader {
    app: App,
    disk: Disk,
    /// Where the saver saves.
    place: PathBuf,
    /// Saves that were asked for and not answered.
    waiting: Vec<(u64, Option<PathBuf>)>,
    /// How often, and where to, saving was asked for.
    pub(crate) saves: Vec<Option<PathBuf>>,
    /// Effects that leave the program, as they came.
    pub(crate) copied: Vec<String>,
    pub(crate) edited: Vec<String>,
    pub(crate) exported: Vec<(usize, Option<PathBuf>)>,
    /// How many of the exports may overwrite what is there.
    pub(crate) overwritten: usize,
    pub(crate) redrawn: usize,
    pub(crate) suspended: usize,
    pub(crate) recovering: usize,
    pub(crate) forgotten: Vec<PathBuf>,
    /// Copies that were asked for of what is not in the file, and how often saving was begun.
    pub(crate) kept: usize,
    pub(crate) started: usize,
    /// How often the article was to be read again, and what was to be looked for in it.
    pub(crate) rereading: usize,
    pub(crate) reopening: Vec<Reopening>,
    pub(crate) left: Option<Leave>,
}

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).expect("a time")
}

impl Reader {
    /// Opens a CapRTL article on a screen of 60 columns and 12 rows, with a measure of 40 columns.
    pub(crate) fn new(text: &str) -> Self {
        Self::sized(text, 60, 12)
    }

    pub(crate) fn sized(text: &str, columns: u16, rows: u16) -> Self {
        let settings = Settings { measure: 40, creator: "mona".into(), ..Settings::default() };
        Self::open(text, Opened::default(), settings, Size { columns, rows })
    }

    /// Opens Markdown in CapRTL, with a measure of 40 columns.
    pub(crate) fn markdown(text: &str, columns: u16, rows: u16) -> Self {
        let settings = Settings { measure: 40, creator: "mona".into(), ..Settings::default() };
        let article = Article::from_bytes("news.md", Origin::Stdin, caprtl(text).as_bytes()).expect("an article");
        Self::with(article, Opened::default(), settings, Size { columns, rows })
    }

    pub(crate) fn open(text: &str, opened: Opened, settings: Settings, size: Size) -> Self {
        let mut article = Article::from_text("news.txt", caprtl(text));
        article.source.origin = Origin::File("/articles/news.txt".into());
        Self::with(article, opened, settings, size)
    }

    pub(crate) fn with(article: Article, opened: Opened, settings: Settings, size: Size) -> Self {
        let opened = Opened { path: SIDECAR.into(), ..opened };
        let app = App::new(Arc::new(article), opened, settings, Ids::Counted(0), size, now());
        let mut reader = Self {
            app,
            disk: Disk::Quick,
            place: SIDECAR.into(),
            waiting: Vec::new(),
            saves: Vec::new(),
            copied: Vec::new(),
            edited: Vec::new(),
            exported: Vec::new(),
            overwritten: 0,
            redrawn: 0,
            suspended: 0,
            recovering: 0,
            forgotten: Vec::new(),
            kept: 0,
            started: 0,
            rereading: 0,
            reopening: Vec::new(),
            left: None,
        };
        let effects = reader.app.take_effects();
        reader.perform(effects);
        reader
    }

    /// Presses keys, named as the help names them, with blanks between; what stands in `"…"` is typed letter by letter.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for (number, part) in keys.split('"').enumerate() {
            if number % 2 == 1 {
                for character in caprtl(part).chars() {
                    self.event(Event::Key(Key::plain(Code::Char(character))));
                }
            } else {
                for name in part.split_whitespace() {
                    let (prefix, key) = Key::sequence(name).unwrap_or_else(|| panic!("no key {name}"));
                    for key in prefix.into_iter().chain([key]) {
                        self.event(Event::Key(key));
                    }
                }
            }
        }
        self
    }

    pub(crate) fn event(&mut self, event: Event) -> &mut Self {
        let effects = self.app.update(event, now());
        self.perform(effects);
        self
    }

    /// Whether it was left.
    pub(crate) fn has_quit(&self) -> bool {
        self.left.is_some()
    }

    /// Somebody writes the article, and it is read again: then this is in it.
    pub(crate) fn edit(&mut self, text: &str) -> &mut Self {
        self.event(Event::Touched).reread(text).reopen(Reopened::default())
    }

    /// The article that was to be read again has been: this is in it.
    pub(crate) fn reread(&mut self, text: &str) -> &mut Self {
        let mut article = Article::from_text("news.txt", caprtl(text));
        article.source.origin = Origin::File("/articles/news.txt".into());
        self.event(Event::Reread(Ok(article.into())))
    }

    /// What there is of it has been read.
    pub(crate) fn reopen(&mut self, reopened: Reopened) -> &mut Self {
        let opened = Opened { path: SIDECAR.into(), changed: true, ..reopened.opened };
        self.event(Event::Reopened(Ok(Box::new(Reopened { opened, ..reopened }))))
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.event(Event::Resize(Size { columns, rows }))
    }

    /// Changes what the disk does, and lets it do so with what waits.
    pub(crate) fn disk(&mut self, disk: Disk) -> &mut Self {
        self.disk = disk;
        if disk != Disk::Slow {
            for (revision, to) in std::mem::take(&mut self.waiting) {
                self.answer(revision, to.as_ref());
            }
        }
        self
    }

    fn answer(&mut self, revision: u64, to: Option<&PathBuf>) {
        let path = to.cloned().unwrap_or_else(|| self.place.clone());
        let fails = match self.disk {
            Disk::Full => path.as_path() == std::path::Path::new(SIDECAR),
            Disk::Gone => true,
            Disk::Quick | Disk::Slow => false,
        };
        let report = if fails {
            let message =
                format!("{}: not saved: the disk is full; free some space, or save elsewhere", path.display());
            Report::Failed { revision, path, cause: "the disk is full".into(), message, again: true }
        } else {
            self.place.clone_from(&path);
            Report::Saved { revision, path, written: !self.app.annotations().is_empty() || revision > 0 }
        };
        self.event(Event::Saver(report));
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Save { snapshot, to } => {
                    let revision = snapshot.revision;
                    self.saves.push(to.clone());
                    if self.disk == Disk::Slow {
                        self.waiting.push((revision, to));
                    } else {
                        self.answer(revision, to.as_ref());
                    }
                }
                Effect::Copy(text) => self.copied.push(capitals(&text)),
                Effect::Edit(text) => self.edited.push(capitals(&text)),
                Effect::Export(Export { format, to, overwrite, .. }) => {
                    self.overwritten += usize::from(overwrite);
                    self.exported.push((format, to));
                }
                Effect::Count { document, generation, spans } => {
                    document.count_sentences();
                    let touched = touched(&document, &spans);
                    self.event(Event::Counted { generation, touched });
                }
                Effect::Recover(..) => self.recovering += 1,
                Effect::Forget(offer, ..) => {
                    self.forgotten.push(offer.copy);
                    self.event(Event::Forgotten);
                }
                Effect::Keep(_) => {
                    self.kept += 1;
                    self.event(Event::Kept(Ok("/state/copy.json".into())));
                }
                Effect::Start(..) => self.started += 1,
                // What is read again is put in by the test.
                Effect::Reread(_) => self.rereading += 1,
                Effect::Reopen(from) => self.reopening.push(*from),
                Effect::Harakat | Effect::Discard | Effect::LetBe => {}
                Effect::Redraw => self.redrawn += 1,
                Effect::Suspend(..) => self.suspended += 1,
                Effect::Leave(leave) => self.left = Some(*leave),
            }
        }
    }

    pub(crate) fn page(&mut self) -> Page {
        self.app.view()
    }

    fn painted(&mut self) -> Buffer {
        let page = self.page();
        let mut buffer = Buffer::empty(Rect::new(0, 0, page.size.columns, page.size.rows));
        ui::draw(&page, &Theme::default(), &mut buffer, None);
        buffer
    }

    /// The whole screen; blanks at the ends of rows are left out.
    pub(crate) fn screen(&mut self) -> Vec<String> {
        let buffer = self.painted();
        let width = usize::from(buffer.area.width).max(1);
        let row = |cells: &[Cell]| cells.iter().map(|cell| capitals(cell.symbol())).collect::<String>();
        buffer.content.chunks(width).map(|cells| row(cells).trim_end().to_owned()).collect()
    }

    /// The rows above status line and footer.
    pub(crate) fn text(&mut self) -> Vec<String> {
        let mut rows = self.screen();
        rows.truncate(rows.len() - 2);
        rows
    }

    /// The styles of [`text`](Self::text); `.` at the ends of rows is left out.
    pub(crate) fn styles(&mut self) -> Vec<String> {
        let page = self.page();
        let mut rows = vec![vec!['.'; page.size.columns.into()]; page.size.rows.into()];
        for strip in &page.strips {
            let mut x = usize::from(strip.x);
            for (_, width, label) in strip.cells.iter() {
                let end = x + usize::from(*width);
                if let Some(cells) = rows.get_mut(usize::from(strip.y)).and_then(|row| row.get_mut(x..end)) {
                    cells.fill(letter(*label));
                }
                x = end;
            }
        }
        rows.truncate(rows.len() - 2);
        rows.iter().map(|row| row.iter().collect::<String>().trim_end_matches('.').to_owned()).collect()
    }

    pub(crate) fn status(&mut self) -> String {
        let rows = self.screen();
        rows[rows.len() - 2].clone()
    }

    pub(crate) fn footer(&mut self) -> String {
        let rows = self.screen();
        rows[rows.len() - 1].clone()
    }

    /// The whole screen as one text.
    pub(crate) fn all(&mut self) -> String {
        self.screen().join("\n")
    }

    /// The caret of a line being written: column and row.
    pub(crate) fn caret(&mut self) -> Option<(u16, u16)> {
        self.page().caret
    }

    /// The current sentence.
    pub(crate) fn current(&mut self) -> String {
        let position = self.app.position();
        let article = Arc::clone(self.app.article());
        let index = article.document.paragraph_at(position).expect("a paragraph");
        let sentences = article.document.sentences(index);
        let span = sentences.iter().find(|span| span.start == position).copied().unwrap_or_default();
        self.exact(span)
    }

    fn exact(&self, span: Span) -> String {
        capitals(span.slice(&self.app.article().document.text).expect("whole characters"))
    }

    /// The annotations in the order of the text: tag, text, note.
    pub(crate) fn annotations(&self) -> Vec<String> {
        let mut rows: Vec<_> = self.app.annotations().iter().collect();
        rows.sort_by_key(|annotation| (annotation.span.start, annotation.span.end, annotation.tag.clone()));
        rows.iter()
            .map(|annotation| {
                let note = annotation.note.as_deref().map_or(String::new(), |note| format!(" ({})", capitals(note)));
                format!("{} {}{note}", annotation.tag, self.exact(annotation.span))
            })
            .collect()
    }

    /// The corrected boundaries in the order of the text: kind, and the text around as far as two words.
    pub(crate) fn boundaries(&self) -> Vec<String> {
        let text = &self.app.article().document.text;
        let row = |boundary: &Boundary| {
            assert!(boundary.quote.fits(text, boundary.position), "{boundary:?}");
            let before = boundary.quote.before.split_whitespace().next_back().unwrap_or_default();
            let after = boundary.quote.after.split_whitespace().next().unwrap_or_default();
            capitals(&format!("{} {before}|{after}", boundary.kind.name()))
        };
        self.app.boundaries().iter().map(row).collect()
    }

    /// The sentences of the paragraph that the current one is in.
    pub(crate) fn sentences(&mut self) -> Vec<String> {
        let position = self.app.position();
        let article = Arc::clone(self.app.article());
        let index = article.document.paragraph_at(position).expect("a paragraph");
        article.document.sentences(index).into_iter().map(|span| self.exact(span)).collect()
    }

    pub(crate) fn app(&mut self) -> &mut App {
        &mut self.app
    }
}

/// The letter of a label; see the top of this file.
fn letter(label: Label) -> char {
    let is_text = match label.role {
        Role::Panel | Role::PanelKey => return 'p',
        Role::PanelTitle => return 't',
        Role::Selected => return '>',
        Role::Error => return 'e',
        Role::Status => return 's',
        Role::Key => return 'k',
        Role::Bar => return 'h',
        Role::Text | Role::Headline | Role::Standfirst | Role::Credit | Role::Subheading | Role::Quotation => true,
        Role::Tag | Role::Note | Role::Rule | Role::Footer | Role::Prompt => false,
    };
    let letters = match label.tag {
        None if matches!(label.role, Role::Headline | Role::Subheading) => "h-h-",
        None => ".-.-",
        Some(Colour::Red) => "cC17",
        Some(Colour::Green) => "qQ28",
        Some(Colour::Blue) => "fF39",
        Some(_) => "oO40",
    };
    match label.matched {
        Match::Some => 'm',
        Match::Current => 'M',
        Match::None if label.chosen => 'v',
        Match::None => {
            let which = usize::from(label.current && is_text) + 2 * usize::from(label.part);
            char::from(letters.as_bytes()[which])
        }
    }
}
