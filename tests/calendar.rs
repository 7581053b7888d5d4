//! The calendar as the rules use it: holidays against a second source, periods, eras and business days by example, and what
//! must hold for every date there is.

use std::collections::{BTreeMap, BTreeSet};

use daicho::calendar::era::date_ja;
use daicho::calendar::fiscal::{half, quarter, week};
use daicho::calendar::{Closed, Era, EraYear, FiscalYear, Holiday, Office, holiday, period_of};
use daicho::model::{Cadence, Closures, Month, MonthDay, OwnClosure, Period, Word, YearlyDays};
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

fn ja(date: Date) -> Option<&'static str> {
    holiday(date).map(|holiday| holiday.ja)
}

fn en(date: Date) -> Option<&'static str> {
    holiday(date).map(|holiday| holiday.en)
}

fn days(text: &str) -> YearlyDays {
    YearlyDays::parse(text).unwrap()
}

fn year(year: i16) -> Period {
    Period { first: date(year, 1, 1), last: date(year, 12, 31) }
}

/// An office with the closure days of the sample ledger.
fn town_hall() -> Office {
    let closures = Closures { closed: vec![days("12-29/01-03")], ..Closures::default() };
    Office { ledger: vec![(Date::MIN, closures)], own: Vec::new() }
}

mod holidays {
    use super::*;

    #[test]
    fn are_those_of_the_second_source() {
        let theirs: BTreeMap<Date, &str> = include_str!("data/holidays-1986-2050.csv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split_once(',').unwrap())
            .map(|(day, name)| (day.parse().unwrap(), name))
            .collect();
        let span = Period { first: date(1986, 1, 1), last: date(2050, 12, 31) };
        let ours: BTreeMap<Date, &str> = span.days().filter_map(|day| Some((day, ja(day)?))).collect();
        assert_eq!(theirs.len(), 1115);
        assert_eq!(ours, theirs);
    }

    #[test]
    fn before_the_days_between_were_holidays() {
        assert_eq!(en(date(1981, 5, 4)), Some("Substitute Holiday"));
        assert_eq!(ja(date(1982, 5, 4)), None);
        assert_eq!(ja(date(1985, 5, 4)), None);
        assert_eq!(ja(date(1979, 1, 1)), None, "before 1980 nothing is known");
    }

    #[test]
    fn say_in_english_which_rest_day_they_are() {
        assert_eq!(en(date(2026, 5, 6)), Some("Substitute Holiday"));
        assert_eq!(en(date(2026, 9, 22)), Some("Citizens' Holiday"));
        assert_eq!(en(date(2019, 4, 30)), Some("Citizens' Holiday"));
        assert_eq!(en(date(2019, 5, 1)), Some("Day of the Enthronement"));
        assert_eq!(en(date(2019, 10, 22)), Some("Enthronement Ceremony"));
    }

    #[test]
    fn end_with_the_formula_only_where_they_need_it() {
        assert_eq!(ja(date(2099, 3, 20)), Some("春分の日"));
        let equinoxes =
            |year_2100: Period| year_2100.days().filter_map(ja).filter(|name| name.ends_with("分の日")).count();
        assert_eq!(equinoxes(year(2099)), 2);
        assert_eq!(equinoxes(year(2100)), 0);
        assert_eq!(ja(date(2100, 1, 1)), Some("元日"));
    }

    #[test]
    fn of_every_year_to_come_are_sixteen_and_their_rest_days() {
        for year in (2022..=2099).map(year) {
            let names: BTreeSet<_> = year.days().filter_map(ja).filter(|name| *name != "休日").collect();
            assert_eq!(names.len(), 16, "{year:?}");
        }
    }
}

mod eras {
    use super::*;

    #[test]
    fn begin_on_the_day_of_the_change() {
        let written = |year, month, day| date_ja(date(year, month, day));
        assert_eq!(written(1868, 10, 22), "1868年10月22日");
        assert_eq!(written(1868, 10, 23), "明治元年10月23日");
        assert_eq!(written(1912, 7, 29), "明治45年7月29日");
        assert_eq!(written(1912, 7, 30), "大正元年7月30日");
        assert_eq!(written(1926, 12, 25), "昭和元年12月25日");
        assert_eq!(written(1989, 1, 7), "昭和64年1月7日");
        assert_eq!(written(1989, 1, 8), "平成元年1月8日");
        assert_eq!(written(2018, 3, 12), "平成30年3月12日");
        assert_eq!(written(2019, 4, 30), "平成31年4月30日");
        assert_eq!(written(2019, 5, 1), "令和元年5月1日");
        assert_eq!(written(2020, 1, 1), "令和2年1月1日");
    }

