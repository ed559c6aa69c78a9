//! Figures that books and papers state.

use waterline::analysis::brokerage::{Roles, brokerage, constraint, effective_size};
use waterline::analysis::centrality::{betweenness, degree, in_degree, out_degree};
use waterline::analysis::cohesion::communities::CommunitiesOptions;
use waterline::analysis::cohesion::{communities, weak_points};
use waterline::analysis::key_players::{Aim, kpp_neg, kpp_pos};
use waterline::analysis::method::Method;
use waterline::analysis::watch::Watch;
use waterline::analysis::weighting::Weighting;
use waterline::graph::compact::{CompactGraph, Edge, Parallel};
use waterline::graph::named::{Direction, NamedGraph};

use crate::networks::{names, network, node};

fn undirected(file: &str) -> NamedGraph {
    network(file, &[], Direction::Undirected)
}

fn between(network: &NamedGraph, name: &str) -> f64 {
    let figures = betweenness(&network.graph, Weighting::Unweighted, &Watch::none()).expect("nobody stops this");
    figures[node(network, name) as usize]
}

fn assert_figure(figure: f64, stated: f64, decimals: i32) {
    assert!((figure - stated).abs() <= 0.5001 * 10_f64.powi(-decimals), "{figure} instead of {stated}");
}

#[test]
fn betweenness_is_that_of_the_books() {
    let (kite, florentine, karate) = (undirected("kite.csv"), undirected("florentine.csv"), undirected("karate.csv"));

    for (name, stated) in [("Medici", 0.522), ("Guadagni", 0.255), ("Albizzi", 0.212), ("Salviati", 0.143)] {
        assert_figure(between(&florentine, name), stated, 3);
    }
    for (name, stated) in [("H", 0.3889), ("F", 0.2315), ("G", 0.2315), ("I", 0.2222), ("D", 0.1019), ("A", 0.0231)] {
        assert_figure(between(&kite, name), stated, 4);
    }
    for (name, stated) in [("1", 0.437_635), ("34", 0.304_075), ("33", 0.145_247), ("3", 0.143_657)] {
        assert_figure(between(&karate, name), stated, 6);
    }
}

#[test]
fn structural_holes_are_those_of_burt() {
    let (burt, karate) = (undirected("burt.csv"), undirected("karate.csv"));
    let bound = |network: &NamedGraph, name| {
        constraint(&network.graph, &Watch::none()).expect("an answer")[node(network, name) as usize].expect("a tie")
    };
    let size = |network: &NamedGraph, name| {
        effective_size(&network.graph, &Watch::none()).expect("an answer")[node(network, name) as usize].expect("a tie")
    };

    assert_figure(bound(&burt, "G"), 0.400, 3);
    assert_figure(bound(&burt, "A"), 0.595, 3);
    assert_figure(bound(&burt, "C"), 1.0, 9);
    assert_figure(size(&burt, "G"), 4.67, 2);
    assert_figure(size(&burt, "A"), 2.5, 9);
    assert_figure(size(&burt, "C"), 1.0, 9);
    assert_figure(bound(&karate, "1"), 0.155_423, 6);
    assert_figure(bound(&karate, "34"), 0.156_419, 6);
    assert_figure(size(&karate, "1"), 13.75, 6);
    assert_figure(size(&karate, "34"), 15.2353, 4);
}

#[test]
fn cut_points_are_those_that_one_sees() {
    let cut = |network: &NamedGraph| names(network, &weak_points(&network.undirected).cut_points);

    assert_eq!(cut(&undirected("karate.csv")), ["1"]);
    assert_eq!(cut(&undirected("florentine.csv")), ["Albizzi", "Guadagni", "Medici", "Salviati"]);
    assert_eq!(cut(&undirected("kite.csv")), ["H", "I"]);
}

#[test]
fn degrees_of_the_high_tech_managers_count_as_printed() {
    let advice = network("hightech.csv", &[("relation", "advice")], Direction::Directed);
    let first = node(&advice, "1") as usize;

    assert_eq!(in_degree(&advice.graph)[first], 13);
    assert_eq!(out_degree(&advice.graph)[first], 6);
    assert_eq!(degree(&advice.graph)[first], 16);
    assert_eq!((advice.names.len(), advice.edges()), (21, 190));
}

