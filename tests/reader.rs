//! The whole program on a fake terminal: text, keys, text.
mod support;
use support::{Disk, Reader};

const NEWS: &str = "THE RIVER ROSE\n\nTHE MAYOR SPOKE IN (2023) AND SAID MORE. \"WE WILL BUILD,\" SHE SAID. IT COST 30% MORE. A FOURTH ONE HERE.\n\nTHE END CAME. NOBODY SAW IT.";

#[test]
fn look() {
    let mut r = Reader::sized(NEWS, 70, 16);
    for k in ["", "j 1", "j 2 3 e \"A NOTE here\" Enter", "s", "Left", "v Left 3", "Esc v j", "Esc / \"the\" Enter"] {
        r.keys(k);
        println!("[{k}]\n{}\n{}", r.all(), r.styles().join("\n"));
        println!("{:?} {:?}", r.current(), r.annotations());
    }
    let _ = Disk::Full;
}
