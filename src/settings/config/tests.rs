use std::path::Path;

use super::super::setting::{Kind, Value};
use super::super::{annotated, rows};
use super::*;

fn parse(text: &str, shared: bool) -> (Config, Vec<String>) {
    let (config, warnings) = Config::parse(Path::new(if shared { BESIDE } else { FILE }), text, shared);
    (config, warnings.iter().map(ToString::to_string).collect())
}

fn user(text: &str) -> Files {
    Files { user: parse(text, false).0, ..Files::default() }
}

#[test]
fn settings_hold_and_what_is_wrong_is_left_out() {
    let (config, warnings) = parse("creator = \"Reem\"\nwidth = 60\ncolour = 1\nadvanced = true\n", false);
    let chosen = Chosen::of(config.said);
    assert_eq!((chosen.creator(), chosen.width, chosen.advance), ("Reem".to_owned(), 60, false));
    assert_eq!(chosen.said("width").map(|said| &said.by), Some(&Origin::File("config.toml".into(), 2)));
    assert!(
        warnings.len() == 2
            && warnings[0].starts_with("config.toml: line 3: colour is not a setting; there are width, ")
    );
    assert!(
        warnings[1].starts_with("config.toml: line 4: advanced is not a setting; did you mean advance?"),
        "{warnings:?}"
    );
    for (text, message) in [
        ("width = 60\nadvance = 1", "config.toml: line 2: advance must be true or false; mend that line"),
        ("rtl = \"b\"", "line 1: rtl must be one of auto, lrm"),
        ("rtl = \"Visal\"", "words, kitty, off; did you mean visual?; mend"),
        ("harakat = true", "line 1: harakat must be one of auto, show, hide, in \"…\""),
        ("creator = 1", "line 1: creator must be a text, in \"…\""),
        ("\nwidth = -1", "line 2: width must be 20 to 500 columns"),
        ("\n\ncreator = ", "line 3: "),
        ("width = 40\nwidth = 50", "line 2: duplicate key"),
        ("tag = 1", "line 1: tag must be a list: write each one under [[tag]]"),
        ("[theme]\nname = 1", "line 1: theme must be one of default, plain"),
    ] {
        let warnings = parse(text, false).1;
        assert!(warnings.len() == 1 && warnings[0].contains(message), "{text}: {warnings:?}");
    }
}

/// The command line had this range, the file had none.
#[test]
fn the_width_has_one_range_everywhere() {
    let width = Setting::of("width").expect("a setting");
    for (columns, fits) in [(0, false), (19, false), (20, true), (500, true), (501, false)] {
        assert_eq!(parse(&format!("width = {columns}"), false).1.is_empty(), fits, "{columns}");
        assert_eq!(width.parse(&columns.to_string()).is_ok(), fits, "{columns}");
    }
}

#[test]
fn each_setting_is_told_takes_its_default_and_refuses_what_it_may_not_be() {
    let default = annotated();
    for setting in &SETTINGS {
        let line = format!("{} = {}", setting.name, setting.default);
        assert!(default.contains(&format!("\n#{line}\n")), "{line}");
        assert!(default.contains(&format!("# {}.\n# {}", setting.doc, setting.allowed())), "{}", setting.name);
        let (config, warnings) = parse(&line, false);
        assert!(warnings.is_empty() && config.said[0].value == setting.default, "{warnings:?}");
        let text = setting.default.to_string();
        assert_eq!(setting.parse(text.trim_matches('"')), Ok(setting.default.clone()), "{text}");

        let mut wrong = vec!["1979-05-27".to_owned(), "[]".to_owned()];
        wrong.extend(setting.names().first().map(|name| format!("\"{name}x\"")));
        for value in wrong {
            let warnings = parse(&format!("\n\n{} = {value}", setting.name), false).1;
            let message = format!("config.toml: line 3: {} must be {}", setting.name, setting.allowed());
            assert!(warnings.len() == 1 && warnings[0].starts_with(&message), "{value}: {warnings:?}");
            let nearest = setting.names().first().map(|name| format!("; did you mean {name}?"));
            assert!(!value.starts_with('"') || warnings[0].contains(&nearest.unwrap_or_default()), "{warnings:?}");
        }
        let slip = parse(&format!("{}x = 1", setting.name), false).1;
        assert!(slip[0].contains(&format!("did you mean {}?", setting.name)), "{slip:?}");

        // Another value changes what holds.
        let other = match &setting.kind {
            Kind::Number(range, _) => Value::Number(*range.end()),
            Kind::Flag => Value::Flag(setting.default != Value::Flag(true)),
            _ => {
                let names = setting.names().into_iter().map(|name| Value::Text(name.into()));
                names.chain([Value::Text("other".into())]).find(|name| *name != setting.default).expect("another")
            }
        };
        let fields = |chosen: &Chosen| format!("{chosen:?}").split("said").next().map(str::to_owned);
        let chosen = user(&format!("{} = {other}", setting.name)).choose(&[], &[]);
        assert_ne!(fields(&chosen), fields(&Chosen::default()), "{} = {other}", setting.name);
    }
    let told: Vec<[String; 4]> = rows().collect();
    assert!(
        told.len() == SETTINGS.len()
            && told[0] == ["width", SETTINGS[0].doc, "20 to 500 columns; --width COLUMNS; also in .hashiya.toml", "72"]
    );
}