#[test]
fn the_karate_club_falls_into_four_camps() {
    let karate = undirected("karate.csv");

    let camps = communities(&karate.undirected, &CommunitiesOptions::default(), &Watch::none()).expect("an answer");

    assert_figure(camps.modularity, 0.419_790, 6);
    assert_eq!(camps.count, 4);
}

#[test]
fn brokers_have_the_roles_of_gould_and_fernandez() {
    let edges = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 0)].map(|(from, to)| Edge::plain(from, to));
    let graph = CompactGraph::of(4, &edges, Parallel::Once);

    let roles = brokerage(&graph, &[0, 0, 1, 1], &Watch::none()).expect("an answer");

    let none = Roles::default();
    assert_eq!(roles[0], Roles { itinerant: 1, gatekeeper: 1, ..none });
    assert_eq!(roles[1], Roles { representative: 1, ..none });
    assert_eq!(roles[2], Roles { gatekeeper: 1, ..none });
    assert_eq!(roles[3], Roles { itinerant: 1, representative: 1, ..none });
}

/// The best sets of a network: (size, the set of largest F where there is one, F, the set of largest DF, DF, the set of
/// largest DR where there is one, DR).
type Best<'a> = (usize, &'a [&'a str], f64, &'a [&'a str], f64, &'a [&'a str], f64);

fn assert_best(network: &NamedGraph, all: &[Best<'_>]) {
    for (size, f_set, f, df_set, df, dr_set, dr) in all {
        let broken = |aim| kpp_neg(&network.undirected, *size, aim, &Watch::none()).expect("an answer");
        let (by_f, by_df) = (broken(Aim::Components), broken(Aim::Distances));
        let reach = kpp_pos(&network.graph, *size, Weighting::Unweighted, &Watch::none()).expect("an answer");

        assert_eq!([by_f.method, by_df.method, reach.method], [Method::Exact; 3]);
        assert_figure(by_f.broken.components, *f, 4);
        assert_figure(by_df.broken.distances, *df, 4);
        assert_figure(reach.value, *dr, 4);
        assert_eq!(names(network, &by_df.members), *df_set);
        for (set, stated) in [(&by_f.members, f_set), (&reach.members, dr_set)] {
            assert!(stated.is_empty() || names(network, set) == **stated, "{:?}", names(network, set));
        }
    }
}

#[test]
fn key_players_of_the_kite_are_sets_and_not_lists() {
    assert_best(
        &undirected("kite.csv"),
        &[
            (1, &["H"], 0.3889, &["H"], 0.4861, &["D"], 0.8083),
            (2, &["F", "G"], 0.5357, &["F", "G"], 0.6071, &["D", "I"], 1.0),
            (3, &[], 0.5714, &["D", "F", "G"], 0.6746, &[], 1.0),
        ],
    );
}

#[test]
fn key_players_of_florence_are_the_medici_and_those_who_brought_them_down() {
    let three: &[&str] = &["Guadagni", "Medici", "Strozzi"];
    assert_best(
        &undirected("florentine.csv"),
        &[
            (1, &["Medici"], 0.3846, &["Medici"], 0.6738, &["Medici"], 0.7),
            (2, &["Guadagni", "Medici"], 0.7051, &["Guadagni", "Medici"], 0.8024, &["Bischeri", "Medici"], 0.8667),
            (3, three, 0.8636, three, 0.8889, &[], 0.9333),
        ],
    );
}

#[test]
fn key_players_of_the_karate_club_are_its_heads() {
    let three: &[&str] = &["1", "33", "34"];
    assert_best(
        &undirected("karate.csv"),
        &[
            (1, &["1"], 0.3163, &["1"], 0.6415, &["34"], 0.7132),
            (2, &["1", "2"], 0.4234, &["1", "2"], 0.6844, &["1", "34"], 0.9559),
            (3, three, 0.5699, three, 0.7968, &[], 0.9853),
        ],
    );
}
