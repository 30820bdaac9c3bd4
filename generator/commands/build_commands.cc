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
#include "generator/build/build.h"
#include "generator/commands/watch.h"

namespace generator {
namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
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
                      const core::Diagnostics& diagnostics) {
  core::Json json = core::Json::parse(diagnostics.json());
  json["built"] = report ? json_of(*report) : core::Json();
  return json.dump();
}

std::string text_of(const BuildReport& report) {
  std::string text;
  for (const auto& [site, files] : report.foreign) {
    text += fmt::format("{}: kept {} that the generator did not make: {}\n", site,
                        counted(files.size(), "file"), core::joined(files, ", "));
  }
  return text + fmt::format("{}, {}: {} written, {} unchanged\n",
                            counted(report.sites.size(), "site"),
                            counted(static_cast<std::size_t>(report.pages), "page"),
                            counted(static_cast<std::size_t>(report.written), "file"), report.kept);
}

// A progress line that overwrites itself; only on a terminal, and only after a build has taken a
// second.
class Progress {
 public:
  Progress(const Options& options, Streams streams)
      : err_(streams.err),
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
    err_ << "\r\033[K" << done << " of " << all << " pages" << std::flush;
  }

 private:
  std::ostream& err_;
  bool is_shown_;
  bool was_shown_ = false;
  std::chrono::steady_clock::time_point next_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(1);
};

// The base URL was checked when the command line was read.
core::PublicAddress address_of(const Options& options) {
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
          .address = address_of(options),
          .jobs = options.jobs,
          .large = !options.no_large,
          .search = !options.no_search,
          .compress = options.compress,
          .strict = options.strict,
          .waits = say_that_it_waits};
}

std::atomic<bool> g_stop = false;

void stop_watching(int) {
  g_stop = true;
}

void tell(const Options& options, const WatchedBuild& build, Streams streams) {
  if (is_json(options)) {
    core::Json json = core::Json::parse(json_line(build.report, build.diagnostics));
    json["failure"] = build.failure ? core::Json(build.failure->message) : core::Json();
    json["seconds"] = build.seconds;
    streams.out << json.dump() << std::endl;
    return;
  }
  if (build.failure) streams.err << "generator: " << build.failure->message << std::endl;
  if (!build.diagnostics.empty()) streams.err << build.diagnostics.text() << std::flush;
  if (options.quiet) return;
  if (build.report) {
    streams.out << fmt::format("{:.2f} s, {} rendered: {}", build.seconds, build.report->rendered,
                               text_of(*build.report))
                << std::flush;
  } else {
    streams.err << "nothing was changed; waiting for the next edit" << std::endl;
  }
}

}  // namespace

int run_check(const Options& options, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  InputPlaces places = places_of(options, clock);
  if (!options.templates_named && !std::filesystem::is_directory(places.templates)) {
    places.templates.clear();
  }
  const core::Result<std::size_t> sites = check(places, address_of(options), diagnostics);
  if (!sites) return refused(sites.failure(), streams);
  if (is_json(options)) {
    streams.out << diagnostics.json() << '\n';
  } else if (!diagnostics.empty()) {
    streams.err << diagnostics.text();
  }
  if (is_wrong(options, diagnostics)) return kMistakes;
  if (speaks(options)) streams.out << counted(*sites, "site") << ", no mistakes\n";
  return kDone;
}

int run_build(const Options& options, core::Clock& clock, Streams streams) {
  core::Diagnostics diagnostics;
  BuildOptions build_options = build_options_of(options, clock, streams);
  const auto report = [&] {
    Progress progress(options, streams);
    build_options.progress = [&](std::size_t done, std::size_t all) { progress.show(done, all); };
    return build(build_options, diagnostics);
  }();
  if (!report) return refused(report.failure(), streams);
  if (is_json(options)) {
    streams.out << json_line(*report, diagnostics) << '\n';
  } else if (!diagnostics.empty()) {
    streams.err << diagnostics.text();
  }
  if (!*report) {
    if (speaks(options)) streams.err << "nothing was changed\n";
    return kMistakes;
  }
  if (speaks(options)) streams.out << text_of(**report);
  return kDone;
}

int run_watch(const Options& options, core::Clock& clock, Streams streams) {
  g_stop = false;
  std::signal(SIGINT, stop_watching);
  std::signal(SIGTERM, stop_watching);
  const core::Status watched =
      watch({.build = build_options_of(options, clock, streams),
             .status = options.status,
             .today = [&] { return today_of(options, clock); },
             .tell = [&](const WatchedBuild& build) { tell(options, build, streams); },
             .stop = &g_stop});
  return watched ? kDone : refused(watched.failure(), streams);
}

}  // namespace generator
