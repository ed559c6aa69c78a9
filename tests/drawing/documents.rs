//! PDF: every text can be taken out of it again, fonts are embedded in part, sheets hold all of the picture, and the
//! same scene gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use waterline::layout::diagram::{DiagramInput, DiagramOptions, draw};
use waterline::layout::scene::{Item, Language, Scene};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;
use waterline::render::Theme;
use waterline::render::pdf::{Paper, PdfOptions, pdf};

use crate::fictional::{bureau, company};
use crate::organisation::{Likeness, generated};

fn drawn(snapshot: &Snapshot, language: Language) -> Scene {
    let options = DiagramOptions { language, ..DiagramOptions::default() };
    draw(&DiagramInput::new(snapshot, &Roster::default()), &options).expect("nothing is asked for that is not there")
}

fn on(paper: Paper) -> PdfOptions {
    PdfOptions { theme: Theme::Print, paper }
}

fn find(bytes: &[u8], part: &[u8], from: usize) -> Option<usize> {
    bytes[from..].windows(part.len()).position(|window| window == part).map(|at| at + from)
}

/// The objects of a document by number: what stands before the stream, and the stream without its compression.
fn objects(file: &[u8]) -> BTreeMap<u32, (String, Vec<u8>)> {
    let mut objects = BTreeMap::new();
    let mut at = 0;
    while let Some(start) = find(file, b" 0 obj\n", at) {
        let line = file[..start].iter().rposition(|&byte| byte == b'\n').map_or(0, |line| line + 1);
        let number: u32 = std::str::from_utf8(&file[line..start]).expect("a number").parse().expect("a number");
        let end = find(file, b"endobj", start).expect("an end");
        let stream = find(file, b"stream\n", start).filter(|&stream| stream < end);
        let head = String::from_utf8_lossy(&file[start + 7..stream.unwrap_or(end)]).into_owned();
        let body = stream.map(|stream| {
            let stop = find(file, b"endstream", stream).expect("an end");
            let raw = &file[stream + 7..stop];
            let mut plain = Vec::new();
            if head.contains("FlateDecode") {
                ZlibDecoder::new(raw).read_to_end(&mut plain).expect("a whole stream");
            } else {
                plain.extend_from_slice(raw);
            }
            plain
        });
        at = find(file, b"endobj", body.as_ref().map_or(start, |_| find(file, b"endstream", start).expect("an end")))
            .expect("an end");
        objects.insert(number, (head, body.unwrap_or_default()));
    }
    objects
}

fn reference(head: &str, key: &str) -> Option<u32> {
    let rest = head.split(key).nth(1)?;
    rest.trim_start_matches(['[', ' ']).split(' ').next()?.parse().ok()
}

/// The characters of a font by the numbers of its glyphs.
fn characters(map: &str) -> BTreeMap<u16, char> {
    let pairs = map.lines().filter_map(|line| {
        let (glyph, character) = line.strip_prefix('<')?.split_once("> <")?;
        let glyph = u16::from_str_radix(glyph, 16).ok()?;
        let units: Vec<u16> = character
            .trim_end_matches('>')
            .as_bytes()
            .chunks(4)
            .filter_map(|unit| u16::from_str_radix(std::str::from_utf8(unit).ok()?, 16).ok())
            .collect();
        Some((glyph, char::decode_utf16(units).next()?.ok()?))
    });
    pairs.collect()
}

/// The byte that digits write.
fn code(digits: &[u8], base: u32) -> u8 {
    u8::from_str_radix(std::str::from_utf8(digits).expect("digits"), base).expect("a byte")
}

/// A literal or hexadecimal string at the start of `bytes`, and how long it is.
fn string(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut out = Vec::new();
    if bytes[0] == b'<' {
        let end = bytes.iter().position(|&byte| byte == b'>').expect("an end");
        for pair in bytes[1..end].chunks(2) {
            out.push(code(pair, 16));
        }
        return (out, end + 1);
    }
    let (mut at, mut depth) = (1, 1);
    loop {
        match bytes[at] {
            b'\\' => {
                at += 1;
                let escaped = [(b'n', b'\n'), (b'r', b'\r'), (b't', b'\t'), (b'b', 8), (b'f', 12)];
                let digits = bytes[at..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
                if digits > 0 {
                    out.push(code(&bytes[at..at + digits], 8));
                    at += digits - 1;
                } else {
                    let plain = escaped.iter().find(|(letter, _)| *letter == bytes[at]);
                    out.push(plain.map_or(bytes[at], |(_, byte)| *byte));
                }
            }
            b'(' => {
                depth += 1;
                out.push(b'(');
            }
            b')' if depth == 1 => return (out, at + 1),
            b')' => {
                depth -= 1;
                out.push(b')');
            }
            byte => out.push(byte),
        }
        at += 1;
    }
}

/// Every text that is shown, as somebody who copies it gets it.
fn texts(file: &[u8]) -> Vec<String> {
    let objects = objects(file);
    let resources = objects.values().find(|(head, _)| head.contains("/Font<<")).expect("resources").0.clone();
    let map = |name: &str| -> BTreeMap<u16, char> {
        let Some(font) = reference(&resources, &format!("/{name} ")) else { return BTreeMap::new() };
        let unicode = reference(&objects[&font].0, "/ToUnicode ").expect("a map of characters");
        characters(&String::from_utf8_lossy(&objects[&unicode].1))
    };
    let fonts = BTreeMap::from([(b'R', map("R")), (b'M', map("M"))]);
    let mut found = Vec::new();
    for (_, (_, content)) in objects.iter().filter(|(_, (_, body))| find(body, b"BT/", 0).is_some()) {
        let (mut at, mut font) = (0, b'R');
        while at < content.len() {
            if content[at] == b'/' && content[at + 2] == b' ' && matches!(content[at + 1], b'R' | b'M') {
                font = content[at + 1];
            }
            if matches!(content[at], b'(' | b'<') && content[..at].ends_with(b"Tm") {
                let (bytes, length) = string(&content[at..]);
                let glyph = |pair: &[u8]| fonts[&font].get(&u16::from_be_bytes([pair[0], pair[1]])).copied();
                found.push(bytes.chunks(2).map(|pair| glyph(pair).unwrap_or('\u{FFFD}')).collect());
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found
}

fn texts_of(scene: &Scene) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            texts.insert(text.content.clone());
        }
    });
    texts
}