    #[test]
    fn read_in_english_too() {
        let year = EraYear::of(date(2026, 10, 5)).unwrap();
        assert_eq!((year.era(), year.year()), (Era::Reiwa, 8));
        assert_eq!((year.ja(), year.en()), ("令和8年".to_owned(), "Reiwa 8".to_owned()));
    }
}

mod fiscal_periods {
    use super::*;

    #[track_caller]
    fn runs(period: Period, first: Date, last: Date) {
        assert_eq!(period, Period { first, last });
    }

    #[test]
    fn of_a_day() {
        let day = date(2027, 2, 28);
        runs(week(day), date(2027, 2, 22), day);
        runs(quarter(day), date(2027, 1, 1), date(2027, 3, 31));
        runs(half(day), date(2026, 10, 1), date(2027, 3, 31));
        runs(FiscalYear::of(day).period(), date(2026, 4, 1), date(2027, 3, 31));
        runs(quarter(date(2026, 4, 1)), date(2026, 4, 1), date(2026, 6, 30));
        runs(half(date(2026, 9, 30)), date(2026, 4, 1), date(2026, 9, 30));
    }

    #[test]
    fn by_cadence() {
        let day = date(2026, 10, 7);
        let owed = |cadence| period_of(cadence, day);
        assert_eq!(owed(Cadence::Daily), Some(Period::day(day)));
        assert_eq!(owed(Cadence::BusinessDay), Some(Period::day(day)));
        assert_eq!(owed(Cadence::Weekly), Some(week(day)));
        assert_eq!(owed(Cadence::Monthly), Some(Month::of(day).period()));
        assert_eq!(owed(Cadence::Quarterly), Some(quarter(day)));
        assert_eq!(owed(Cadence::HalfYearly), Some(half(day)));
        assert_eq!(owed(Cadence::Yearly), Some(FiscalYear::of(day).period()));
        assert_eq!(owed(Cadence::None), None);
    }

    #[test]
    fn are_named_by_the_era_of_their_first_day_but_for_2019() {
        let named = |year, month, day| FiscalYear::of(date(year, month, day)).ja();
        assert_eq!(named(2018, 3, 31), "平成29年度");
        assert_eq!(named(2018, 4, 1), "平成30年度");
        assert_eq!(named(2019, 4, 1), "令和元年度");
        assert_eq!(named(2020, 3, 31), "令和元年度");
        assert_eq!(named(2026, 4, 1), "令和8年度");
        assert_eq!(named(1989, 3, 31), "昭和63年度");
        assert_eq!(named(1989, 4, 1), "平成元年度");
        assert_eq!(named(1868, 4, 1), "1868年度");
        assert_eq!(FiscalYear::of(date(2027, 3, 31)).en(), "FY2026");
    }
}

mod offices {
    use super::*;

    #[test]
    fn say_what_tells_most_of_why_they_are_closed() {
        let closed = |year, month, day| town_hall().why_closed(date(year, month, day));
        let new_year = Holiday { ja: "元日", en: "New Year's Day" };
        assert_eq!(closed(2026, 12, 28), None);
        assert_eq!(closed(2026, 12, 29), Some(Closed::Yearly));
        assert_eq!(closed(2027, 1, 1), Some(Closed::Holiday(new_year)), "rather than the turn of the year");
        assert_eq!(closed(2027, 1, 2), Some(Closed::Yearly), "rather than a Saturday");
        assert_eq!(closed(2027, 1, 4), None);
        assert_eq!(closed(2027, 1, 9), Some(Closed::Saturday));
        assert_eq!(closed(2027, 1, 10), Some(Closed::Sunday));
    }

    #[test]
    fn close_and_open_on_single_days() {
        let mut office = town_hall();
        let closures = &mut office.ledger[0].1;
        closures.also_closed = BTreeSet::from([date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 7)]);
        closures.also_open = BTreeSet::from([date(2026, 5, 3), date(2026, 5, 7), date(2026, 12, 30)]);
        assert_eq!(office.why_closed(date(2026, 5, 1)), Some(Closed::Also));
        assert_eq!(office.why_closed(date(2026, 5, 2)), Some(Closed::Also), "rather than a Saturday");
        assert!(office.is_business_day(date(2026, 5, 3)), "a Sunday and a holiday, but open");
        assert!(office.is_business_day(date(2026, 5, 7)), "open beats closed");
        assert!(office.is_business_day(date(2026, 12, 30)));
    }