#[test]
fn the_annotated_file_says_what_is_built_in() {
    let text: String = annotated()
        .lines()
        .filter_map(|line| line.strip_prefix('#').filter(|line| !line.starts_with(' ')))
        .flat_map(|line| [line, "\n"])
        .collect();
    let (config, warnings) = parse(&text, false);
    assert_eq!(warnings, Vec::<String>::new(), "{text}");
    let said: Vec<_> = config.said.iter().map(|said| (said.setting.name, &said.value)).collect();
    let mut all: Vec<_> = SETTINGS.iter().map(|setting| (setting.name, &setting.default)).collect();
    all.sort_by_key(|(name, _)| *name);
    assert_eq!(said, all);
    let files = Files { user: config, ..Files::default() };
    assert_eq!(files.tag_set(&[]), (TagSet::default(), Vec::new()));
    assert!(annotated().lines().all(|line| line.is_empty() || line.starts_with('#')));
}

#[test]
fn the_strongest_source_holds() {
    let width = |columns: usize, by| {
        let setting = Setting::of("width").expect("a setting");
        Said { setting, value: Value::Number(columns), by }
    };
    let (option, sidecar) = ([width(90, Origin::Option)], [width(80, Origin::Sidecar)]);
    let mut files = Files::default();
    assert_eq!(files.choose(&[], &[]).width, 72);
    files.user = parse("width = 60", false).0;
    assert_eq!(files.choose(&[], &[]).width, 60);
    files.folder = parse("width = 70\nadvance = true", true).0;
    assert_eq!((files.choose(&[], &[]).width, files.choose(&[], &[]).advance), (70, true));
    assert_eq!(files.choose(&sidecar, &[]).width, 80);
    let all = files.choose(&sidecar, &option);
    assert_eq!((all.width, all.said("width").map(|said| &said.by)), (90, Some(&Origin::Option)));
    assert_eq!(user("creator = \" \"").choose(&[], &[]).said("creator").map(|said| &said.by), None);
}

#[test]
fn a_file_that_comes_with_articles_says_nothing_of_what_is_the_users_own() {
    let shared: Vec<&str> = SETTINGS.iter().filter(|setting| setting.shared).map(|setting| setting.name).collect();
    assert_eq!(shared, ["width", "advance", "harakat", "newline"]);
    for setting in SETTINGS.iter().filter(|setting| !setting.shared) {
        let (config, warnings) = parse(&format!("\n{} = {}", setting.name, setting.default), true);
        let message =
            format!(".hashiya.toml: line 2: {} is the user's own: it may stand in config.toml only", setting.name);
        assert!(config.said.is_empty() && warnings == [message], "{warnings:?}");
    }
}

#[test]
fn a_hostile_file_does_no_harm() {
    let (config, warnings) = parse("\"\\u001b[2J\\u202e\" = 1", true);
    assert!(config.said.is_empty() && warnings[0].contains("line 1: ␛[2J\u{fffd} is not a setting"), "{warnings:?}");
    let many: String =
        (0..5_000).flat_map(|number| ["key".to_owned(), number.to_string(), " = 1\n".to_owned()]).collect();
    let warnings = parse(&many, true).1;
    assert_eq!((warnings.len(), &*warnings[20]), (21, ".hashiya.toml: and 4980 more"));
    let many: String =
        (0..1_000).flat_map(|number| ["[[tag]]\nid = \"t".into(), number.to_string(), "\"\n".into()]).collect();
    let (config, warnings) = parse(&many, true);
    let (tags, _) = Files { folder: config, ..Files::default() }.tag_set(&[]);
    assert!(warnings[0].contains("line 201: there are more than 100 tags"), "{warnings:?}");
    assert_eq!((tags.iter().count(), warnings.len()), (100, 1));
    let long = parse(&format!("theme = \"{}\"", "ب".repeat(30_000)), false).1;
    assert!(long[0].len() < 1_000, "{}", long[0].len());
    assert_eq!(parse(&"[".repeat(30_000), true).1.len(), 1);
    assert_eq!(parse(&format!("width = {}{}", "[".repeat(20_000), "]".repeat(20_000)), true).1.len(), 1);
}

