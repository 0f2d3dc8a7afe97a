//! The whole program on a fake terminal: text, keys, text. Capitals stand for right-to-left letters; see `support`.

mod support;

use hashiya::app::keymap::BINDINGS;
use hashiya::app::{Event, Opened, Settings, Size};
use support::{Disk, Reader, SIDECAR, caprtl};

/// Seven sentences: a headline, a standfirst of four, a last paragraph of two.
const NEWS: &str = "THE RIVER ROSE

THE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID. IT COST 30% MORE. A FOURTH ONE HERE.

THE END CAME. NOBODY SAW IT.";

/// `count` paragraphs of three sentences each, numbered in words of their own.
fn long(count: usize) -> String {
    let paragraph = |n: usize| {
        format!("FIRST {n} OF IT IS HERE AND RUNS ON. SECOND {n} OF IT IS HERE AND RUNS ON. THIRD {n} OF IT ENDS.")
    };
    (1..=count).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn pictures(rows: &[&str]) -> Vec<String> {
    let mut rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
    rows.resize(10, String::new());
    rows
}

mod reading {
    use super::*;

    #[test]
    fn a_right_to_left_page_is_flush_right_with_the_margin_on_the_left() {
        let mut reader = Reader::new(NEWS);
        assert_eq!(
            reader.text(),
            pictures(&[
                "                 ┃                           ESOR REVIR EHT",
                "",
                "                   .EROM DIAS DNA (2023) NI EKOPS ROYAM EHT",
                "                     30% TSOC TI .DIAS EHS \",DLIUB LLIW EW\"",
                "                                   .EREH ENO HTRUOF A .EROM",
                "",
                "                                              ─────────────",
                "",
                "                               .TI WAS YDOBON .EMAC DNE EHT",
            ]),
        );
    }

    #[test]
    fn a_left_to_right_page_is_flush_left_with_the_margin_on_the_right() {
        let mut reader = Reader::new("the river rose\n\nit was high. NOBODY saw it.\n\nIT WAS HERE.");
        reader.keys("j 1");
        assert_eq!(
            reader.text(),
            pictures(&[
                " the river rose",
                "",
                " it was high. YDOBON saw it.              ┃ ◆C",
                "",
                " ─────────────",
                "",
                "                             .EREH SAW TI",
            ]),
        );
    }

    #[test]
    fn movements_by_sentence_paragraph_and_count() {
        let mut reader = Reader::new(NEWS);
        for (keys, at) in [
            ("", "THE RIVER ROSE"),
            ("j", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
            ("Down", "\"WE WILL BUILD,\" SHE SAID."),
            ("k Up", "THE RIVER ROSE"),
            ("5 j", "THE END CAME."),
            ("0 3 k", "\"WE WILL BUILD,\" SHE SAID."),
            ("{", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
            ("{", "THE RIVER ROSE"),
            ("0 2 }", "THE END CAME."),
            ("}", "NOBODY SAW IT."),
            ("g", "THE RIVER ROSE"),
            ("G", "NOBODY SAW IT."),
            ("0 3 g", "\"WE WILL BUILD,\" SHE SAID."),
            ("4 G", "IT COST 30% MORE."),
            ("Home", "THE RIVER ROSE"),
            ("End", "NOBODY SAW IT."),
            ("9 9 9 9 9 9 9 9 9 9 9 k", "THE RIVER ROSE"),
            (": \"6\" Enter", "THE END CAME."),
        ] {
            assert_eq!(reader.keys(keys).current(), at, "{keys}");
        }
    }

    #[test]
    fn the_ends_say_so_and_a_count_is_shown_while_it_is_typed() {
        let mut reader = Reader::new(NEWS);
        assert!(reader.keys("k").status().ends_with("This is the first sentence"));
        assert!(reader.keys("G j").status().ends_with("This is the last sentence"));
        assert!(reader.keys("0 1").status().contains(" 1… "), "{}", reader.status());
        assert!(!reader.keys("Esc").status().contains('…'));
        assert!(reader.keys("9 9 g").status().ends_with("The article has 7 sentences"));
    }

    #[test]
    fn pages_and_half_pages_come_to_both_ends() {
        let mut reader = Reader::new(&long(20));
        for (on, back) in
            [("Space", "b"), ("PgDn", "PgUp"), ("d", "Ctrl-U"), ("Ctrl-F", "Ctrl-B"), ("Ctrl-D", "Ctrl-U")]
        {
            let mut seen = vec![reader.keys("g").current()];
            for _ in 0..60 {
                seen.push(reader.keys(on).current());
            }
            assert_eq!(seen.last().map(String::as_str), Some("THIRD 20 OF IT ENDS."), "{on}");
            for _ in 0..60 {
                reader.keys(back);
            }
            assert_eq!(reader.current(), "FIRST 1 OF IT IS HERE AND RUNS ON.", "{back}");
        }
    }

    #[test]
    fn a_screenful_on_leaves_two_rows_and_a_sentence_of_the_view_current() {
        let mut reader = Reader::new(&long(20));
        let before = reader.text();
        let after = reader.keys("Space").text();
        assert_eq!(before[8].trim_start_matches([' ', '┃']), after[0].trim_start_matches([' ', '┃']));
        assert!(reader.styles().concat().contains('-'));
    }

    #[test]
    fn the_current_sentence_is_always_in_view() {
        let mut reader = Reader::new(&long(20));
        for key in ["j"; 70].iter().chain(&["k"; 70]).chain(&["Ctrl-E"; 20]).chain(&["Ctrl-Y"; 30]).chain(&["}"; 9]) {
            reader.keys(key);
            assert!(reader.styles().concat().contains('-'), "{key}\n{}", reader.all());
        }
    }

    #[test]
    fn a_sentence_higher_than_the_screen_can_be_read_to_its_end() {
        let words = "WORDS ".repeat(150) + "LAST. NEXT ONE.";
        let mut reader = Reader::new(&format!("BEGIN HERE.\n\n{words}"));
        reader.keys("j");
        let mut seen = reader.all();
        for _ in 0..40 {
            reader.keys("Ctrl-E");
            seen.push_str(&reader.all());
        }
        assert!(seen.contains(".TSAL"), "{seen}");
    }

    #[test]
    fn the_status_line_says_where_and_how_much() {
        let mut reader = Reader::sized(NEWS, 80, 12);
        assert!(reader.status().starts_with(" news.txt  1/7  0 tagged  no changes  100%"), "{}", reader.status());
        assert!(reader.keys("j 1 j 2 3").status().starts_with(" news.txt  3/7  2 tagged  saved 22:13:20"));
        assert!(reader.footer().starts_with(" 1 claim  2 quote  3 figure  e note"));
    }

    #[test]
    fn the_place_of_the_last_time_is_current_at_once() {
        let position = caprtl(&long(20)).find(&caprtl("SECOND 15")).expect("there");
        let opened = Opened { position: Some(position), ..Opened::default() };
        let size = Size { columns: 60, rows: 12 };
        let mut reader = Reader::open(&long(20), opened, Settings::default(), size);
        assert_eq!(reader.current(), "SECOND 15 OF IT IS HERE AND RUNS ON.");
        assert!(reader.styles().concat().contains('-'));
        assert_eq!(reader.saves.len(), 0);
    }

    #[test]
    fn an_empty_article_breaks_nothing() {
        for text in ["", " \n \n"] {
            let mut reader = Reader::new(text);
            for event in [Event::Wheel(1), Event::Wheel(-1), Event::Click { column: 30, row: 2 }] {
                reader.event(event);
            }
            for binding in BINDINGS {
                for key in binding.keys {
                    reader.keys(key).all();
                    reader.keys("Esc Esc").all();
                }
            }
        }
    }
}

mod annotating {
    use super::*;

    #[test]
    fn one_key_tags_and_again_removes() {
        let mut reader = Reader::new(NEWS);
        for (number, letter, tag) in [("1", "c", "claim"), ("2", "o", "quote"), ("3", "f", "figure")] {
            assert_eq!(reader.keys(number).annotations(), [format!("{tag} THE RIVER ROSE")]);
            assert_eq!(reader.keys(letter).annotations(), [""; 0]);
        }
        assert_eq!(reader.saves.len(), 6);
        assert_eq!(reader.current(), "THE RIVER ROSE");
    }

    #[test]
    fn the_text_does_not_move_and_all_tags_are_in_the_margin() {
        let mut reader = Reader::new(NEWS);
        let before = reader.keys("j").text();
        let after = reader.keys("3 1 2 e \"NOTE of mine\" Enter k").text();
        let page = |rows: &[String]| rows.iter().map(|row| row.chars().skip(18).collect()).collect::<Vec<String>>();
        assert_eq!(page(&after), page(&before));
        assert_eq!(
            reader.text(),
            pictures(&[
                "                 ┃                           ESOR REVIR EHT",
                "",
                "        ◆C ●Q ■F   .EROM DIAS DNA (2023) NI EKOPS ROYAM EHT",
                "    of mine ETON     30% TSOC TI .DIAS EHS \",DLIUB LLIW EW\"",
                "                                   .EREH ENO HTRUOF A .EROM",
                "",
                "                                              ─────────────",
                "",
                "                               .TI WAS YDOBON .EMAC DNE EHT",
            ])
        );
        assert_eq!(
            reader.styles(),
            pictures(&[
                ".................h...........................--------------",
                "",
                "........cc.qq.ff...cccccccccccccccccccccccccccccccccccccccc",
            ])
        );
    }

    #[test]
    fn clear_undo_and_redo_bring_tags_and_notes_back() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 2 e \"A NOTE\" Enter");
        let full = ["claim THE RIVER ROSE (A NOTE)", "quote THE RIVER ROSE (A NOTE)"];
        assert_eq!(reader.annotations(), full);
        assert_eq!(reader.keys("x").annotations(), [""; 0]);
        assert_eq!(reader.keys("u").annotations(), full);
        assert_eq!(reader.keys("u").annotations(), ["claim THE RIVER ROSE", "quote THE RIVER ROSE"]);
        assert_eq!(reader.keys("u u").annotations(), [""; 0]);
        assert!(reader.keys("u").status().ends_with("Nothing to undo"));
        assert_eq!(reader.keys("4 Ctrl-R").annotations(), [""; 0]);
        assert!(reader.keys("Ctrl-R").status().ends_with("Nothing to redo"));
        assert_eq!(reader.keys("u").annotations(), full);
    }

    #[test]
    fn a_new_change_ends_what_could_be_redone_and_undo_goes_where_it_was() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 G 2 u");
        assert_eq!(reader.current(), "NOBODY SAW IT.");
        assert_eq!(reader.keys("u").current(), "THE RIVER ROSE");
        reader.keys("3");
        assert!(reader.keys("Ctrl-R").status().ends_with("Nothing to redo"));
        assert_eq!(reader.annotations(), ["figure THE RIVER ROSE"]);
    }

    #[test]
    fn extending_tags_each_sentence() {
        let mut reader = Reader::new(NEWS);
        reader.keys("j v 0 2 j");
        assert!(reader.status().starts_with(" EXTEND 3"), "{}", reader.status());
        assert!(reader.styles().concat().contains('v'));
        let three = [
            "quote THE MAYOR SPOKE IN (2023) AND SAID MORE.",
            "quote \"WE WILL BUILD,\" SHE SAID.",
            "quote IT COST 30% MORE.",
        ];
        assert_eq!(reader.keys("2").annotations(), three);
        assert!(!reader.status().contains("EXTEND"));
        assert_eq!(reader.keys("u").annotations(), [""; 0]);
        assert_eq!(reader.keys("Ctrl-R").annotations(), three);
        // Those that have it keep it, the others get it; where all have it, it goes.
        assert_eq!(reader.keys("g v j 2").annotations().len(), 4);
        assert_eq!(reader.keys("g v G x").annotations(), [""; 0]);
    }

    #[test]
    fn escape_leaves_an_extension_and_changes_nothing() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 v 0 2 j Esc");
        assert!(!reader.status().contains("EXTEND"));
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE"]);
        assert_eq!(reader.current(), "\"WE WILL BUILD,\" SHE SAID.");
    }

    #[test]
    fn brackets_go_to_the_annotated_and_tab_to_the_untagged() {
        let mut reader = Reader::new(NEWS);
        reader.keys("j 1 j 2 G 3 g");
        for (keys, at) in [
            ("]", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
            ("]", "\"WE WILL BUILD,\" SHE SAID."),
            ("]", "NOBODY SAW IT."),
            ("]", "NOBODY SAW IT."),
            ("0 2 [", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
            ("[", "THE MAYOR SPOKE IN (2023) AND SAID MORE."),
            ("Tab", "IT COST 30% MORE."),
            ("Tab", "A FOURTH ONE HERE."),
            ("0 2 Shift-Tab", "THE RIVER ROSE"),
        ] {
            assert_eq!(reader.keys(keys).current(), at, "{keys}");
        }
    }

    #[test]
    fn moving_on_by_itself_can_be_switched() {
        let mut reader = Reader::new(NEWS);
        assert!(reader.keys("A").status().ends_with("Tagging moves on to the next sentence"));
        assert_eq!(reader.keys("1 2 3").current(), "IT COST 30% MORE.");
        assert_eq!(reader.annotations().len(), 3);
        assert!(reader.keys("A").status().ends_with("Tagging stays on the sentence"));
        assert_eq!(reader.keys("1").current(), "IT COST 30% MORE.");
    }

    #[test]
    fn a_sentence_is_copied_in_logical_order() {
        let mut reader = Reader::new(NEWS);
        reader.keys("j y v j y");
        assert_eq!(reader.copied[0], "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
        assert_eq!(reader.copied[1], "THE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID.");
    }
}

mod parts {
    use super::*;

    /// The chosen word as the screen shows it.
    fn chosen(reader: &mut Reader) -> String {
        let (rows, styles) = (reader.text(), reader.styles());
        rows.iter()
            .zip(&styles)
            .flat_map(|(row, style)| row.chars().zip(style.chars()).filter(|(_, style)| *style == 'v'))
            .map(|(character, _)| character)
            .collect()
    }

    #[test]
    fn arrows_follow_the_screen_and_blanks_the_reading_order() {
        let mut reader = Reader::new(NEWS);
        reader.keys("j s");
        for (key, word) in [
            ("", "EHT"),
            ("Left", "ROYAM"),
            ("h", "EKOPS"),
            ("Right", "ROYAM"),
            ("l", "EHT"),
            ("Space", "ROYAM"),
            ("b", "EHT"),
            ("Tab", "2023"),
            ("End", "."),
            ("Home", "EHT"),
            ("Right", "EHT"),
        ] {
            assert_eq!(chosen(reader.keys(key)), word, "{key}");
        }
    }

    #[test]
    fn arrows_follow_the_screen_in_left_to_right_text_too() {
        let mut reader = Reader::new("one two three. OTHER.\n\nmore here");
        for (key, word) in [("s", "one"), ("Right", "two"), ("l", "three"), ("Left", "two")] {
            assert_eq!(chosen(reader.keys(key)), word, "{key}");
        }
    }

    #[test]
    fn a_figure_inside_a_quote_is_tagged_with_its_percent_sign() {
        let mut reader = Reader::new(NEWS);
        reader.keys("0 3 j 2 s Tab 3");
        assert_eq!(reader.annotations(), ["quote IT COST 30% MORE.", "figure 30%"]);
        assert!(reader.text().concat().contains("●Q ■f"), "{}", reader.all());
        assert_eq!(reader.keys("s Tab 3").annotations(), ["quote IT COST 30% MORE."]);
    }

    #[test]
    fn words_are_taken_in_and_let_go_and_the_sentence_is_never_left() {
        let mut reader = Reader::new(NEWS);
        reader.keys("j s v Left Left Left Right 1");
        assert_eq!(reader.annotations(), ["claim THE MAYOR SPOKE"]);
        reader.keys("x s Shift-Left Shift-Left y");
        assert_eq!(reader.copied, ["THE MAYOR SPOKE"]);
        reader.keys("Esc Esc x s");
        for _ in 0..40 {
            reader.keys("Left Down");
        }
        reader.keys("v Home 3");
        assert_eq!(reader.annotations(), ["figure THE MAYOR SPOKE IN (2023) AND SAID MORE."]);
    }

    #[test]
    fn a_part_never_cuts_a_cluster() {
        let mut reader = Reader::new("A\u{64E}B\u{650}C D\u{64B}. E.\n\nF");
        for _ in 0..4 {
            reader.keys("s Space 1");
        }
        for (annotation, exact) in [("claim D\u{64B}", "D\u{64B}")] {
            assert!(
                reader.annotations().contains(&annotation.to_owned()) || reader.annotations().is_empty(),
                "{exact}"
            );
        }
    }

    #[test]
    fn escape_goes_back_to_the_sentence() {
        let mut reader = Reader::new(NEWS);
        for key in ["Esc", "s", "q"] {
            assert!(reader.keys("s").status().starts_with(" PART"));
            assert!(!reader.keys(key).status().contains("PART"));
        }
        assert!(!reader.has_quit);
    }
}

mod notes {
    use super::*;

    #[test]
    fn a_note_belongs_to_a_tag() {
        let mut reader = Reader::new(NEWS);
        assert!(reader.keys("e").status().contains("Tag the sentence first"));
        reader.keys("1 e \"MINE\" Enter");
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (MINE)"]);
        assert!(reader.text()[0].contains("ENIM ◆C"), "{}", reader.all());
    }

    #[test]
    fn the_line_is_flush_right_and_the_caret_where_the_next_letter_comes() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 e \"ABC\"");
        assert_eq!(reader.footer(), format!("Note: {}CBA", " ".repeat(50)));
        // The caret is the left edge of its cell: the end of right-to-left text, left of its last letter.
        assert_eq!(reader.caret(), Some((56, 11)));
        reader.keys("\" de\"");
        assert_eq!(reader.footer(), format!("Note: {}de CBA", " ".repeat(47)));
        // Left and right follow the screen.
        reader.keys("Home");
        assert_eq!(reader.caret(), Some((59, 11)));
        reader.keys("Left Left \"X\"");
        assert_eq!(reader.footer(), format!("Note: {}de CXBA", " ".repeat(46)));
        reader.keys("Backspace Enter");
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (ABC de)"]);
    }

    #[test]
    fn escape_keeps_the_old_note_and_an_empty_one_takes_it_off() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 e \"OLD\" Enter e \" NEW\" Esc");
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (OLD)"]);
        reader.keys("e Ctrl-U Enter");
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE"]);
        assert_eq!(reader.keys("u").annotations(), ["claim THE RIVER ROSE (OLD)"]);
    }

    #[test]
    fn keys_are_letters_while_a_note_is_written_and_a_paste_is_one_line() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 e \"q jx123\"").event(Event::Paste("\nTWO\u{1b}[31m\u{7}".into()));
        reader.keys("Enter");
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (q jx123 TWO[31m)"]);
        assert!(!reader.has_quit);
    }

    #[test]
    fn the_editor_gets_the_note_and_brings_it_back() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 e \"OLD\" Enter E");
        assert_eq!(reader.edited, ["OLD"]);
        reader.event(Event::Edited(Ok("one\ntwo\n".into())));
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (one\ntwo)"]);
        assert!(reader.keys("e").status().contains("E opens it"));
        reader.keys("E").event(Event::Edited(Err("vi cannot be started".into())));
        assert!(reader.status().contains("vi cannot be started"));
        assert_eq!(reader.annotations(), ["claim THE RIVER ROSE (one\ntwo)"]);
        reader.all();
    }

    #[test]
    fn a_long_note_ends_in_an_ellipsis_and_hides_no_other_gloss() {
        let mut reader = Reader::new(NEWS);
        let note = "LONG WORDS OF A NOTE ".repeat(20);
        reader.keys(&format!("j 1 e \"{note}\" Enter j 2 j 3 k k"));
        let page = reader.all();
        assert!(page.contains('…') && page.contains("●Q") && page.contains("■F"), "{page}");
    }
}