    #[test]
    fn keep_the_days_of_their_own_while_these_are_in_force() {
        let mut office = town_hall();
        office.ledger[0].1.also_closed.insert(date(2026, 5, 1));
        office.own = vec![
            OwnClosure { days: vec![days("12-31/01-05")], from: date(2018, 4, 1), until: Some(date(2027, 3, 31)) },
            OwnClosure { days: vec![days("08-14")], from: date(2026, 4, 1), until: None },
        ];
        assert!(office.is_business_day(date(2026, 12, 29)), "the ledger's, not the town's");
        assert_eq!(office.why_closed(date(2027, 1, 5)), Some(Closed::Yearly));
        assert_eq!(office.why_closed(date(2026, 8, 14)), Some(Closed::Yearly), "two of its own at once");
        assert_eq!(office.why_closed(date(2026, 5, 1)), Some(Closed::Also), "the ledger's single days apply");
        assert!(office.is_business_day(date(2027, 12, 31)), "the second is still in place of the ledger's");
        assert_eq!(office.why_closed(date(2017, 12, 29)), Some(Closed::Yearly), "before the town had its own");
    }

    #[test]
    fn are_judged_by_the_closures_of_the_day() {
        let mut office = town_hall();
        office.ledger.push((date(2027, 4, 1), Closures::default()));
        assert!(!office.is_business_day(date(2026, 12, 29)));
        assert!(office.is_business_day(date(2027, 12, 29)));
    }

    #[test]
    fn count_business_days_from_the_day_after() {
        let after = |from, n| town_hall().nth_business_day_after(from, n);
        assert_eq!(after(date(2026, 10, 9), 1), Some(date(2026, 10, 13)), "over a weekend and Sports Day");
        assert_eq!(after(date(2026, 10, 10), 1), Some(date(2026, 10, 13)));
        assert_eq!(after(date(2026, 10, 10), 0), Some(date(2026, 10, 10)), "even on a Saturday");
        assert_eq!(after(date(2026, 12, 25), 2), Some(date(2027, 1, 4)));
    }

    #[test]
    fn do_not_search_for_ever() {
        let closures = Closures { closed: vec![days("01-01/12-31")], ..Closures::default() };
        let closed_for_good = Office { ledger: vec![(Date::MIN, closures)], own: Vec::new() };
        assert_eq!(closed_for_good.nth_business_day_after(date(2026, 4, 1), 1), None);
        assert_eq!(town_hall().nth_business_day_after(date(2026, 4, 1), u32::MAX), None);
        assert_eq!(town_hall().nth_business_day_after(Date::MAX, 1), None);
    }

    #[test]
    fn list_their_business_days() {
        let open: Vec<_> = town_hall().business_days(week(date(2026, 9, 23))).collect();
        assert_eq!(
            open,
            [date(2026, 9, 24), date(2026, 9, 25)],
            "敬老の日, 休日 and 秋分の日 from Monday to Wednesday"
        );
    }
}

mod written_forms {
    use super::*;

