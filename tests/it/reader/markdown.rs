//! A Markdown page: what its marks meant is seen, and is no text.

use hashiya::app::Event;

use super::support::Reader;

const RTL: &str = "\
# THE **HARBOUR**

THE MAYOR SAID `FOUR` SHIPS CAME[^1].

> NOBODY CAME BACK, SHE SAID, AND NO SHIP DID.
>
> - A LIST

9. FIRST POINT, WHICH GOES ON TO A SECOND LINE
10. [x] SECOND
    - AND INSIDE

      A PARAGRAPH

```
let x;

  y();
```

| SHIP | TONS | 2023 |
|------|-----:|:----:|
| ASTER | 1200 | NEW |
| | 7 | *OLD* |

***

ONE  
TWO

[^1]: A NOTE.
";

const LTR: &str = "\
- the mayor [said](u) that **four** ships came and went
  - inside
- [ ] open

> quoted
> again

| ship | remark |
|:-----|--------|
| a | has been in the dock since last winter |
| b | new |
";

const WIDE: &str = "\
# T

| SHIP | TONS OF IT | WHO WAS THERE | WHEN IT WAS | WHY |
|------|------|-----|------|-----|
| ASTER | 1200 | NOBODY BUT THE WATCHMAN | AT DAWN | |
| b | 7 | c | d | e |
";

/// The rows of the text, without blanks at their ends; a right-to-left article has its margin at the left.
fn rows(reader: &mut Reader) -> Vec<String> {
    let text = reader.text();
    let end = text.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    text[..end].iter().map(|row| row.replace('┃', " ").trim_end().to_owned()).collect()
}

#[test]
fn a_page_from_the_right() {
    let mut reader = Reader::markdown(RTL, 60, 45);
    let expected = "
                                                RUOBRAH EHT

                                              ─────────────

                            .EMAC SPIHS RUOF DIAS ROYAM EHT

                       ON DNA ,DIAS EHS ,KCAB EMAC YDOBON ▕
                                                .DID PIHS ▕
                                                          ▕
                                                 TSIL A • ▕

                      A OT NO SEOG HCIHW ,TNIOP TSRIF .9
                                          ENIL DNOCES
                                               DNOCES ☑ .10
                                         EDISNI DNA •

                                        HPARGARAP A

                     let x;

                       y();

                                          2023  SNOT   PIHS
                                          ─────────────────
                                          WEN   1200  RETSA
                                          DLO      7

                                              ─────────────

                                                        ENO
                                                        OWT

                                              ─────────────

                                                 .ETON A .1";
    assert_eq!(rows(&mut reader), expected.lines().skip(1).collect::<Vec<_>>(), "{}", reader.all());
}

#[test]
fn a_page_from_the_left() {
    let mut reader = Reader::markdown(LTR, 60, 24);
    let expected = "
 • the mayor said that four ships came
   and went
   • inside
 ☐ open

 ▏ quoted again

 ship  remark
 ────────────────────────────────────────
 a     has been in the dock since last
       winter

 b     new";
    assert_eq!(rows(&mut reader), expected.lines().skip(1).collect::<Vec<_>>(), "{}", reader.all());
}

#[test]
fn a_table_without_room_has_a_cell_a_line() {
    let mut reader = Reader::markdown(WIDE, 40, 40);
    let expected = "
                                      T

                             ──────────

                                   PIHS
                             TI FO SNOT
                          EREHT SAW OHW
                            SAW TI NEHW
                                    YHW

                            RETSA :PIHS
                       1200 :TI FO SNOT
          EHT TUB YDOBON :EREHT SAW OHW
                NAMHCTAW
                   NWAD TA :SAW TI NEHW

                                b :PIHS
                          7 :TI FO SNOT
                       c :EREHT SAW OHW
                         d :SAW TI NEHW
                                 e :YHW";
    assert_eq!(rows(&mut reader), expected.lines().skip(1).collect::<Vec<_>>(), "{}", reader.all());
    // In forty columns they stand side by side.
    let wide = rows(reader.resize(80, 40));
    assert!(wide[7].ends_with("NWAD TA    YDOBON      1200  RETSA"), "{wide:#?}");
}

#[test]
fn cells_are_sentences_that_stand_beside_each_other() {
    let mut reader = Reader::markdown(LTR, 60, 24);
    let styles = reader.keys("G k k 1").styles();
    assert_eq!(styles[9], ".......CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC....h.cc");
    assert_eq!(styles[10], ".......CCCCCC.............................h");
    assert_eq!(reader.annotations(), ["claim has been in the dock since last winter"]);
    // A click takes the cell under it, or the nearest one.
    for (column, row, expected) in [
        (1, 9, "a"),
        (4, 9, "a"),
        (9, 9, "has been in the dock since last winter"),
        (2, 10, "has been in the dock since last winter"),
        (8, 12, "new"),
        (8, 7, "remark"),
        (1, 0, "the mayor said that four ships came and went"),
    ] {
        assert_eq!(reader.event(Event::Click { column, row }).current(), expected, "{column}, {row}");
    }
}

#[test]
fn what_is_drawn_beside_the_text_is_no_text() {
    let mut reader = Reader::markdown(LTR, 60, 24);
    for sign in ["•", "☐", "▏", "*", "[", "|", "─"] {
        reader.keys(&format!("/ \"{sign}\" Enter"));
        assert!(reader.status().contains("Not found"), "{sign}: {}", reader.all());
    }
    reader.keys("g y");
    assert_eq!(reader.copied, ["the mayor said that four ships came and went"]);
    let beside = |reader: &mut Reader| reader.keys("g v G").styles();
    let chosen = beside(&mut reader);
    assert!(chosen[0].starts_with("...v"), "{chosen:#?}");
}

#[test]
fn every_row_is_reached_from_either_end() {
    for text in [RTL, LTR, WIDE] {
        for (columns, height) in [(40, 6), (60, 9), (120, 14)] {
            let mut reader = Reader::markdown(text, columns, height);
            let mut down = vec![reader.text()];
            for _ in 0..120 {
                down.push(reader.keys("Ctrl-E").text());
            }
            let mut up = Vec::new();
            for _ in 0..=120 {
                up.push(reader.text());
                reader.keys("Ctrl-Y");
            }
            let unstyled = |pages: Vec<Vec<String>>| -> Vec<String> {
                let mut pages: Vec<String> = pages.iter().map(|rows| rows.join("\n").replace('┃', " ")).collect();
                let trimmed = |page: &String| page.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
                pages = pages.iter().map(trimmed).collect();
                pages.dedup();
                pages
            };
            let (down, mut up) = (unstyled(down), unstyled(up));
            up.reverse();
            assert_eq!(down, up, "{columns} columns");
        }
    }
}
