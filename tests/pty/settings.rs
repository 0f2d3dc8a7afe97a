//! The real program and the files of settings: what holds, and what is said of what is wrong.

use crate::support::caprtl::caprtl;
use crate::support::terminal::{BINARY, Home, Terminal};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE. SHE SAID MORE.\n";

fn article(config: &str) -> Home {
    let home = Home::new();
    home.write("news.txt", &caprtl(NEWS));
    std::fs::create_dir_all(home.path().join("config/hashiya/themes")).expect("made");
    home.write("config/hashiya/config.toml", config);
    home
}

/// Standard output and standard error.
fn run(home: &Home, arguments: &[&str]) -> (String, String) {
    let output = home.run(arguments);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr).replace(&*home.path().to_string_lossy(), "HOME"))
}

#[test]
fn a_broken_file_is_told_of_with_its_line_and_left_alone() {
    let config = "width = 30\nrtl = \"visul\"\n";
    let home = article(config);
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("line 2: rtl must").keys("j").wait("1 claim").keys("q");
    assert_eq!(terminal.ended(), "0");
    let told = "HOME/config/hashiya/config.toml: line 2: rtl must be one of auto, lrm, visual, words, kitty, off; did you mean visual?";
    assert!(run(&home, &["list", "news.txt"]).1.contains(told));
    let kept = std::fs::read_to_string(home.path().join("config/hashiya/config.toml"));
    assert_eq!(kept.expect("there"), config);
}

#[test]
fn the_tags_of_a_folder_are_given_and_what_is_wrong_with_them_is_told_of() {
    let home = article("[[tag]]\nid = \"users\"\n");
    let tags = "[[tag]]\nid = \"law\"\nkey = \"l\"\n[[tag]]\nid = \"jest\"\nkey = \"j\"\n\
                [[tag]]\nid = \"tint\"\nkey = \"c\"\ncolour = \"pinkish\"\n[[tag]]\nid = \"law\"\n";
    home.write(".hashiya.toml", tags);
    let wrong = [
        "HOME/.hashiya.toml: line 10: the colour of the tag tint must be one of red, green, yellow, blue, magenta, cyan; it is yellow",
        "HOME/.hashiya.toml: line 12: an earlier tag has the id law; the later one is left out",
        "HOME/.hashiya.toml: line 6: the key j of the tag jest is taken: next sentence (5j: five on; 03j: three on); give it another one",
    ];
    let (said, told) = run(&home, &["config", &home.path().join("news.txt").to_string_lossy()]);
    assert!(wrong.iter().all(|wrong| told.contains(wrong)), "{told}");
    assert!(said.contains("[[tag]]\nid = \"law\"\nlabel = \"law\"\nkey = \"l\"\ncolour = \"red\"\n"), "{said}");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    // The tag is there: its digit gives it, and the key does what it does.
    terminal.wait("line 10: the colour").keys("j").wait(" 1 law  2 jest  3 tint ").keys("2").wait("Tagged jest");
    terminal.wait("●J").keys(";tt").wait("■T").keys("q");
    assert_eq!(terminal.ended(), "0");
    let sidecar = std::fs::read_to_string(home.path().join("news.txt.hashiya.json")).expect("saved");
    assert!(sidecar.contains("\"tag\": \"jest\"") && !sidecar.contains("claim"), "{sidecar}");
    assert!(run(&home, &["tag", "news.txt", "--sentence", "1", "--tag", "law"]).1.contains("sentence 1 tagged law"));
    assert!(
        run(&home, &["tag", "news.txt", "--sentence", "1", "--tag", "claim"])
            .1
            .contains("the tags are law, jest, tint")
    );
    assert_eq!(std::fs::read_to_string(home.path().join(".hashiya.toml")).expect("there"), tags);
    // Broken as a whole, it gives no tags, and the user's hold.
    home.write(".hashiya.toml", "[[tag]]\nid = \"law\n");
    assert!(
        run(&home, &["tag", "news.txt", "--sentence", "2", "--tag", "users"]).1.contains("sentence 2 tagged users")
    );
    let sidecar = std::fs::read_to_string(home.path().join("news.txt.hashiya.json")).expect("saved");
    assert!(sidecar.contains("\"id\": \"users\"") && sidecar.contains("\"id\": \"law\""), "{sidecar}");
}

#[test]
fn the_file_beside_the_article_goes_before_the_users_and_after_the_options() {
    let home = article("newline = \"paragraph\"\ncreator = \"reem\"\n");
    home.write("lines.txt", "One\ntwo.\n");
    let count = |arguments: &[&str]| run(&home, &[&["sentences", "lines.txt"], arguments].concat()).0.lines().count();
    assert_eq!(count(&[]), 2);
    home.write(".hashiya.toml", "newline = \"wrap\"\ncreator = \"mallory\"\n");
    assert_eq!((count(&[]), count(&["--newline", "paragraph"])), (1, 2));
    let (said, wrong) = run(&home, &["config", "lines.txt"]);
    assert!(said.contains("\nnewline = \"wrap\"  # ") && said.contains("/.hashiya.toml, line 1\n"), "{said}");
    assert!(said.contains("\ncreator = \"reem\"  # "), "{said}");
    assert!(
        wrong.contains(".hashiya.toml: line 2: creator is the user's own: it may stand in config.toml only"),
        "{wrong}"
    );
    // An article from standard input has no folder.
    assert!(run(&home, &["config"]).0.contains("newline = \"paragraph\""));
}

#[test]
fn the_theme_is_chosen_by_setting_and_no_color_asks_for_the_plain_one() {
    for (config, variables, arguments, coloured) in [
        ("", "", "", true),
        ("", "NO_COLOR=1", "", false),
        ("", "NO_COLOR=", "", true),
        ("theme = \"plain\"", "", "", false),
        ("theme = \"plain\"", "", "--theme default", true),
        ("theme = \"mine\"", "NO_COLOR=1", "", true),
    ] {
        let home = article(config);
        home.write("config/hashiya/themes/mine.toml", "text = { fg = 99 }");
        let command = format!(r#"{variables} exec "$0" news.txt {arguments}"#);
        let mut terminal = Terminal::command(&home, "sh", &["-c", &command, BINARY]);
        terminal.wait("1 claim").keys("q");
        assert_eq!(terminal.ended(), "0");
        let sent = String::from_utf8(terminal.sent()).expect("UTF-8");
        assert_eq!(sent.contains(";38;5;"), coloured, "{config} {variables} {arguments}");
        assert_eq!(sent.contains(";38;5;99"), config.contains("mine"), "{config}");
    }
}

#[test]
fn a_broken_theme_is_told_of_and_the_default_is_used() {
    let home = article("theme = \"mine\"");
    home.write("config/hashiya/themes/mine.toml", "text = {}\nbar = { fg = 256 }");
    let mut terminal = Terminal::start(&home, &["news.txt"]);
    terminal.wait("mine.toml: line 2: fg of").keys("q");
    assert_eq!(terminal.ended(), "0");
    assert!(String::from_utf8(terminal.sent()).expect("UTF-8").contains(";38;5;130"));
}
