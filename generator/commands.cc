// The generator's commands: options in, exit codes out.
#include "generator/commands.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "core/base/text.h"
#include "fmt/format.h"
#include "generator/build.h"

namespace generator {
namespace {

constexpr int kDone = 0;
constexpr int kMistakes = 1;
constexpr int kWorldRefused = 2;
constexpr int kWrongUsage = 64;

// What was typed, before it means anything.
struct Typed {
  std::string content = "content";
  std::string templates = "site_templates";
  std::string out = "public";
  std::string published = "published";
  std::vector<std::string> sites;
  std::string base_url = "/";
  std::string format = "text";
  std::string today;
  unsigned jobs = 0;
  bool quiet = false;
  bool no_large = false;
  bool templates_named = false;
};

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

void add_shared_options(CLI::App& command, Typed& typed) {
  command.add_option("--content", typed.content, "folder with calendar/ and sites/")
      ->capture_default_str();
  command.add_option("--templates", typed.templates, "folder with layout/, pages/, text/, static/")
      ->capture_default_str();
  command.add_option("--site", typed.sites, "only this site; may be given again")
      ->type_name("ID")
      ->allow_extra_args(false);
  command.add_option("--format", typed.format, "how mistakes are printed: text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_option("--today", typed.today, "the date to warn by, instead of today")
      ->type_name("YYYY-MM-DD")
      ->check([](const std::string& text) {
        return core::day_from_iso(text) ? std::string() : "'" + text + "' is not a date";
      });
  command.add_flag("--quiet", typed.quiet, "print mistakes only");
}

void add_build_options(CLI::App& command, Typed& typed) {
  command.add_option("--out", typed.out, "the public folder")->capture_default_str();
  command.add_option("--published", typed.published, "where the handler reads what is in force")
      ->capture_default_str();
  command.add_option("--jobs", typed.jobs, "threads; 0: one per core")->capture_default_str();
  command.add_flag("--no-large", typed.no_large, "leave the large-type edition out");
  command.add_option("--base-url", typed.base_url, "where the public folder is served")
      ->capture_default_str();
}

core::Day today_of(const Typed& typed, core::Clock& clock) {
  const auto day = core::day_from_iso(typed.today);
  return day ? *day : core::day_of(clock.now());
}

InputPlaces places_of(const Typed& typed, core::Clock& clock) {
  return {typed.content, typed.templates, typed.sites, today_of(typed, clock)};
}

void print_mistakes(const Typed& typed, const core::Diagnostics& diagnostics, Streams streams) {
  if (typed.format == "json") {
    streams.out << diagnostics.json() << '\n';
  } else if (!diagnostics.empty()) {
    streams.err << diagnostics.text();
  }
}

int refused(const core::Failure& failure, Streams streams) {
  streams.err << "generator: " << failure.message << '\n';
  return failure.code == core::FailureCode::invalid ? kWrongUsage : kWorldRefused;
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

bool speaks(const Typed& typed) {
  return !typed.quiet && typed.format == "text";
}

int run_check(const Typed& typed, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  InputPlaces places = places_of(typed, clock);
  if (!typed.templates_named && !std::filesystem::is_directory(places.templates)) {
    places.templates.clear();
  }
  const core::Result<std::size_t> sites = check(places, diagnostics);
  if (!sites) return refused(sites.failure(), streams);
  print_mistakes(typed, diagnostics, streams);
  if (diagnostics.has_errors()) return kMistakes;
  if (speaks(typed)) streams.out << counted(*sites, "site") << ", no mistakes\n";
  return kDone;
}

void print_report(const BuildReport& report, Streams streams) {
  for (const auto& [site, files] : report.foreign) {
    streams.out << fmt::format("{}: kept {} that the generator did not make: {}\n", site,
                               counted(files.size(), "file"), core::joined(files, ", "));
  }
  streams.out << fmt::format(
      "{}, {}: {} written, {} unchanged\n", counted(report.sites.size(), "site"),
      counted(static_cast<std::size_t>(report.pages), "page"),
      counted(static_cast<std::size_t>(report.written), "file"), report.kept);
}

int run_build(const Typed& typed, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  const BuildOptions options{.inputs = places_of(typed, clock),
                             .out = typed.out,
                             .published = typed.published,
                             .base_url = typed.base_url,
                             .jobs = typed.jobs,
                             .large = !typed.no_large};
  const auto report = build(options, diagnostics);
  if (!report) return refused(report.failure(), streams);
  print_mistakes(typed, diagnostics, streams);
  if (!*report) {
    if (speaks(typed)) streams.err << "nothing was changed\n";
    return kMistakes;
  }
  if (speaks(typed)) print_report(**report, streams);
  return kDone;
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        core::Clock& clock) {
  Typed typed;
  CLI::App app("Builds the public pages and the published policy of \"ban bu cheng shi\" windows.",
               "generator");
  app.require_subcommand(1);
  CLI::App* build_command =
      app.add_subcommand("build", "write the public site and put it in force");
  CLI::App* check_command = app.add_subcommand("check", "find every mistake and write nothing");
  add_shared_options(*build_command, typed);
  add_build_options(*build_command, typed);
  add_shared_options(*check_command, typed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kDone : kWrongUsage;
  }
  typed.templates_named = check_command->count("--templates") > 0;
  const Streams streams{out, err};
  return build_command->parsed() ? run_build(typed, clock, streams)
                                 : run_check(typed, clock, streams);
}

}  // namespace generator
