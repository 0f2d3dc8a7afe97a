//! Lines being written: searches, commands, notes, paths.

use std::path::PathBuf;

use super::annotating::LINE_END;
use super::edit::LineEdit;
use super::keys::key::{Code, Key};
use super::{App, Mode, PromptKind};

impl App {
    /// Opens a prompt over what is there; Esc and Enter go back to it.
    pub(super) fn open_prompt(&mut self, kind: PromptKind, text: &str) {
        let beneath = Box::new(std::mem::replace(&mut self.mode, Mode::Read));
        self.mode = Mode::Prompt(kind, LineEdit::new(text, self.order()), beneath);
    }

    pub(super) fn prompt_key(&mut self, key: Key) {
        let Mode::Prompt(kind, edit, _) = &mut self.mode else { return };
        match key.code {
            Code::Enter => {
                let (kind, text) = (kind.clone(), edit.text().to_owned());
                self.close_prompt();
                self.submit(kind, &text);
            }
            Code::Esc => self.cancel_prompt(),
            Code::Char('c') if key.ctrl => self.cancel_prompt(),
            // An emptied search or command closes, as in less and vim; a note does not, it may be written anew.
            Code::Backspace
                if edit.text().is_empty()
                    && matches!(kind, PromptKind::Search | PromptKind::Filter | PromptKind::Command) =>
            {
                self.close_prompt();
            }
            _ => {
                edit.key(key);
                self.prompt_changed();
            }
        }
    }

    /// A filter shows what it finds while it is written.
    pub(super) fn prompt_changed(&mut self) {
        if let Mode::Prompt(PromptKind::Filter, edit, _) = &self.mode {
            let query = edit.text().to_owned();
            self.filter_panel(&query);
        }
    }

    /// Takes a note that is being written, when the program is ended from outside: half of it is better than none. What was emptied stays as
    /// it was.
    pub(super) fn take_note(&mut self) {
        let Mode::Prompt(PromptKind::Note { .. }, edit, _) = &self.mode else { return };
        if !edit.text().trim().is_empty() {
            self.prompt_key(Key::plain(Code::Enter));
        }
    }

    fn cancel_prompt(&mut self) {
        if matches!(self.mode, Mode::Prompt(PromptKind::Filter, ..)) {
            self.filter_panel("");
        }
        self.close_prompt();
    }

    fn close_prompt(&mut self) {
        if let Mode::Prompt(_, _, beneath) = std::mem::replace(&mut self.mode, Mode::Read) {
            self.mode = *beneath;
        }
    }

    fn submit(&mut self, kind: PromptKind, text: &str) {
        match kind {
            PromptKind::Search if text.is_empty() => self.next_match(1),
            PromptKind::Search => self.search(text),
            PromptKind::Filter => {}
            PromptKind::Command => self.command(text.trim()),
            PromptKind::Note { ids, .. } => self.set_note(&ids, &text.replace(LINE_END, "\n")),
            PromptKind::ExportPath { format } => {
                let to = Some(text.trim()).filter(|path| !path.is_empty()).map(|path| self.path(path));
                self.export_to(format, to, false);
            }
        }
    }

    /// A path as written; `~/` is the reader's home.
    fn path(&self, text: &str) -> PathBuf {
        match (text.strip_prefix("~/"), &self.settings.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(text),
        }
    }

    /// `w [PATH]`, `e`, `recover`, `q`, `q!`, `wq`, or the number of a sentence.
    fn command(&mut self, text: &str) {
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        match name {
            "" => {}
            "w" | "write" if rest.is_empty() => {
                self.session.save_again();
            }
            "w" | "write" => {
                let path = self.path(rest);
                self.session.save_elsewhere(path);
            }
            "e" | "edit" => self.reload(),
            "recover" => self.recover(),
            "q" | "quit" | "wq" | "x" => self.quit(),
            "q!" | "quit!" => self.leave(),
            _ => match name.parse::<usize>() {
                Ok(ordinal) if ordinal > 0 => self.go_to_ordinal(ordinal),
                _ => self
                    .session
                    .out
                    .fail(format!("No command {name}: there are w [PATH], e, q, and a sentence's number")),
            },
        }
    }
}