#[test]
fn files_that_cannot_be_read_are_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(BESIDE);
    let warnings = || {
        let (mut found, path) = (Vec::new(), &path);
        let _ = Config::load(path, true, &mut found);
        found
            .iter()
            .map(|warning| warning.to_string().replace(&*folder.path().to_string_lossy(), ""))
            .collect::<Vec<_>>()
    };
    assert!(warnings().is_empty());
    std::fs::write(&path, b"# \n\"\xff\"").expect("written");
    assert!(warnings()[0].starts_with("/.hashiya.toml: line 2: is not UTF-8"), "{:?}", warnings());
    std::fs::write(&path, "#".repeat(1025 << 10)).expect("written");
    assert!(warnings()[0].starts_with("/.hashiya.toml: is larger than the 1 MiB that are read"), "{:?}", warnings());
    std::fs::remove_file(&path).expect("removed");
    std::fs::create_dir(&path).expect("made");
    assert!(warnings()[0].starts_with("/.hashiya.toml: is not a regular file"), "{:?}", warnings());
    std::fs::remove_dir(&path).expect("removed");
    rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).expect("a pipe");
    assert!(warnings()[0].starts_with("/.hashiya.toml: is not a regular file"), "{:?}", warnings());
}

#[test]
fn the_first_file_with_tags_gives_the_set() {
    let set = |id: &str| format!("[[tag]]\nid = \"{id}\"\nlabel = \"{id}!\"\nkey = \"l\"\ncolour = \"cyan\"\n");
    let ids = |files: &Files| files.tag_set(&[]).0.iter().map(|tag| tag.id.clone()).collect::<Vec<_>>();
    let mut files = Files::default();
    assert_eq!(ids(&files), ["claim", "quote", "figure"]);
    files.user = parse(&(set("cause") + &set("effect").replace("\"l\"", "\"p\"")), false).0;
    assert_eq!(ids(&files), ["cause", "effect"]);
    files.folder = parse(&set("level"), true).0;
    assert_eq!(ids(&files), ["level"]);
    let (tags, warnings) = files.tag_set(&[]);
    let tag = tags.nth(0).expect("a tag");
    assert_eq!((&*tag.label, tag.key, tag.colour.name(), warnings.len()), ("level!", 'l', "cyan", 0));
}

#[test]
fn a_key_that_is_taken_is_refused_with_its_line_and_the_tag_stays() {
    let files = user(
        "[[tag]]\nid = \"claim\"\nkey = \"c\"\n\n[[tag]]\nid = \"jest\"\nkey = \"j\"\n[[tag]]\nid = \"cause\"\nkey = \"c\"\n[[tag]]\nid = \"rest\"\n",
    );
    let (tags, warnings) = files.tag_set(&[('j', "next sentence"), ('r', "kept for changing a tag")]);
    assert_eq!(tags.iter().map(|tag| &*tag.id).collect::<Vec<_>>(), ["claim", "jest", "cause", "rest"]);
    let end = "; give it another one: the tag is there without it";
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            format!("config.toml: line 7: the key j of the tag jest is taken: next sentence{end}"),
            format!("config.toml: line 10: the key c of the tag cause is taken: an earlier tag has it{end}"),
            format!("config.toml: line 11: the key r of the tag rest is taken: kept for changing a tag{end}"),
        ]
    );
}

#[test]
fn a_broken_tag_is_told_of_with_its_line() {
    for (lines, message, left) in [
        ("label = \"No id\"", "line 1: the id of a tag must be of the letters a to z, digits and -", None),
        ("id = \"Not this\"", "line 2: the id of a tag must be of the letters", None),
        (
            "id = \"a\"\ncolour = \"gren\"",
            "line 3: the colour of the tag a must be one of red, green, ",
            Some("a a red"),
        ),
        ("id = \"a\"\ncolour = \"gren\"", "cyan; did you mean green?; it is red", Some("a a red")),
        ("id = \"a\"\nlabel = 1", "line 3: the label of the tag a must be a text", Some("a a red")),
        ("id = \"b\"\nkey = \"ab\"", "line 3: the key of the tag b must be one letter, a to z", Some("b b red")),
        (
            "id = \"a\"\ncolor = \"red\"",
            "line 3: color is nothing that a tag has; did you mean colour?",
            Some("a a red"),
        ),
        (
            "id = \"a\"\n[[tag]]\nid = \"a\"",
            "line 4: an earlier tag has the id a; the later one is left out",
            Some("a a red"),
        ),
    ] {
        let (config, warnings) = parse(&format!("[[tag]]\n{lines}"), true);
        assert!(warnings.len() == 1 && warnings[0].contains(message), "{lines}: {warnings:?}");
        let files = Files { folder: config, ..Files::default() };
        let (tags, _) = files.tag_set(&[]);
        let found: Vec<String> =
            tags.iter().map(|tag| format!("{} {} {}", tag.id, tag.key, tag.colour.name())).collect();
        assert_eq!(found.first().map(String::as_str), Some(left.unwrap_or("claim c red")), "{lines}");
    }
}