mod searching {
    use super::*;

    #[test]
    fn matches_are_marked_and_n_goes_round() {
        let mut reader = Reader::new(NEWS);
        reader.keys("/ \"SAID\" Enter");
        assert_eq!(reader.current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
        assert_eq!(reader.styles()[2].matches("MMMM").count() + reader.styles()[3].matches("MMMM").count(), 1);
        assert!(reader.styles().concat().contains('m'));
        assert_eq!(reader.keys("n").current(), "\"WE WILL BUILD,\" SHE SAID.");
        assert_eq!(reader.keys("n").current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
        assert!(reader.status().ends_with("Search went on at the start"));
        assert_eq!(reader.keys("N").current(), "\"WE WILL BUILD,\" SHE SAID.");
        assert!(reader.status().ends_with("Search went on at the end"));
        reader.keys("Esc");
        assert!(!reader.styles().concat().contains(['m', 'M']));
    }

    #[test]
    fn what_is_not_there_and_a_search_given_up_move_nothing() {
        let mut reader = Reader::new(NEWS);
        assert!(reader.keys("n").status().contains("Nothing was searched for"));
        assert!(reader.keys("j / \"ZZZ\" Enter").status().contains("Not found: ZZZ"));
        reader.keys("/ \"END\" Esc");
        assert_eq!(reader.current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
    }

    #[test]
    fn harakat_and_case_do_not_matter() {
        let mut reader = Reader::new("ABC.\n\nA\u{64E}B\u{650}D Élan. E.");
        assert_eq!(reader.keys("/ \"ABD\" Enter").current(), "A\u{64E}B\u{650}D Élan.");
        assert_eq!(reader.keys("g / \"élan\" Enter").current(), "A\u{64E}B\u{650}D Élan.");
    }
}

mod panels {
    use super::*;

    #[test]
    fn the_list_jumps_filters_notes_and_deletes() {
        let mut reader = Reader::sized(NEWS, 80, 16);
        assert!(reader.keys("a").status().contains("Nothing is tagged yet"));
        reader.keys("1 j 2 j 3 1 g a");
        assert!(reader.all().contains("Annotations (4)"), "{}", reader.all());
        assert!(reader.keys("1").all().contains("Claims only (2)"));
        assert!(reader.keys("1").all().contains("Annotations (4)"));
        reader.keys("3 Enter");
        assert_eq!(reader.current(), "\"WE WILL BUILD,\" SHE SAID.");
        reader.keys("a g j e \"SAID\" Enter");
        assert!(reader.all().contains("· DIAS"), "{}", reader.all());
        reader.keys("x");
        assert!(reader.all().contains("Annotations (3)"));
        reader.keys("u Esc");
        assert!(reader.annotations().contains(&"quote THE MAYOR SPOKE IN (2023) AND SAID MORE. (SAID)".to_owned()));
    }

    #[test]
    fn the_last_row_deleted_closes_the_list() {
        let mut reader = Reader::new(NEWS);
        reader.keys("1 a x");
        assert!(!reader.all().contains("Annotations"));
        assert_eq!(reader.keys("u").annotations().len(), 1);
    }

    #[test]
    fn contents_lead_to_their_headings() {
        let mut reader = Reader::new(&format!("THE HEAD\n\n{}\n\nTHE SECOND HEAD\n\n{}", long(3), long(4)));
        reader.keys("t");
        assert!(reader.all().contains("DAEH DNOCES EHT"), "{}", reader.all());
        assert_eq!(reader.keys("G Enter").current(), "THE SECOND HEAD");
        assert_eq!(reader.keys("t g Enter").current(), "THE HEAD");
        assert_eq!(reader.keys("j t G Esc").current(), "FIRST 1 OF IT IS HERE AND RUNS ON.");
    }

    #[test]
    fn the_summary_counts_and_draws_bars() {
        let mut reader = Reader::sized(NEWS, 80, 16);
        reader.keys("1 j 1 2 e \"A\" Enter i");
        let page = reader.all();
        assert!(page.contains("2 of 7") && page.contains("28%") && page.contains("note"), "{page}");
        assert!(page.contains("◆ Claim") && page.contains("█") && page.contains(SIDECAR), "{page}");
        let bar = |name: &str| page.lines().find(|row| row.contains(name)).map_or(0, |row| row.matches('█').count());
        assert_eq!((bar("Claim").div_ceil(2), bar("Figure")), (bar("Quote"), 0));
        assert!(!reader.keys("Esc").all().contains("Sidecar"));
    }

    #[test]
    fn the_help_has_every_binding_whole_on_80_columns() {
        let mut reader = Reader::sized(NEWS, 80, 24);
        let mut seen = reader.keys("?").all();
        for _ in 0..150 {
            reader.keys("j");
            seen.push_str(&reader.all());
        }
        // Long ones go on in the next row.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let seen = words(&seen);
        for binding in BINDINGS {
            for what in [words(&binding.keys.join("  ")).as_str(), binding.help] {
                assert!(seen.contains(what), "the help does not show {what:?} ({:?})", binding.context);
            }
        }
        assert!(!reader.keys("q").all().contains("Good to know"));
        assert!(!reader.has_quit);
    }

    #[test]
    fn help_scrolls_to_its_end_and_back_and_no_further() {
        let mut reader = Reader::new(NEWS);
        let first = reader.keys("?").all();
        let last = reader.keys("G").all();
        assert_ne!(first, last);
        assert_eq!(reader.keys("j j j").all(), last);
        assert_ne!(reader.keys("k").all(), last, "one key back is seen at once");
        assert_eq!(reader.keys("g").all(), first);
    }

    #[test]
    fn an_export_asks_where_to() {
        let mut reader = Reader::sized(NEWS, 80, 16);
        reader.keys("1 w j Enter");
        assert!(reader.footer().starts_with("Export to: "), "{}", reader.footer());
        reader.keys("Ctrl-U \"out.x\" Enter");
        assert_eq!(reader.exported, [(1, Some("out.x".into()))]);
        reader.event(Event::Done("Exported to out.x".into()));
        assert!(reader.status().ends_with("Exported to out.x"));
        reader.keys("w Enter Esc");
        assert_eq!(reader.exported.len(), 1);
    }
}

mod screens {
    use super::*;

    #[test]
    fn at_forty_columns_the_margin_has_letters_and_all_works() {
        let mut reader = Reader::sized(NEWS, 40, 12);
        reader.keys("j 3 1 2 e \"NOTE\" Enter");
        let rows = reader.text();
        assert!(rows[2].contains("CQF"), "{}", rows.join("\n"));
        assert!(rows.iter().all(|row| row.chars().count() <= 40));
        assert!(reader.footer().contains("? help") && reader.footer().contains("q quit"), "{}", reader.footer());
        for panel in ["a", "t", "i", "?", "w", ":"] {
            reader.keys(panel).all();
            reader.keys("Esc");
        }
    }

    #[test]
    fn too_small_a_screen_says_so_and_comes_back() {
        let mut reader = Reader::new(NEWS);
        reader.keys("j 1");
        let before = reader.all();
        for (columns, rows) in [(39, 12), (60, 5), (1, 1), (0, 0), (200, 2)] {
            reader.resize(columns, rows);
            if columns >= 30 && rows >= 3 {
                assert!(reader.all().contains("needs more room"), "{}", reader.all());
            }
            reader.page();
            reader.keys("j k Space b ? Esc");
        }
        assert!(reader.resize(60, 12).keys("g j").all().contains("◆C"));
        assert_eq!(reader.text(), before.lines().take(10).collect::<Vec<_>>());
    }

    #[test]
    fn a_new_size_keeps_the_current_sentence_in_view() {
        let mut reader = Reader::new(&long(30));
        reader.keys("4 9 G");
        let at = reader.current();
        for (columns, rows) in [(40, 8), (200, 50), (45, 6), (80, 24), (60, 12)] {
            reader.resize(columns, rows);
            assert_eq!(reader.current(), at);
            assert!(reader.styles().concat().contains('-'), "{columns}x{rows}\n{}", reader.all());
        }
    }

    #[test]
    fn every_mode_survives_every_size() {
        for mode in ["", "v j", "s", "1 e \"NOTE A\"", "/ \"A\"", "t", "1 a", "i", "?", "w", ":"] {
            let mut reader = Reader::new(NEWS);
            reader.keys(mode);
            for columns in [0, 1, 39, 40, 41, 59, 60, 61, 80, 300] {
                for rows in [0, 1, 5, 6, 7, 24, 100] {
                    reader.resize(columns, rows);
                    assert_eq!(reader.page().size, Size { columns, rows });
                    if columns > 0 && rows > 2 {
                        reader.all();
                    }
                }
            }
        }
    }

    #[test]
    fn the_wheel_scrolls_and_a_click_makes_a_sentence_current() {
        let mut reader = Reader::new(&long(20));
        let before = reader.text();
        reader.event(Event::Wheel(3));
        assert_eq!(reader.text()[0].trim_start_matches([' ', '┃']), before[3].trim_start_matches([' ', '┃']));
        reader.event(Event::Wheel(-3));
        let bare = |rows: Vec<String>| rows.iter().map(|row| row.replace('┃', " ")).collect::<Vec<_>>();
        assert_eq!(bare(reader.text()), bare(before.clone()));
        let row = before.iter().position(|row| row.contains("DNOCES")).expect("on the screen");
        let column = before[row].chars().position(|character| character == 'D').expect("there");
        let (column, row) = (u16::try_from(column).expect("small"), u16::try_from(row).expect("small"));
        reader.event(Event::Click { column, row });
        assert_eq!(reader.current(), "SECOND 1 OF IT IS HERE AND RUNS ON.");
        // Beside the text, on the bars below, and outside: nothing breaks.
        for (column, row) in [(0, 0), (59, 11), (59, 10), (500, 500)] {
            reader.event(Event::Click { column, row });
        }
    }

    #[test]
    fn keys_of_an_arabic_keyboard_work_by_their_place() {
        let mut reader = Reader::new(NEWS);
        // ت is on j, ن on k, ؤ on c, ع on u, ر is the Persian c and the Arabic v.
        assert_eq!(reader.keys("ت ت ن").current(), "THE MAYOR SPOKE IN (2023) AND SAID MORE.");
        assert_eq!(reader.keys("ؤ").annotations(), ["claim THE MAYOR SPOKE IN (2023) AND SAID MORE."]);
        assert_eq!(reader.keys("ع").annotations(), [""; 0]);
        assert_eq!(reader.keys("٣").annotations(), ["figure THE MAYOR SPOKE IN (2023) AND SAID MORE."]);
        assert!(reader.keys("؟").all().contains("Keys"));
        reader.keys("Esc ض");
        assert!(reader.has_quit);
    }

    #[test]
    fn an_unknown_key_says_where_help_is() {
        let mut reader = Reader::new(NEWS);
        assert!(reader.keys("Z").status().contains("? shows the keys"));
    }
}

mod leaving {
    use super::*;

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
}
