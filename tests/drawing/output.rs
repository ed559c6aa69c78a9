//! Files are well-formed, hold nothing that acts or fetches, and are the same bytes for the same scene.

use waterline::font::{Weight, display_text};
use waterline::layout::scene::{
    Dash, Group, Ink, Item, Lettering, Path, Rectangle, Reference, Role, Scene, Stroke, write_line,
};
use waterline::render::{
    Theme,
    png::{PngRefusal, png},
    svg::svg,
};

const HOSTILE: [&str; 6] = [
    r#""><script>alert(1)</script>"#,
    r#""><svg/onload=alert(1)>"#,
    "]]>&#x3c;script&#x3e;",
    "<!-- --><style>@import 'http://x'</style>",
    "王\u{0}\u{1F}\u{FFFE}\u{FFFF}\u{202E}小明",
    "' onmouseover='alert(1)' x='",
];

fn scene_naming(names: &[&str]) -> Scene {
    let mut scene = Scene { width: 400.0, height: 40.0 * names.len() as f32, ..Scene::default() };
    for (row, name) in names.iter().enumerate() {
        let y = 40.0 * row as f32;
        let shown = display_text(name);
        let edge = Stroke { ink: Ink::Border, width: 1.0, dash: Dash::Short };
        let frame =
            Rectangle { x: 8.0, y, width: 380.0, height: 36.0, radius: 6.0, fill: Some(Ink::Card), stroke: Some(edge) };
        let mut rounded = Path::stroked(edge);
        rounded.add_rounded(&[(0.0, y), (4.0, y), (4.0, y + 20.0), (8.0, y + 20.0)], 6.0);
        let mut items = vec![Item::Rectangle(frame), Item::Path(rounded)];
        let lettering = Lettering { size: 15.0, weight: Weight::Medium, ink: Ink::Text };
        write_line(&mut items, &shown, 16.0, y + 24.0, lettering);
        scene.items.push(Item::Group(Group {
            reference: Some(Reference { kind: "person", id: uuid::Uuid::from_u128(row as u128) }),
            role: Some(Role::Image),
            label: Some(shown.into_owned()),
            shows_label: true,
            layer: None,
            opacity: None,
            items,
        }));
    }
    scene
}

/// Reads the file and returns what in it is not on the list of harmless elements and attributes.
pub fn faults(file: &str) -> Vec<String> {
    use quick_xml::{Reader, events::Event};
    let mut reader = Reader::from_str(file);
    let (mut found, mut depth, mut elements) = (Vec::new(), 0_i32, 0);
    loop {
        match reader.read_event() {
            Ok(event @ (Event::Start(_) | Event::Empty(_))) => {
                let is_open = matches!(event, Event::Start(_));
                let (Event::Start(tag) | Event::Empty(tag)) = event else { unreachable!() };
                depth += i32::from(is_open);
                elements += 1;
                faults_of_tag(&tag, &mut found);
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::CData(_)) => {
                found.push("markup".to_owned());
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                found.push(format!("syntax: {error}"));
                break;
            }
        }
    }
    if elements == 0 || depth != 0 {
        found.push(format!("{elements} elements, {depth} of them open at the end"));
    }
    let is_allowed = |c: char| matches!(c, '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if let Some(c) = file.chars().find(|&c| !is_allowed(c)) {
        found.push(format!("character U+{:04X}", c as u32));
    }
    found
}

fn faults_of_tag(tag: &quick_xml::events::BytesStart<'_>, found: &mut Vec<String>) {
    const ELEMENTS: [&str; 7] = ["svg", "title", "desc", "g", "rect", "path", "text"];
    const ATTRIBUTES: [&str; 23] = [
        "xmlns",
        "viewBox",
        "width",
        "height",
        "lang",
        "role",
        "aria-label",
        "font-family",
        "x",
        "y",
        "rx",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "fill-opacity",
        "stroke-opacity",
        "d",
        "font-size",
        "font-weight",
        "textLength",
        "data-ref",
        "data-layer",
    ];
    let element = format!("{:?}", tag.name());
    if !ELEMENTS.contains(&tag.name().as_ref()) {
        found.push(format!("element {element}"));
    }
    for attribute in tag.attributes() {
        match attribute {
            Ok(attribute) if ATTRIBUTES.contains(&attribute.key.as_ref()) => {}
            Ok(attribute) => found.push(format!("attribute {:?} of {element}", attribute.key)),
            Err(error) => found.push(format!("attribute syntax: {error}")),
        }
    }
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let file = svg(&scene_naming(&HOSTILE), Theme::Light);

    assert_eq!(faults(&file), Vec::<String>::new());
    assert!(file.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{file}");
}

#[test]
fn the_checker_finds_what_it_shall_find() {
    for bad in [
        "<svg><script/></svg>",
        "<svg onload=''/>",
        "<svg><a href=''/></svg>",
        "<svg>",
        "<svg></g>",
        "<svg>\u{1}</svg>",
        "",
    ] {
        assert!(!faults(bad).is_empty(), "{bad}");
    }
}

#[test]
fn every_text_states_its_length() {
    let file = svg(&scene_naming(&["王小明", "Zoë Łukasz"]), Theme::Dark);

    assert_eq!(file.matches("<text ").count(), 2);
    assert_eq!(file.matches("textLength=").count(), 2);
}

#[test]
fn a_character_that_the_font_lacks_is_a_box_with_its_code() {
    let scene = scene_naming(&["王\u{9F98}明"]);

    let file = svg(&scene, Theme::Light);

    assert_eq!(scene.missing_characters(), ['\u{9F98}']);
    for part in [">王<", ">明<", ">9F<", ">98<"] {
        assert!(file.contains(part), "{part} in {file}");
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let scene = scene_naming(&["王小明", "John"]);

    for theme in Theme::ALL {
        assert_eq!(svg(&scene, theme), svg(&scene.clone(), theme));
        assert_eq!(png(&scene, theme, 2).unwrap(), png(&scene.clone(), theme, 2).unwrap());
    }
}

#[test]
fn a_png_has_the_size_asked_for_and_ink_on_it() {
    let file = png(&scene_naming(&["王小明"]), Theme::Light, 2).unwrap();

    let mut reader = png_reader(&file);
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert_eq!((reader.info().width, reader.info().height), (800, 80));
    assert!(pixels.chunks(3).any(|pixel| pixel.iter().all(|&part| part < 60)), "no dark ink");
}

fn png_reader(file: &[u8]) -> png::Reader<std::io::Cursor<&[u8]>> {
    png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG header")
}

#[test]
fn too_large_a_picture_is_refused_with_the_scale_that_fits() {
    let scene = Scene { width: 8_000.0, height: 6_000.0, ..Scene::default() };

    let refusal = png(&scene, Theme::Light, 3).unwrap_err();
    assert_eq!(refusal, PngRefusal::TooLarge { scale: 3, megapixels: 432, fitting: 1 });
    let scene = Scene { width: 20_000.0, height: 6_000.0, ..Scene::default() };
    assert_eq!(png(&scene, Theme::Light, 1).unwrap_err(), PngRefusal::TooLargeAtAnyScale { megapixels: 120 });
    assert_eq!(png(&scene, Theme::Light, 4).unwrap_err(), PngRefusal::UnknownScale(4));
}
