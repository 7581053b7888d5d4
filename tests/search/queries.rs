//! Queries cut from texts, written as people write: other kana, other widths, other cases, other waves, one character, two words;
//! and some that nothing has.

/// The same from the same seed on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn word<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        loop {
            let words: Vec<&str> = texts[self.below(texts.len())].split_whitespace().collect();
            if !words.is_empty() {
                return words[self.below(words.len())];
            }
        }
    }

    fn part(&mut self, word: &str, longest: usize) -> String {
        let chars: Vec<char> = word.chars().collect();
        let from = self.below(chars.len());
        let to = (from + 1 + self.below(longest)).min(chars.len());
        chars[from..to].iter().collect()
    }
}

pub fn queries(texts: &[&str], seed: u64) -> Vec<String> {
    let mut chance = Chance(seed);
    let mut queries = Vec::new();
    let ways: [fn(&str) -> String; 7] =
        [str::to_owned, other_kana, half_width, full_width, str::to_uppercase, other_wave, spaced];
    for round in 0..210 {
        let word = chance.word(texts);
        let cut = chance.part(word, 1 + round % 9);
        queries.push(ways[round % ways.len()](&cut));
    }
    for _ in 0..40 {
        let two = [chance.word(texts), chance.word(texts)].map(|word| chance.part(word, 4));
        queries.push(two.join("　"));
    }
    for _ in 0..25 {
        let word = chance.word(texts);
        queries.push(format!("{}{}", chance.part(word, 3), ["無い", "zq", "㊙", "Ω9"][chance.below(4)]));
    }
    queries.extend(["", " ", "・", "(", "<script>", "\u{3099}", "ー", "-", "~"].map(str::to_owned));
    queries
}

fn other_kana(text: &str) -> String {
    let other = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap(),
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap(),
        c => c,
    };
    text.chars().map(other).collect()
}

/// ﾊﾞ for バ and ば, where there is such a thing.
fn half_width(text: &str) -> String {
    const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    const VOICELESS: &str = "カキクケコサシスセソタチツテトハヒフヘホウ";
    let half = |c: char| FULL.chars().position(|full| full == c).and_then(|at| char::from_u32(0xff66 + at as u32));
    let mut out = String::new();
    for c in text.chars() {
        let kana = if ('ぁ'..='ゖ').contains(&c) { char::from_u32(c as u32 + 0x60).unwrap() } else { c };
        let voiced = VOICED.chars().position(|voiced| voiced == kana).and_then(|at| VOICELESS.chars().nth(at));
        let semi = "パピプペポ".chars().position(|semi| semi == kana).and_then(|at| "ハヒフヘホ".chars().nth(at));
        match (voiced.and_then(half), semi.and_then(half), half(kana)) {
            (Some(base), _, _) => out.extend([base, 'ﾞ']),
            (_, Some(base), _) => out.extend([base, 'ﾟ']),
            (_, _, Some(base)) => out.push(base),
            _ => out.push(c),
        }
    }
    out
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect()
}

fn other_wave(text: &str) -> String {
    text.replace('〜', "～").replace('-', "−").replace('–', "‐")
}

fn spaced(text: &str) -> String {
    format!("　{text}\t")
}
