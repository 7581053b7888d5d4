//! Folding: what is written differently and read alike becomes the same. `templates/site.js` does the same, step by step;
//! `tests/data/search-words.json` is run by both.

use unicode_normalization::UnicodeNormalization;

/// NFKC, small letters, hiragana for katakana, one dash and one wave; no selectors of variants; single spaces.
pub fn fold(text: &str) -> String {
    // Selectors go first: they would keep apart what NFKC joins.
    let plain = text.chars().filter(|c| !is_selector(*c)).nfkc().collect::<String>().to_lowercase();
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => out.extend(char::from_u32(u32::from(c) - 0x60)),
            // No hiragana has these marks built in.
            'ヷ' => out.push_str("わ\u{3099}"),
            'ヸ' => out.push_str("ゐ\u{3099}"),
            'ヹ' => out.push_str("ゑ\u{3099}"),
            'ヺ' => out.push_str("を\u{3099}"),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{301c}' | '\u{223c}' => out.push('~'),
            // Which of the two small sigmas stands depends on what follows.
            'ς' => out.push('σ'),
            c if c.is_whitespace() || c == '\u{feff}' => out.push(' '),
            c => out.push(c),
        }
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// What the directory knows a folded text by: the bigrams of a run of kana or Chinese characters, the whole of a word or number.
pub fn terms(folded: &str) -> Vec<String> {
    let chars: Vec<char> = folded.chars().collect();
    let runs = chars.chunk_by(|a, b| sort(*a) == sort(*b));
    runs.flat_map(|run| match sort(run[0]) {
        Sort::Wide if run.len() > 1 => run.windows(2).map(String::from_iter).collect(),
        Sort::Wide | Sort::Word => vec![run.iter().collect()],
        Sort::Other => Vec::new(),
    })
    .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Written without spaces.
    Wide,
    Word,
    Other,
}

/// By ranges, not by a table of properties: those differ between browsers.
fn sort(c: char) -> Sort {
    match c {
        '々'..='〇' | 'ぁ'..='ゟ' | 'ー'..='ヿ' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Sort::Wide,
        '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Sort::Wide,
        '0'..='9' | 'a'..='z' => Sort::Word,
        '×' | '÷' => Sort::Other,
        'À'..='\u{1fff}' => Sort::Word,
        _ => Sort::Other,
    }
}
