//! Shows the number of a cell as its format code makes people see it: 00123, 15%, 138-0013-8000.
//!
//! Codes follow ECMA-376 part 1, 18.8.31. Two things differ from a spreadsheet on purpose: no number is shown as a power of
//! ten or a fraction, and a day is always written as 2026-03-01, since what it says is kept and its look is not.

use super::decimal::Decimal;

/// The longest code that is followed; a spreadsheet takes 255 characters.
const CODE_LIMIT: usize = 1_024;

/// How the numbers of some cells are shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

/// The part of a code that holds for some numbers, or for texts.
#[derive(Debug, Clone, Default, PartialEq)]
struct Section {
    condition: Option<(Comparison, f64)>,
    parts: Vec<Part>,
    is_text: bool,
    /// A power of ten or a fraction: the number is shown in full instead.
    is_in_full: bool,
    percents: u32,
    /// How many thousands the number is divided by: a comma each behind the last digit.
    thousands: u32,
    is_grouped: bool,
    has_day: bool,
    has_time: bool,
    /// Whether a letter can mean nothing but a day: a year, a day of the month or of the week.
    is_of_days: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Literal(char),
    /// A place for a digit: what stands there when the number has none.
    Digit(Option<char>),
    Point,
    /// The text of the cell.
    Text,
    General,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    More,
}

impl Comparison {
    fn holds(self, number: f64, bound: f64) -> bool {
        match self {
            Self::Less => number < bound,
            Self::AtMost => number <= bound,
            Self::Equal => (number - bound).abs() < f64::EPSILON,
            Self::NotEqual => (number - bound).abs() >= f64::EPSILON,
            Self::AtLeast => number >= bound,
            Self::More => number > bound,
        }
    }
}

impl NumberFormat {
    /// Understands a code; one that cannot be followed shows numbers in full.
    pub fn parse(code: &str) -> Self {
        if code.len() > CODE_LIMIT {
            return Self::default();
        }
        let mut sections = vec![Section::default()];
        let mut chars = code.chars().peekable();
        while let Some(c) = chars.next() {
            let section = sections.last_mut().expect("there is always a section");
            match c {
                ';' => sections.push(Section::default()),
                '"' => section.parts.extend(chars.by_ref().take_while(|c| *c != '"').map(Part::Literal)),
                '\\' => section.parts.extend(chars.next().map(Part::Literal)),
                // The width of a character is left free, which reads as a blank only between others.
                '_' => section.parts.extend(chars.next().map(|_| Part::Literal(' '))),
                '*' => drop(chars.next()),
                '[' => section.bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
                '0' | '#' | '?' => section.parts.push(Part::Digit(match c {
                    '0' => Some('0'),
                    '?' => Some(' '),
                    _ => None,
                })),
                '.' if section.parts.contains(&Part::Point) => section.parts.push(Part::Literal('.')),
                '.' => section.parts.push(Part::Point),
                ',' => section.comma(chars.peek().copied()),
                '%' => {
                    section.percents += 1;
                    section.parts.push(Part::Literal('%'));
                }
                '@' => {
                    section.is_text = true;
                    section.parts.push(Part::Text);
                }
                '/' if section.parts.iter().any(|part| matches!(part, Part::Digit(_))) => section.is_in_full = true,
                'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => section.is_in_full = true,
                'G' | 'g' if chars.clone().take(6).collect::<String>().eq_ignore_ascii_case("eneral") => {
                    chars.by_ref().take(6).for_each(drop);
                    section.parts.push(Part::General);
                }
                'y' | 'Y' | 'd' | 'D' | 'e' | 'E' | 'g' | 'G' | 'b' | 'B' => section.is_of_days = true,
                'a' | 'A' if chars.peek().is_some_and(|next| matches!(next, 'a' | 'A')) => section.is_of_days = true,
                'h' | 'H' | 's' | 'S' => section.has_time = true,
                // A month, unless hours or seconds stand beside it.
                'm' | 'M' | 'a' | 'A' | 'p' | 'P' => {}
                other => section.parts.push(Part::Literal(other)),
            }
        }
        for section in &mut sections {
            // m alone is a month: only with a time beside it, and no day, are there minutes.
            section.has_day = section.is_of_days || !section.has_time;
        }
        Self { sections }
    }

    /// Whether a cell of days shows the day, and whether it shows the time.
    pub fn shows_day_and_time(&self) -> (bool, bool) {
        self.sections.first().map_or((true, true), |section| (section.has_day, section.has_time))
    }

    /// Whether the number of a cell is a day: the code names a part of days and has no place for digits.
    pub fn is_of_days(&self) -> bool {
        let is_digit = |part: &Part| matches!(part, Part::Digit(_));
        self.sections.first().is_some_and(|section| section.is_of_days && !section.parts.iter().any(is_digit))
    }

