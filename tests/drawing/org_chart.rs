//! Org charts of generated and of small fictional organisations keep what they promise.

use proptest::prelude::*;
use waterline::layout::org_chart::{OrgChartOptions, Orientation, org_chart};
use waterline::layout::scene::{Language, Scene};

use crate::measure::{cards, clipped_texts, lines_through_cards, overlapping_cards, overlapping_texts};
use crate::organisation::{Likeness, generated};

fn likenesses(most: usize) -> impl Strategy<Value = Likeness> {
    (1..most, any::<u64>(), any::<bool>(), 0..20_usize, 0..12_usize)
        .prop_map(|(posts, seed, english, oddity, extra_lines)| Likeness { posts, seed, english, oddity, extra_lines })
}

fn drawn(likeness: Likeness, orientation: Orientation) -> Scene {
    let language = if likeness.english { Language::En } else { Language::Zh };
    org_chart(&generated(likeness), &OrgChartOptions { language, orientation, ..OrgChartOptions::default() })
}

fn faults_of(scene: &Scene) -> Vec<String> {
    [overlapping_cards(scene), lines_through_cards(scene), clipped_texts(scene), overlapping_texts(scene)].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_overlaps_and_nothing_is_clipped(likeness in likenesses(500)) {
        for orientation in [Orientation::Down, Orientation::Right] {
            let found = faults_of(&drawn(likeness, orientation));
            prop_assert!(found.is_empty(), "{orientation:?} {found:#?}");
        }
    }

    #[test]
    fn up_to_two_hundred_people_the_page_is_no_ribbon(likeness in likenesses(200)) {
        let scene = drawn(likeness, Orientation::Down);
        let shape = scene.width / scene.height;
        prop_assert!((1.0 / 3.0..=3.0).contains(&shape), "{} × {}", scene.width, scene.height);
    }

    #[test]
    fn every_post_is_drawn_once(likeness in likenesses(300)) {
        let snapshot = generated(likeness);
        let scene = org_chart(&snapshot, &OrgChartOptions::default());
        let mut drawn: Vec<String> = cards(&scene).into_iter().map(|card| card.post).collect();
        drawn.sort();
        let mut expected: Vec<String> = snapshot.records().posts.iter().map(|post| post.id.to_string()).collect();
        expected.sort();
        prop_assert_eq!(drawn, expected);
    }
}