#[test]
fn every_text_can_be_copied_out_of_it_in_both_languages() {
    for (snapshot, language) in [(bureau(), Language::Zh), (company(), Language::En)] {
        let scene = drawn(&snapshot, language);

        let file = pdf(&scene, &[], &on(Paper::One));

        assert_eq!(texts(&file).into_iter().collect::<BTreeSet<String>>(), texts_of(&scene));
    }
}

#[test]
fn sheets_of_paper_hold_everything_together() {
    let many = Likeness { posts: 150, seed: 5, english: false, oddity: 0, extra_lines: 3 };
    let scene = drawn(&generated(many), Language::Zh);

    let file = pdf(&scene, &[], &on(Paper::A4));

    let copied: BTreeSet<String> = texts(&file).into_iter().collect();
    let lost: Vec<_> = texts_of(&scene).into_iter().filter(|text| !copied.contains(text)).collect();
    assert_eq!(lost, Vec::<String>::new());
    let sheets = objects(&file).values().filter(|(head, _)| head.contains("/Type/Page/")).count();
    assert!(sheets > 1 && copied.iter().any(|text| text.starts_with(&format!("第 {sheets} 页，共 {sheets} 页"))));
}

#[test]
fn title_language_and_a_part_of_the_font_go_with_it() {
    let scene = drawn(&company(), Language::En);

    let file = pdf(&scene, &[], &on(Paper::One));

    let title = scene.title.encode_utf16().fold("/Title<FEFF".to_owned(), |hex, unit| format!("{hex}{unit:04X}"));
    let heads: String = objects(&file).values().map(|(head, _)| head.as_str()).collect();
    for part in ["/Lang(en)", "/DisplayDocTitle true", "/FontFile2", "+NotoSansSC-Medium", &title] {
        assert!(heads.contains(part), "{part} in {heads}");
    }
    assert!(!heads.contains("Date"), "a date would differ from one time to the next");
    assert!(file.len() < 200_000, "{} bytes", file.len());
}

#[test]
fn the_same_scene_gives_the_same_document() {
    for paper in Paper::ALL {
        let scene = drawn(&bureau(), Language::Zh);
        assert_eq!(pdf(&scene, &[], &on(paper)), pdf(&scene.clone(), &[], &on(paper)));
    }
}

#[test]
fn a_character_that_the_font_lacks_can_still_be_copied() {
    let mut organisation = crate::organisation::Organisation::new("字");
    let unit = organisation.unit(None, "字");
    organisation.held(unit, "主任", "王龘");

    let file = pdf(&drawn(&organisation.snapshot(), Language::Zh), &[], &on(Paper::One));

    let painted: Vec<u8> = objects(&file).into_values().flat_map(|(_, body)| body).collect();
    assert!(find(&painted, b"/ActualText", 0).is_some());
}

#[test]
fn a_watermark_lies_over_everything_and_hides_nothing() {
    let roster = Roster::default();
    let snapshot = bureau();
    let options = DiagramOptions { watermark: Some("仅供内部".to_owned()), ..DiagramOptions::default() };
    let plain = drawn(&snapshot, Language::Zh);

    let marked = draw(&DiagramInput::new(&snapshot, &roster), &options).expect("nothing that is not there");

    let Some(Item::Group(last)) = marked.items.last() else { panic!("a group") };
    assert!(last.opacity.is_some_and(|opacity| opacity < 0.15) && last.items.len() > 5);
    assert_eq!((plain.width, plain.height), (marked.width, marked.height));
    assert!(texts(&pdf(&marked, &[], &on(Paper::One))).contains(&"仅供内部".to_owned()));
}
