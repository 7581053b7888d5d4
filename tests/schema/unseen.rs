//! What the reader refuses on form and no schema of one file can see, each sort with its reason.

/// A rule, a part of the reader's message, and why the schema is silent.
pub struct Sort {
    rule: &'static str,
    part: &'static str,
    /// For whoever reads this.
    _why: &'static str,
}

const fn sort_of(rule: &'static str, part: &'static str, why: &'static str) -> Sort {
    Sort { rule, part, _why: why }
}

const STRINGS: &str = "JSON has no dates: editors hand them over as strings, and a string may look like one";
const ORDER: &str = "one value compared with another of the file";
const FOLDER: &str = "it depends on the folder in which the file lies, and on who the trustee is";
const COMPUTED: &str = "it is computed, or looked up in a long list";
const TWO_KEYS: &str = "it depends on two other keys at once";

pub const SORTS: &[Sort] = &[
    sort_of("bad-value", "wants a date without quotes", STRINGS),
    sort_of("bad-value", "wants a date with a time (2026-10-05T08:47:00), not a string", STRINGS),
    sort_of("bad-value", "wants a string, not a date or time", STRINGS),
    sort_of("bad-value", "wants an integer, not a float", "in JSON Schema 1.0 is an integer"),
    sort_of("bad-value", "the last day lies before the first", ORDER),
    sort_of("bad-value", "this lies before the detection", ORDER),
    sort_of("bad-value", "it was restored before that was demanded", ORDER),
    sort_of("bad-value", "it was done before it was received", ORDER),
    sort_of("bad-value", "it was reported before the work", ORDER),
    sort_of("bad-value", "it ended before it started", ORDER),
    sort_of("bad-value", "it was acknowledged before it was given", ORDER),
    sort_of("bad-value", "it finished before its own day", ORDER),
    sort_of("bad-value", "it was sent before its own day", ORDER),
    sort_of("bad-value", "is both in also_closed and in also_open", ORDER),
    sort_of("bad-value", "`starts` is no earlier than", ORDER),
    sort_of("bad-value", "`affects` leaves out the municipality", FOLDER),
    sort_of("bad-value", "`affects` is empty", FOLDER),
    sort_of("missing-key", "`affects` is missing", FOLDER),
    sort_of("missing-key", "`basis` is missing", FOLDER),
    sort_of("missing-key", "`entrusted_from` is missing", FOLDER),
    sort_of("bad-value", "the trustee's own entry has no", FOLDER),
    sort_of("bad-value", "cannot be the name of a folder", COMPUTED),
    sort_of("bad-value", "the last digit of this municipality's code", COMPUTED),
    sort_of("bad-value", "there is no time zone", COMPUTED),
    sort_of("bad-value", "wants a day as 12-31", "a month has 28 to 31 days"),
    sort_of("bad-value", "is no item of this inspection", TWO_KEYS),
    sort_of("bad-value", "`note` is blank", "whether a note may be blank depends on the result"),
    sort_of("missing-key", "`person` is missing", "a server handler is a person or an agency"),
    sort_of("bad-value", "either `person` or `agency`", "a server handler is a person or an agency"),
    sort_of("bad-value", "this wants:", "what kind of equipment it is stands in a register"),
];

pub fn part(sort: usize) -> &'static str {
    SORTS[sort].part
}

/// Which sort a fault is of.
pub fn sort(rule: &str, message: &str) -> Option<usize> {
    SORTS.iter().position(|sort| sort.rule == rule && message.contains(sort.part))
}
