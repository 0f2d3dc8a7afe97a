//! The order of a line (L2).

/// L2: the order in which items with these levels are shown, from left to right. Entry `i` is the item at visual place `i`.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let lowest_odd = levels.iter().copied().filter(|level| level % 2 == 1).min().unwrap_or(u8::MAX);
    for level in (lowest_odd..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            if levels[order[at]] < level {
                at += 1;
                continue;
            }
            // What was reversed at a higher level stays within its run, so the run is found by levels in the present order.
            let end = order[at..].iter().position(|item| levels[*item] < level).map_or(order.len(), |len| at + len);
            order[at..end].reverse();
            at = end;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::visual_order;

    #[test]
    fn runs_are_reversed_from_the_highest_level_down() {
        assert_eq!(visual_order(&[0, 0, 1, 1, 0]), [0, 1, 3, 2, 4]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
        assert_eq!(visual_order(&[]), [0usize; 0]);
    }
}
