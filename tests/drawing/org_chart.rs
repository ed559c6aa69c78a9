//! Org charts of generated organisations keep what they promise.

use proptest::prelude::*;
use waterline::layout::org_chart::{OrgChartOptions, Orientation, org_chart};
use waterline::layout::scene::{Language, Scene};
use waterline::render::{Theme, svg::svg};

use crate::measure::{
    cards, clipped_texts, lines_through_cards, overlapping_cards, overlapping_texts, parents_off_centre,
};
use crate::organisation::{Likeness, generated};
use crate::output::faults;

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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

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
    fn every_post_and_every_further_line_is_drawn_once(likeness in likenesses(300)) {
        let snapshot = generated(likeness);
        let scene = org_chart(&snapshot, &OrgChartOptions::default());
        let mut drawn: Vec<String> = cards(&scene).into_iter().map(|card| card.post).collect();
        drawn.sort();
        let mut expected: Vec<String> = snapshot.records().posts.iter().map(|post| post.id.to_string()).collect();
        expected.sort();
        prop_assert_eq!(drawn, expected);
    }

    #[test]
    fn parents_stand_over_the_middle_of_their_row(likeness in likenesses(300)) {
        let snapshot = generated(likeness);
        let scene = org_chart(&snapshot, &OrgChartOptions::default());
        let found = parents_off_centre(&scene, &snapshot);
        prop_assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn files_are_well_formed_and_the_same_every_time(likeness in likenesses(60)) {
        let file = svg(&drawn(likeness, Orientation::Down), Theme::Light);
        prop_assert_eq!(faults(&file), Vec::<String>::new());
        prop_assert_eq!(file, svg(&drawn(likeness, Orientation::Down), Theme::Light));
    }
}

#[test]
fn larger_organisations_fit_a_page_and_stay_clean() {
    for posts in [1_000, 2_000] {
        let scene = drawn(Likeness { posts, seed: 3, english: false, oddity: 15, extra_lines: 10 }, Orientation::Down);

        assert_eq!(faults_of(&scene), Vec::<String>::new());
        let shape = scene.width / scene.height;
        assert!((0.6..=2.4).contains(&shape), "{} × {}", scene.width, scene.height);
    }
}