    /// A number as people see it.
    pub fn show(&self, number: f64) -> String {
        let in_full = || Decimal::of(number).to_string();
        // What is hidden whatever it says would be lost.
        let (Some(section), Some(first)) = (self.section_of(number), self.sections.first()) else { return in_full() };
        if section.is_in_full || first.parts.is_empty() {
            return in_full();
        }
        let is_signed = number < 0.0 && !self.has_own_sign(section);
        let shown = section.show(number.abs());
        let is_zero = !shown.contains(|c: char| c.is_ascii_digit() && c != '0');
        let is_of_digits = section.parts.iter().any(|part| matches!(part, Part::Digit(_)));
        if is_signed && !(is_zero && is_of_digits) { format!("-{shown}") } else { shown }
    }

    /// A text as people see it: a code may put words around it.
    pub fn show_text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let section = match self.sections.as_slice() {
            [only] if only.is_text => only,
            [_, _, _, texts, ..] if texts.is_text => texts,
            _ => return text.into(),
        };
        if section.parts.len() <= 1 {
            return text.into();
        }
        let mut shown = String::with_capacity(text.len() + section.parts.len());
        for part in &section.parts {
            match part {
                Part::Literal(c) => shown.push(*c),
                Part::Text => shown.push_str(text),
                _ => {}
            }
        }
        shown.into()
    }

    /// The section that holds for a number: by conditions, else by its sign.
    fn section_of(&self, number: f64) -> Option<&Section> {
        let numeric = &self.sections[..self.sections.len().min(3)];
        let numeric = match numeric {
            [rest @ .., last] if last.is_text && !rest.is_empty() => rest,
            all => all,
        };
        if numeric.iter().any(|section| section.condition.is_some()) {
            let holds = |section: &&Section| section.condition.is_none_or(|(how, bound)| how.holds(number, bound));
            return numeric.iter().find(holds);
        }
        let place = match numeric.len() {
            0 => return None,
            1 => 0,
            2 => usize::from(number < 0.0),
            _ if number < 0.0 => 1,
            _ if number > 0.0 => 0,
            _ => 2,
        };
        numeric.get(place)
    }

    /// Whether the section was written for numbers below zero, and says so itself.
    fn has_own_sign(&self, section: &Section) -> bool {
        if self.sections.iter().any(|section| section.condition.is_some()) {
            return matches!(section.condition, Some((Comparison::Less | Comparison::AtMost, bound)) if bound <= 0.0);
        }
        !self.sections.first().is_some_and(|first| std::ptr::eq(first, section))
    }
}