    #[test]
    fn of_months_are_exact() {
        assert_eq!(Month::parse("2026-10"), Month::new(2026, 10));
        for wrong in
            ["", "2026", "2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "+026-10", "2026-+1", "２０２６-10"]
        {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn of_yearly_days_are_exact() {
        assert!(MonthDay::parse("02-29").is_some());
        for wrong in ["", "/", "02-30", "13-01", "00-01", "1-1", "+1-01", "12-29/", "/01-03", "12-29/01-03/01-04"] {
            assert_eq!(YearlyDays::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn of_yearly_days_include_both_ends() {
        let turn_of_the_year = days("12-29/01-03");
        assert!(turn_of_the_year.contains(date(2026, 12, 29)) && turn_of_the_year.contains(date(2027, 1, 3)));
        assert!(!turn_of_the_year.contains(date(2026, 12, 28)) && !turn_of_the_year.contains(date(2027, 1, 4)));
        let leap_day = days("02-29");
        assert!(leap_day.contains(date(2028, 2, 29)) && !leap_day.contains(date(2027, 3, 1)));
    }
}

/// Any date, the ends of the range and today's neighbourhood more often than chance would.
fn any_date() -> impl Strategy<Value = Date> {
    let real = |(year, month, day)| Date::new(year, month, day).ok();
    prop_oneof![
        (1980..=2110_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("no such day", real),
        (-9999..=9999_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("no such day", real),
        (0..800_usize).prop_filter_map("in range", |n| Period { first: Date::MIN, last: Date::MAX }.days().nth(n)),
        (9998..=9999_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("no such day", real),
        Just(Date::MAX),
    ]
}

fn any_month_day() -> impl Strategy<Value = MonthDay> {
    any_date().prop_map(MonthDay::of)
}

fn any_cadence() -> impl Strategy<Value = Cadence> {
    proptest::sample::select(Cadence::ALL)
}

proptest! {
    #[test]
    fn a_period_contains_its_date_and_is_that_of_each_of_its_days(cadence in any_cadence(), date in any_date()) {
        let Some(period) = period_of(cadence, date) else {
            prop_assert_eq!(cadence, Cadence::None);
            return Ok(());
        };
        prop_assert!(period.contains(date));
        for day in period.days() {
            prop_assert_eq!(period_of(cadence, day), Some(period));
        }
    }

    #[test]
    fn periods_tile_the_calendar(cadence in any_cadence(), date in any_date()) {
        let Some(period) = period_of(cadence, date) else { return Ok(()) };
        if let Some(after) = period.last.tomorrow().ok().and_then(|next| period_of(cadence, next)) {
            prop_assert_eq!(period.last.tomorrow().ok(), Some(after.first));
            prop_assert!(!period.intersects(after));
        }
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday(day in any_date()) {
        let week = week(day);
        prop_assert!(week.first.weekday() == Weekday::Monday || week.first == Date::MIN);
        prop_assert!(week.last.weekday() == Weekday::Sunday || week.last == Date::MAX);
        prop_assert!(week.days().count() == 7 || week.first == Date::MIN || week.last == Date::MAX);
    }

    #[test]
    fn the_nth_business_day_is_one_and_the_nth(date in any_date(), n in 1..40_u32) {
        let office = town_hall();
        if let Some(due) = office.nth_business_day_after(date, n) {
            prop_assert!(office.is_business_day(due));
            let since = Period { first: date.tomorrow().unwrap(), last: due };
            prop_assert_eq!(office.business_days(since).count(), usize::try_from(n).unwrap());
        } else {
            prop_assert!(date.year() == 9999, "only the end of the calendar has too few: {}", date);
        }
    }

    #[test]
    fn yearly_days_and_the_rest_of_the_year_share_no_day(from in any_month_day(), until in any_month_day(), day in any_date()) {
        prop_assume!(from != until);
        let (there, back) = (YearlyDays { from, until }, YearlyDays { from: until, until: from });
        let is_end = [from, until].contains(&MonthDay::of(day));
        prop_assert_eq!(there.contains(day) && back.contains(day), is_end);
        prop_assert!(there.contains(day) || back.contains(day));
    }

    #[test]
    fn what_is_written_reads_back(from in any_month_day(), until in any_month_day(), year in 0..=9999_i16, month in 1..=12_i8) {
        let days = YearlyDays { from, until };
        prop_assert_eq!(YearlyDays::parse(&days.to_string()), Some(days));
        let month = Month::new(year, month).unwrap();
        prop_assert_eq!(Month::parse(&month.to_string()), Some(month));
    }

    #[test]
    fn a_month_is_followed_by_the_next(date in any_date()) {
        let month = Month::of(date);
        prop_assert!(month.period().contains(date));
        match month.next() {
            Some(next) => prop_assert!(month < next && next.period().first == month.period().last.tomorrow().unwrap()),
            None => prop_assert_eq!(month.period().last, Date::MAX),
        }
    }

    #[test]
    fn words_read_back(cadence in any_cadence()) {
        prop_assert_eq!(Cadence::from_word(cadence.word()), Some(cadence));
    }

    #[test]
    fn no_text_is_too_odd_to_be_refused(text in "\\PC{0,12}|[0-9/+-]{0,12}") {
        let _ = (Month::parse(&text), MonthDay::parse(&text), YearlyDays::parse(&text), Cadence::from_word(&text));
    }

    #[test]
    fn every_date_has_an_answer(date in any_date()) {
        let _ = (holiday(date), date_ja(date), EraYear::of(date), FiscalYear::of(date).ja(), town_hall().why_closed(date));
    }
}
