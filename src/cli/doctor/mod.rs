//! `daicho doctor`: why something does not work here, each line good or with what to do.

mod calendar;
mod ledger;
mod repository;
mod signing;

use std::io::Write;
use std::path::Path;

use crate::history::Repo;
use crate::load::Loaded;
use crate::model::text::{Lang, Text};

use super::Ended;
use super::args::Args;
use super::failure::Failure;
use super::world::World;

/// One thing that was looked at.
struct Point {
    what: Text,
    told: Text,
    /// What to do; `None` where all is well.
    todo: Option<Text>,
}

impl Point {
    fn good(what: Text, told: Text) -> Point {
        Point { what, told, todo: None }
    }

    fn look(what: Text, told: Text, todo: Text) -> Point {
        Point { what, told, todo: Some(todo) }
    }
}

pub fn run(args: &Args, lang: Lang) -> Result<Ended, Failure> {
    let points = points(&args.directory);
    let mut out = anstream::stdout().lock();
    for Point { what, told, todo } in &points {
        let sign = if todo.is_none() { "○" } else { "△" };
        writeln!(out, "{sign} {}: {}", what.get(lang), told.get(lang))?;
        if let Some(todo) = todo {
            let name = Text::fixed("対処", "to do");
            writeln!(out, "    {}: {}", name.get(lang), todo.get(lang))?;
        }
    }
    let open = points.iter().any(|point| point.todo.is_some());
    Ok(if open { Ended::FindingsOpen } else { Ended::NothingOpen })
}

/// Everything that can be looked at from here; what cannot be opened ends the list.
fn points(directory: &Path) -> Vec<Point> {
    let mut points = Vec::new();
    let world = match World::find(directory, None) {
        Ok(world) => world,
        Err(failure) => return vec![repository::not_opened(&failure)],
    };
    let loaded = match world.load() {
        Ok(loaded) => loaded,
        Err(failure) => return vec![repository::not_opened(&failure)],
    };
    points.push(ledger::found(&world, &loaded));
    points.extend(ledger::to_fill_in(&world));
    points.extend(ledger::unfinished(&world));
    match &world.repo {
        Some(repo) => with_repository(&world, repo, &loaded, &mut points),
        None => points.push(repository::none(&world)),
    }
    points.push(calendar::known(&loaded));
    points
}

fn with_repository(world: &World, repo: &Repo, loaded: &Loaded, points: &mut Vec<Point>) {
    points.push(repository::opened(repo));
    points.push(repository::branch(repo, loaded));
    points.extend(repository::whole(world));
    points.push(repository::hooks(repo));
    if !repo.is_bare() {
        points.push(ledger::identity(repo, loaded));
        points.push(signing::key(repo, loaded));
        points.push(repository::line_ends(repo));
    }
    points.push(calendar::clock(world, loaded));
}