impl Section {
    /// A word in brackets: a condition or a currency; colours and languages are passed over.
    fn bracket(&mut self, word: &str) {
        let comparisons = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<>", Comparison::NotEqual),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("=", Comparison::Equal),
        ];
        if let Some(currency) = word.strip_prefix('$') {
            self.parts.extend(currency.split('-').next().unwrap_or_default().chars().map(Part::Literal));
        } else if let Some((rest, how)) =
            comparisons.iter().find_map(|(sign, how)| word.strip_prefix(sign).map(|rest| (rest, *how)))
        {
            self.condition = rest.trim().parse().ok().map(|bound| (how, bound));
        } else if !word.is_empty() && word.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S')) {
            self.has_time = true;
        }
    }

    /// A comma between digits groups them; behind the last it divides by a thousand.
    fn comma(&mut self, next: Option<char>) {
        match (self.parts.last(), next) {
            (Some(Part::Digit(_)), Some('0' | '#' | '?')) => self.is_grouped = true,
            (Some(Part::Digit(_)), _) => self.thousands += 1,
            _ => self.parts.push(Part::Literal(',')),
        }
    }

    fn show(&self, number: f64) -> String {
        let is_digit = |part: &Part| matches!(part, Part::Digit(_));
        let point = self.parts.iter().position(|part| *part == Part::Point);
        let (before, behind) = self.parts.split_at(point.unwrap_or(self.parts.len()));
        let decimals = behind.iter().filter(|part| is_digit(part)).count();
        let shift = 2 * self.percents as i32 - 3 * self.thousands as i32;
        let rounded = Decimal::of(number).shifted(shift).rounded(decimals);
        let (whole, fraction) = rounded.parts();
        let mut shown = self.show_whole(before, &whole, number);
        let least = behind.iter().rposition(|part| *part == Part::Digit(Some('0')) || *part == Part::Digit(Some(' ')));
        let mut digits = fraction.chars();
        let last_digit = fraction.trim_end_matches('0').len();
        let mut place = 0;
        for (index, part) in behind.iter().enumerate() {
            match part {
                Part::Point => shown.push('.'),
                Part::Digit(_) => {
                    let digit = digits.next().unwrap_or('0');
                    place += 1;
                    if place <= last_digit || least.is_some_and(|least| index <= least) {
                        shown.push(digit);
                    }
                }
                Part::Literal(c) => shown.push(*c),
                Part::Text | Part::General => shown.push_str(&Decimal::of(number).to_string()),
            }
        }
        let shown = shown.trim();
        if point.is_some() { shown.trim_end_matches('.').to_owned() } else { shown.to_owned() }
    }

    /// The digits before the point, from the right; the leftmost place takes all that are left.
    fn show_whole(&self, parts: &[Part], whole: &str, number: f64) -> String {
        let whole = whole.trim_start_matches('0');
        let mut digits = whole.chars().rev().peekable();
        let mut places = parts.iter().filter(|part| matches!(part, Part::Digit(_))).count();
        let mut count = 0;
        let mut reversed = Vec::new();
        let mut push = |reversed: &mut Vec<char>, digit: char| {
            if self.is_grouped && count > 0 && count % 3 == 0 {
                reversed.push(',');
            }
            count += 1;
            reversed.push(digit);
        };
        for part in parts.iter().rev() {
            match part {
                Part::Digit(missing) => {
                    places -= 1;
                    if let Some(digit) = digits.next().or(*missing) {
                        push(&mut reversed, digit);
                    }
                    while places == 0
                        && let Some(digit) = digits.next()
                    {
                        push(&mut reversed, digit);
                    }
                }
                Part::Literal(c) => reversed.push(*c),
                Part::Point => {}
                Part::Text | Part::General => reversed.extend(Decimal::of(number).to_string().chars().rev()),
            }
        }
        reversed.iter().rev().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_codes_say() {
        let cases = [
            ("General", 42.0, "42"),
            ("General", 13_800_138_000.0, "13800138000"),
            ("General", 110_101_199_003_070_000.0, "110101199003070000"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", -1.5, "-1.5"),
            ("General", 1e-7, "0.0000001"),
            ("@", 123.0, "123"),
            ("00000", 123.0, "00123"),
            ("00000", -123.0, "-00123"),
            ("000000", 1_234_567.0, "1234567"),
            ("0", 13_800_138_000.0, "13800138000"),
            ("0", 2.5, "3"),
            ("0", -0.4, "0"),
            ("0.00", 2.345, "2.35"),
            ("0.00", 0.0, "0.00"),
            ("0.##", 2.5, "2.5"),
            ("0.##", 2.0, "2"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0", 12.0, "12"),
            ("#,##0.00", 1234.5, "1,234.50"),
            ("0%", 0.15, "15%"),
            ("0.0%", 0.1234, "12.3%"),
            ("0.00E+00", 13_800_138_000.0, "13800138000"),
            ("# ?/?", 0.5, "0.5"),
            ("000-0000-0000", 13_800_138_000.0, "138-0013-8000"),
            ("000 0000 0000", 13_800_138_000.0, "138 0013 8000"),
            ("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 5_551_234.0, "555-1234"),
            ("[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", 2_125_551_234.0, "(212) 555-1234"),
            ("\"SZ\"0000", 7.0, "SZ0007"),
            ("\"第\"0\"号\"", 5.0, "第5号"),
            ("[=1]\"男\";[=2]\"女\";General", 1.0, "男"),
            ("[=1]\"男\";[=2]\"女\";General", 2.0, "女"),
            ("[=1]\"男\";[=2]\"女\";General", 3.0, "3"),
            ("[=1]\"男\";[=2]\"女\";General", -3.0, "-3"),
            ("0;-0;;@", 0.0, ""),
            ("0;-0;;@", -3.0, "-3"),
            ("#,##0;(#,##0)", -1234.0, "(1,234)"),
            ("#,##0 ;[Red](#,##0)", 1234.0, "1,234"),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 12.0, "12"),
            ("[$￥-804]#,##0.00", 1234.5, "￥1,234.50"),
            ("0,\"千\"", 12_345.0, "12千"),
            ("[DBNum1][$-804]General", 12.0, "12"),
            (";;;", 7.0, "7"),
            ("", 7.0, "7"),
        ];
        for (code, number, shown) in cases {
            assert_eq!(NumberFormat::parse(code).show(number), shown, "{code} of {number}");
        }
    }

    #[test]
    fn a_code_may_put_words_around_a_text() {
        assert_eq!(NumberFormat::parse("@\"部\"").show_text("信息"), "信息部");
        assert_eq!(NumberFormat::parse("0;-0;0;\"科室：\"@").show_text("信息"), "科室：信息");
        for code in ["@", "General", "0", "0;-0;;@", ";;;"] {
            assert_eq!(NumberFormat::parse(code).show_text("信息"), "信息", "{code}");
        }
    }

    #[test]
    fn a_code_of_days_says_whether_it_shows_day_and_time() {
        let cases = [
            ("yyyy\"年\"m\"月\"d\"日\"", (true, false)),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\" h:mm", (true, true)),
            ("m/d/yy h:mm", (true, true)),
            ("mm\"月\"", (true, false)),
            ("h:mm:ss", (false, true)),
            ("[h]:mm", (false, true)),
            ("上午/下午h\"时\"mm\"分\"", (false, true)),
        ];
        for (code, shows) in cases {
            assert_eq!(NumberFormat::parse(code).shows_day_and_time(), shows, "{code}");
        }
        assert!(NumberFormat::parse("[$-804]aaaa;@").is_of_days() && !NumberFormat::parse("0.0 g").is_of_days());
    }
}
