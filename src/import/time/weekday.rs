//! The weekday beside a day: 10月5日(月), 10月5日 月曜日.

/// From Monday, 0.
pub(super) type Weekday = i8;

pub(super) const WEEK: [(char, &str); 7] =
    [('月', "Mon"), ('火', "Tue"), ('水', "Wed"), ('木', "Thu"), ('金', "Fri"), ('土', "Sat"), ('日', "Sun")];

/// 10月5日(月) and 10月5日 月曜日 as a day and a weekday. What else stands in brackets, (祝), says nothing of it.
pub(super) fn apart(text: &str) -> (String, Option<Weekday>) {
    if let (Some(open), Some(close)) = (text.find('('), text.find(')'))
        && open < close
    {
        let rest = format!("{}{}", &text[..open], &text[close + 1..]);
        return (rest.trim().to_owned(), weekday(text[open + 1..close].trim()));
    }
    let text = text.trim();
    let written_out = (0..).zip(WEEK).find_map(|(at, (ja, _))| Some((text.strip_suffix(&format!("{ja}曜日"))?, at)));
    written_out.map_or((text.to_owned(), None), |(day, weekday)| (day.trim().to_owned(), Some(weekday)))
}

/// 月, 月曜日, 月・祝, Mon
fn weekday(text: &str) -> Option<Weekday> {
    let ends = |after: &str| after.chars().next().is_none_or(|next| !next.is_alphabetic() || "曜祝休振".contains(next));
    let is_of = |(ja, en): (char, &str)| {
        text.strip_prefix(ja).is_some_and(ends) || text.to_lowercase().starts_with(&en.to_lowercase())
    };
    (0..).zip(WEEK).find(|(_, own)| is_of(*own)).map(|(at, _)| at)
}
