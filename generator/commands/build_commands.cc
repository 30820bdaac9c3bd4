// The commands build, check and watch: their output and exit codes.
#include "generator/commands/build_commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/input/sentence.h"
#include "core/settings/folder_owner.h"
#include "generator/build/build.h"
#include "generator/commands/watch.h"

namespace generator {
namespace {

core::Sentence count_of_sites(std::size_t count) {
  return count == 1 ? core::say("1 site") : core::say("{count} sites", {{"count", count}});
}

core::Sentence count_of_pages(int count) {
  return count == 1 ? core::say("1 page") : core::say("{count} pages", {{"count", count}});
}

core::Sentence count_of_files(std::size_t count) {
  return count == 1 ? core::say("1 file") : core::say("{count} files", {{"count", count}});
}

bool is_json(const Options& options) {
  return options.format == "json";
}

bool speaks(const Options& options) {
  return !options.quiet && !is_json(options);
}

bool is_wrong(const Options& options, const core::Diagnostics& diagnostics) {
  return options.strict ? !diagnostics.empty() : diagnostics.has_errors();
}

core::Json json_of(const BuildReport& report) {
  return {{"sites", report.sites},     {"pages", report.pages}, {"rendered", report.rendered},
          {"written", report.written}, {"kept", report.kept},   {"foreign", report.foreign}};
}

// One line of JSON: the diagnostics, and the report or null.
std::string json_line(const std::optional<BuildReport>& report,
                      const core::Diagnostics& diagnostics, core::Language language) {
  core::Json json = core::Json::parse(diagnostics.json(language));
  json["built"] = report ? json_of(*report) : core::Json();
  return json.dump();
}

std::string text_of(const BuildReport& report, core::Language language) {
  std::string text;
  for (const auto& [site, files] : report.foreign) {
    const core::Sentence kept =
        core::say("{site}: kept {files} that the generator did not make: {names}",
                  {{"site", site},
                   {"files", count_of_files(files.size())},
                   {"names", core::joined(files, ", ")}});
    text += kept.in(language) + "\n";
  }
  const core::Sentence done =
      core::say("{sites}, {pages}: {files} written, {kept} unchanged",
                {{"sites", count_of_sites(report.sites.size())},
                 {"pages", count_of_pages(report.pages)},
                 {"files", count_of_files(static_cast<std::size_t>(report.written))},
                 {"kept", report.kept}});
  return text + done.in(language) + "\n";
}

// A progress line that overwrites itself; only on a terminal, and only after a build has taken a
// second.
class Progress {
 public:
  Progress(const Options& options, Streams streams)
      : err_(streams.err),
        language_(language_of(options)),
        is_shown_(speaks(options) && &streams.err == &std::cerr && ::isatty(STDERR_FILENO) == 1) {}
  ~Progress() {
    if (was_shown_) err_ << "\r\033[K" << std::flush;
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done, std::size_t all) {
    const auto now = std::chrono::steady_clock::now();
    if (!is_shown_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(100);
    was_shown_ = true;
    const core::Sentence progress =
        core::say("{done} of {all} pages", {{"done", done}, {"all", all}});
    err_ << "\r\033[K" << progress.in(language_) << std::flush;
  }

 private:
  std::ostream& err_;
  core::Language language_;
  bool is_shown_;
  bool was_shown_ = false;
  std::chrono::steady_clock::time_point next_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(1);
};

// The base URL was checked when the command line was read.
core::PublicAddress public_address_of(const Options& options) {
  return core::accepted(core::read_public_address(options.base_url));
}

BuildOptions build_options_of(const Options& options, core::Clock& clock, Streams streams) {
  const auto say_that_it_waits = [&options, streams] {
    if (speaks(options))
      streams.err << "another build publishes to " << options.published << ": waiting for it"
                  << std::endl;
  };
  return {.inputs = places_of(options, clock),
          .out = options.out,
          .published = options.published,
          .address = public_address_of(options),
          .jobs = options.jobs,
          .large = !options.no_large,
          .search = !options.no_search,
          .compress = options.compress,
          .strict = options.strict,
          .archive_days = options.archive_days,
          .waits = say_that_it_waits};
}

std::atomic<bool> g_stop = false;

void stop_watching(int) {
  g_stop = true;
}

void tell(const Options& options, const WatchedBuild& build, Streams streams) {
  const core::Language language = language_of(options);
  if (is_json(options)) {
    core::Json json = core::Json::parse(json_line(build.report, build.diagnostics, language));
    json["failure"] = build.failure ? core::Json(build.failure->message) : core::Json();
    json["seconds"] = build.seconds;
    streams.out << json.dump() << std::endl;
    return;
  }
  if (build.failure) streams.err << "generator: " << build.failure->message << std::endl;
  if (!build.diagnostics.empty()) streams.err << build.diagnostics.text(language) << std::flush;
  if (options.quiet) return;
  if (build.report) {
    const core::Sentence took = core::say(
        "{seconds} s, {count} rendered: ",
        {{"seconds", fmt::format("{:.2f}", build.seconds)}, {"count", build.report->rendered}});
    streams.out << took.in(language) << text_of(*build.report, language) << std::flush;
  } else {
    const core::Sentence nothing = core::say("nothing was changed; waiting for the next edit");
    streams.err << nothing.in(language) << std::endl;
  }
}

}  // namespace

int run_check(const Options& options, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  InputPlaces places = places_of(options, clock);
  if (!options.templates_named && !std::filesystem::is_directory(places.templates)) {
    places.templates.clear();
  }
  const core::Result<std::size_t> sites = check(places, public_address_of(options), diagnostics);
  if (!sites) return refused(sites.failure(), streams);
  if (is_json(options)) {
    streams.out << diagnostics.json(language_of(options)) << '\n';
  } else if (!diagnostics.empty()) {
    streams.err << diagnostics.text(language_of(options));
  }
  if (is_wrong(options, diagnostics)) return kMistakes;
  if (speaks(options)) {
    const core::Sentence fine =
        core::say("{sites}, no mistakes", {{"sites", count_of_sites(*sites)}});
    streams.out << fine.in(language_of(options)) << '\n';
  }
  return kDone;
}

int run_build(const Options& options, core::Clock& clock, Streams streams) {
  if (const core::Status acts = core::act_as_owner_of(options.published); !acts)
    return refused(acts.failure(), streams);
  core::Diagnostics diagnostics;
  BuildOptions build_options = build_options_of(options, clock, streams);
  const auto report = [&] {
    Progress progress(options, streams);
    build_options.progress = [&](std::size_t done, std::size_t all) { progress.show(done, all); };
    return build(build_options, diagnostics);
  }();
  if (!report) return refused(report.failure(), streams);
  if (is_json(options)) {
    streams.out << json_line(*report, diagnostics, language_of(options)) << '\n';
  } else if (!diagnostics.empty()) {
    streams.err << diagnostics.text(language_of(options));
  }
  if (!*report) {
    const core::Sentence nothing = core::say("nothing was changed");
    if (speaks(options)) streams.err << nothing.in(language_of(options)) << '\n';
    return kMistakes;
  }
  if (speaks(options)) streams.out << text_of(**report, language_of(options));
  return kDone;
}

int run_watch(const Options& options, core::Clock& clock, Streams streams) {
  g_stop = false;
  std::signal(SIGINT, stop_watching);
  std::signal(SIGTERM, stop_watching);
  const core::Status watched =
      watch({.build = build_options_of(options, clock, streams),
             .status = options.status,
             .language = language_of(options),
             .today = [&] { return today_of(options, clock); },
             .tell = [&](const WatchedBuild& build) { tell(options, build, streams); },
             .stop = &g_stop});
  return watched ? kDone : refused(watched.failure(), streams);
}

}  // namespace generator
